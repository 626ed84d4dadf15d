import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop_chat.chat.messages import ReadingPlace
from desktop_chat.ui.chat.context_mark import ContextMark
from desktop_chat.ui.chat.transcript import Transcript
from tests.ui.chat.samples import conversation, message


@pytest.fixture
def transcript(qtbot, theme_manager):
    widget = Transcript(theme_manager)
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def settle(transcript, qtbot):
    def show(messages):
        with qtbot.waitSignal(transcript.settled, timeout=20_000):
            transcript.set_messages(messages)

    return show


def ids(transcript):
    return transcript.message_ids


def view(transcript, number):
    """The view of a message, which must be near the reader."""
    return next(view for view in transcript.views if view.message.id == number)


def built(transcript):
    return [view.message.id for view in transcript.views]


def go(transcript, qtbot, value):
    """Scroll, and wait until what is near is there."""
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        bar(transcript).setValue(value)


def bar(transcript):
    return transcript.verticalScrollBar()


def is_at_end(transcript):
    return bar(transcript).value() == bar(transcript).maximum()


def place_on_screen(transcript, view):
    return view.mapTo(transcript, QPoint()).y()


def begin(transcript, number=99):
    transcript.begin_reply(message(number, state="writing"))


def write(transcript, text, channel="answer", number=None):
    transcript.append_delta(text, channel, number or transcript.message_ids[-1])
    transcript._deltas.flush()


def test_a_long_conversation_opens_at_its_end_with_few_views(transcript, settle):
    settle(conversation(3000))
    assert is_at_end(transcript)
    assert built(transcript)[-1] == 3000
    assert len(transcript.views) < 30
    assert len(ids(transcript)) == 3000


def test_views_follow_the_reader_and_those_far_away_are_let_go(transcript, settle, qtbot):
    settle(conversation(3000))
    go(transcript, qtbot, 0)
    assert built(transcript)[0] == 1
    assert built(transcript)[-1] < 40
    assert place_on_screen(transcript, transcript.views[0]) >= 0


