import threading

from desktop_chat.ui.background import Background
from desktop_chat.ui.exchange.tasks import ThreadTask


def test_what_is_given_up_tells_nothing_but_its_end_even_of_a_step_done_before(qtbot):
    is_told, is_seen = threading.Event(), threading.Event()

    def steps():
        yield 1
        is_told.set()
        assert is_seen.wait(10)
        yield 2

    background = Background("test")
    task = ThreadTask(background, steps, background)
    told = []
    for signal in (task.progressed, task.done, task.failed):
        signal.connect(told.append)
    assert is_told.wait(10)
    task.cancel()
    with qtbot.waitSignal(task.ended, timeout=10_000):
        is_seen.set()
    assert told == []
    background.close()
