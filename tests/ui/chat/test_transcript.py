import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

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
    return [view.message.id for view in transcript.views]


def bar(transcript):
    return transcript.verticalScrollBar()


def is_at_end(transcript):
    return bar(transcript).value() == bar(transcript).maximum()


def place_on_screen(transcript, view):
    return view.mapTo(transcript, QPoint()).y()


def begin(transcript, number=99):
    transcript.begin_reply(message(number, state="writing"))


def write(transcript, text, channel="answer"):
    transcript.append_delta(text, channel)
    transcript._flush()


def test_the_newest_messages_are_there_at_once_and_the_rest_follows(transcript, qtbot):
    messages = conversation(60)
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        transcript.set_messages(messages)
        at_once = ids(transcript)
        assert at_once[-1] == 60
        assert len(at_once) < 30
        assert is_at_end(transcript)
        newest = transcript.views[-1]
        place = place_on_screen(transcript, newest)
    assert ids(transcript) == list(range(1, 61))
    assert place_on_screen(transcript, newest) == place


def test_messages_stand_one_under_the_other_in_a_centred_column(transcript, settle):
    settle(conversation(6))
    for above, below in zip(transcript.views, transcript.views[1:], strict=False):
        assert below.y() >= above.y() + above.height()
    view = transcript.views[0]
    assert abs(view.x() - (transcript.viewport().width() - view.geometry().right())) <= 2


def test_a_wide_window_does_not_make_lines_too_long(transcript, settle, theme_manager):
    transcript.resize(1600, 500)
    settle(conversation(2))
    assert transcript.views[0].width() == 760


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
    view = transcript.views[-3]
    place = place_on_screen(transcript, view)
    write(transcript, "More text\n\n" * 20)
    transcript.finish_reply(message(99, text="Some text\n\n" * 10 + "More text\n\n" * 20))
    assert place_on_screen(transcript, view) == place
    assert transcript._jump.isVisible()
    transcript._jump.click()
    assert is_at_end(transcript)
    assert transcript.is_following
    assert not transcript._jump.isVisible()


def test_scrolling_back_to_the_end_follows_again(transcript, settle):
    settle(conversation(20))
    bar(transcript).setValue(0)
    assert not transcript.is_following
    bar(transcript).setValue(bar(transcript).maximum())
    assert transcript.is_following


def test_older_messages_do_not_move_the_reader(transcript, qtbot):
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        transcript.set_messages(conversation(80))
        bar(transcript).setValue(bar(transcript).maximum() - 60)
        view = transcript.views[-1]
        place = place_on_screen(transcript, view)
    assert place_on_screen(transcript, view) == place


def test_pieces_are_drawn_together_a_little_later(transcript, settle, qtbot):
    settle(conversation(2))
    begin(transcript)
    for piece in ("one", " two", " three"):
        transcript.append_delta(piece, "answer")
    assert transcript.views[-1].text == ""
    qtbot.waitUntil(lambda: transcript.views[-1].text == "one two three", timeout=3000)


def test_nothing_is_lost_when_the_reply_ends_before_it_is_drawn(transcript, settle):
    settle(conversation(2))
    begin(transcript)
    transcript.append_delta("thoughts", "reasoning")
    transcript.append_delta("answer", "answer")
    transcript.finish_reply(message(99, text="answer", reasoning="thoughts"))
    view = transcript.views[-1]
    assert (view.text, view.reasoning) == ("answer", "thoughts")


def test_the_progress_of_reading_is_shown_in_the_reply(transcript, settle):
    settle(conversation(2))
    begin(transcript)
    transcript.set_prompt_progress(1, 2)
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
    transcript.set_dropped(3, 4096)
    (mark,) = transcript.findChildren(ContextMark)
    assert mark.isVisible() or not mark.isHidden()
    above, below = transcript.views[2], transcript.views[3]
    assert above.y() + above.height() <= mark.y()
    assert mark.y() + mark.height() <= below.y()
    assert "096" in mark.words
    transcript.set_dropped(0)
    assert mark.isHidden()


def test_the_mark_finds_its_place_among_messages_that_are_built_later(transcript, qtbot):
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        transcript.set_messages(conversation(60))
        transcript.set_dropped(5, 2048)
        (mark,) = transcript.findChildren(ContextMark)
        assert mark.isHidden()
    assert not mark.isHidden()
    assert transcript.views[4].y() < mark.y() < transcript.views[5].y()


def test_a_message_that_is_not_built_yet_can_change(transcript, qtbot):
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        transcript.set_messages(conversation(60))
        transcript.replace_message(message(1, "user", "changed"))
    assert transcript.views[0].body.toPlainText() == "changed"


def test_another_width_lays_out_everything(transcript, settle, qtbot):
    settle(conversation(30))
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        transcript.resize(420, 500)
    assert {view.width() for view in transcript.views} == {transcript.views[-1].width()}
    assert is_at_end(transcript)


def test_another_theme_reaches_every_message(transcript, settle, theme_manager, qtbot):
    settle(conversation(30))
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        theme_manager.set_appearance("dark")
    for view in transcript.views:
        shape = view.body.document().begin().begin().fragment().charFormat()
        assert shape.foreground().color().name() == theme_manager.theme.text


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
