from desktop_chat.ui.chat.pacing import LONGEST_SECONDS, SHORTEST_SECONDS, Pace


def paced(cost, cores):
    pace = Pace(cores)
    for _ in range(100):
        pace.drawn(cost)
    return pace.interval


def test_cheap_drawing_is_done_sixty_times_a_second():
    assert paced(0.0, cores=2) == SHORTEST_SECONDS


def test_drawing_takes_a_small_share_of_a_small_machine():
    assert 0.0015 / paced(0.0015, cores=2) < 0.03


def test_more_cores_allow_smoother_drawing():
    assert paced(0.002, cores=16) < paced(0.002, cores=2)


def test_dear_drawing_still_shows_that_the_reply_moves():
    assert paced(1.0, cores=2) == LONGEST_SECONDS


def test_one_slow_drawing_does_not_stall_the_next_ones():
    pace = Pace(2)
    for _ in range(50):
        pace.drawn(0.0005)
    pace.drawn(0.01)
    assert pace.interval < LONGEST_SECONDS