def test_every_message_is_seen_on_the_way_from_end_to_end(transcript, settle, qtbot):
    settle(conversation(120))
    seen = set()
    while True:
        seen |= {view.message.id for view in transcript.views if not view.visibleRegion().isEmpty()}
        if bar(transcript).value() == 0:
            break
        bar(transcript).setValue(bar(transcript).value() - transcript.viewport().height() // 2)
    assert seen == set(range(1, 121))


def test_messages_stand_one_under_the_other_in_a_centred_column(transcript, settle):
    settle(conversation(6))
    for above, below in zip(transcript.views, transcript.views[1:], strict=False):
        assert below.y() >= above.y() + above.height()
    view = transcript.views[0]
    assert abs(view.x() - (transcript.viewport().width() - view.geometry().right())) <= 2


def test_a_wide_window_does_not_make_lines_too_long(transcript, settle, theme_manager):
    transcript.resize(1600, 500)
    settle(conversation(2))
    assert transcript.views[0].fitted_width == 760


def test_the_end_is_followed_while_a_reply_grows(transcript, settle):
    settle(conversation(10))
    transcript.append_message(message(98, "user", "go"))
    begin(transcript)
    for number in range(40):
        write(transcript, f"Paragraph {number}.\n\n")
        assert is_at_end(transcript)
    assert transcript.is_following


def test_a_reader_who_scrolled_up_is_not_moved(transcript, settle, qtbot):
    settle(conversation(20))
    begin(transcript)
    write(transcript, "Some text\n\n" * 10)
    bar(transcript).setValue(bar(transcript).maximum() - 300)
    assert not transcript.is_following
    seen = view(transcript, 20)
    place = place_on_screen(transcript, seen)
    write(transcript, "More text\n\n" * 20)
    transcript.finish_reply(message(99, text="Some text\n\n" * 10 + "More text\n\n" * 20))
    assert place_on_screen(transcript, seen) == place
    assert transcript._jump.isVisible()
    assert transcript._jump.has_news
    QTest.mouseClick(transcript._jump, Qt.MouseButton.LeftButton)
    assert is_at_end(transcript)
    assert transcript.is_following
    assert not transcript._jump.isVisible()
    assert not transcript._jump.has_news


def test_scrolling_back_to_the_end_follows_again(transcript, settle):
    settle(conversation(20))
    bar(transcript).setValue(0)
    assert not transcript.is_following
    bar(transcript).setValue(bar(transcript).maximum())
    assert transcript.is_following


def test_older_messages_do_not_move_the_reader(transcript, settle, qtbot):
    messages = conversation(80)
    settle(messages[60:])
    bar(transcript).setValue(bar(transcript).maximum() - 600)
    seen = next(view for view in transcript.views if place_on_screen(transcript, view) > 0)
    place = place_on_screen(transcript, seen)
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        transcript.add_older(messages[:60])
    assert place_on_screen(transcript, seen) == place
    assert ids(transcript) == list(range(1, 81))


def test_a_page_that_opens_a_conversation_is_at_its_end_after_the_older_ones_came(transcript, settle):
    messages = conversation(80)
    settle(messages[70:])
    transcript.add_older(messages[:70])
    assert is_at_end(transcript)


@pytest.mark.parametrize("size", [(420, 500), (1300, 700)])
def test_another_width_keeps_the_text_that_is_read(transcript, settle, qtbot, size):
    settle(conversation(200, text="Many words that are wrapped at the end of the line. " * 6))
    go(transcript, qtbot, bar(transcript).maximum() // 2)
    before = transcript.place()
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        transcript.resize(*size)
    assert transcript.place().message_id == before.message_id
    assert {view.width() for view in transcript.views} == {transcript.views[-1].width()}


def test_another_text_size_keeps_the_message_that_is_read(transcript, settle, qtbot, theme_manager):
    settle(conversation(200))
    go(transcript, qtbot, bar(transcript).maximum() // 2)
    before = transcript.place()
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        theme_manager.set_text_scale(1.5)
    assert transcript.place().message_id == before.message_id


def test_a_place_is_found_again(transcript, settle, qtbot):
    settle(conversation(200))
    go(transcript, qtbot, bar(transcript).maximum() // 3)
    place = transcript.place()
    transcript.set_place(None)
    assert is_at_end(transcript)
    assert transcript.place() is None
    transcript.set_place(place)
    assert transcript.place() == place


def test_a_place_among_older_messages_is_found_once_they_are_here(transcript, settle):
    messages = conversation(200)
    settle(messages[150:])
    transcript.set_place(ReadingPlace(40, 7))
    assert transcript.place() == ReadingPlace(40, 7)
    transcript.add_older(messages[:150])
    assert transcript.place() == ReadingPlace(40, 7)
    assert place_on_screen(transcript, view(transcript, 40)) == -7


def test_pieces_are_drawn_together_a_little_later(transcript, settle, qtbot):
    settle(conversation(2))
    begin(transcript)
    for piece in ("one", " two", " three"):
        transcript.append_delta(piece, "answer", 99)
    assert transcript.views[-1].text == ""
    qtbot.waitUntil(lambda: transcript.views[-1].text == "one two three", timeout=3000)


def test_nothing_is_lost_when_the_reply_ends_before_it_is_drawn(transcript, settle):
    settle(conversation(2))
    begin(transcript)
    transcript.append_delta("thoughts", "reasoning", 99)
    transcript.append_delta("answer", "answer", 99)
    transcript.finish_reply(message(99, text="answer", reasoning="thoughts"))
    view = transcript.views[-1]
    assert (view.text, view.reasoning) == ("answer", "thoughts")


def test_the_progress_of_reading_is_shown_in_the_reply(transcript, settle):
    settle(conversation(2))
    begin(transcript)
    transcript.set_prompt_progress(1, 2, 99)
    assert transcript.views[-1].status.words == "Reading… 50 %"


def test_a_reply_that_was_being_written_goes_on_after_opening(transcript, settle):
    settle([message(1, "user", "q"), message(2, text="So far", state="writing")])
    write(transcript, " so good")
    assert transcript.views[-1].text == "So far so good"


def test_pieces_without_a_reply_to_take_them_are_dropped(transcript, settle):
    settle(conversation(2))
    write(transcript, "stray")
    assert ids(transcript) == [1, 2]


def test_another_branch_keeps_the_views_of_the_messages_in_common(transcript, settle):
    messages = conversation(6)
    settle(messages)
    kept = transcript.views[:4]
    settle([*messages[:4], message(50, "user", "other"), message(51, text="answer")])
    assert transcript.views[:4] == kept
    assert ids(transcript) == [1, 2, 3, 4, 50, 51]


def test_the_newest_page_of_another_branch_keeps_the_older_messages(transcript, settle):
    messages = conversation(30)
    settle(messages)
    settle([*messages[20:28], message(50, "user", "other", parent_id=28)])
    assert ids(transcript) == [*range(1, 29), 50]


def test_another_conversation_replaces_everything_and_starts_at_its_end(transcript, settle):
    settle(conversation(30))
    bar(transcript).setValue(0)
    settle([message(number, text=f"Other {number}") for number in range(100, 130)])
    assert ids(transcript) == list(range(100, 130))
    assert is_at_end(transcript)


def test_nothing_is_left_after_clearing(transcript, settle):
    settle(conversation(4))
    transcript.clear()
    assert ids(transcript) == []
    assert bar(transcript).maximum() == 0


def test_the_mark_stands_between_the_messages_it_parts(transcript, settle):
    settle(conversation(8))
    transcript.set_first_read(8, 4096)
    (mark,) = transcript.findChildren(ContextMark)
    assert mark.isVisible()
    above, below = view(transcript, 7), view(transcript, 8)
    assert above.y() + above.height() <= mark.y()
    assert mark.y() + mark.height() <= below.y()
    assert "096" in mark.words
    transcript.set_first_read(None)
    assert mark.isHidden()


def test_the_mark_finds_its_place_among_messages_that_come_later(transcript, settle, qtbot):
    messages = conversation(60)
    settle(messages[40:])
    transcript.set_first_read(6, 2048)
    (mark,) = transcript.findChildren(ContextMark)
    assert mark.isHidden()
    transcript.add_older(messages[:40])
    go(transcript, qtbot, 0)
    assert not mark.isHidden()
    assert view(transcript, 5).y() < mark.y() < view(transcript, 6).y()
    go(transcript, qtbot, bar(transcript).maximum())
    assert mark.isHidden()


def test_a_message_that_is_not_built_can_change(transcript, settle, qtbot):
    settle(conversation(60))
    transcript.replace_message(message(1, "user", "changed"))
    go(transcript, qtbot, 0)
    assert transcript.views[0].message.text == "changed"


def test_another_theme_reaches_every_message(transcript, settle, theme_manager, qtbot):
    settle(conversation(30))
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        theme_manager.set_appearance("dark")
    assert {view.style_in_use.theme for view in transcript.views} == {theme_manager.theme}


def test_requests_of_messages_are_passed_on(transcript, settle, qtbot):
    settle(conversation(2))
    with qtbot.waitSignal(transcript.retry_requested) as told:
        transcript.views[1].retry_requested.emit(2)
    assert told.args == [2]
    with qtbot.waitSignal(transcript.edit_requested) as told:
        transcript.views[0].edit_requested.emit(1)
    assert told.args == [1]


def test_home_and_end_go_to_the_ends(transcript, settle):
    settle(conversation(30))
    QTest.keyClick(transcript, Qt.Key.Key_Home)
    assert bar(transcript).value() == 0
    QTest.keyClick(transcript, Qt.Key.Key_End)
    assert is_at_end(transcript)
