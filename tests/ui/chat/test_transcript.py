import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.chat.messages import ReadingPlace
from desktop_chat.ui.chat.blocks.marks import Spot
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
def still(theme_manager):
    """Nothing glides."""
    theme_manager.set_motion_reduced(True)
    yield
    theme_manager.set_motion_reduced(False)


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
    assert transcript.jump_button.isVisible()
    assert transcript.jump_button.has_news
    QTest.mouseClick(transcript.jump_button, Qt.MouseButton.LeftButton)
    assert is_at_end(transcript)
    assert transcript.is_following
    assert not transcript.jump_button.isVisible()
    assert not transcript.jump_button.has_news


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


def test_older_messages_take_the_room_of_their_texts_once_these_were_looked_at(transcript, settle, qtbot):
    messages = conversation(3_000, "Many words that are wrapped at the end of the line. " * 20)
    settle(messages)
    height = transcript.column.height
    settle([])
    settle(messages[2_900:])
    with qtbot.waitSignal(transcript.settled, timeout=20_000):
        transcript.add_older(messages[:2_900])
    assert transcript.column.height == pytest.approx(height, rel=0.001)
    assert is_at_end(transcript)


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


def test_without_its_first_message_the_reader_stays_where_they_are(transcript, settle, qtbot):
    messages = conversation(200)
    settle(messages)
    go(transcript, qtbot, 6000)
    before = transcript.place()
    settle(messages[1:])
    assert ids(transcript) == list(range(2, 201))
    assert transcript.place() == before


def test_the_newest_page_takes_the_place_of_all_and_older_ones_come_once(transcript, settle):
    messages = conversation(300)
    settle(messages)
    settle(messages[240:])
    transcript.add_older(messages[:240])
    assert ids(transcript) == list(range(1, 301))


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


def wheel(transcript, angle=0, pixels=0, phase=Qt.ScrollPhase.NoScrollPhase):
    middle = QPointF(transcript.viewport().rect().center())
    event = QWheelEvent(
        middle,
        transcript.viewport().mapToGlobal(middle),
        QPoint(0, pixels),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        phase,
        False,
    )
    QApplication.sendEvent(transcript.viewport(), event)


def test_a_wheel_glides_and_two_turns_go_twice_as_far(transcript, settle, qtbot):
    settle(conversation(40))
    last = view(transcript, 40)
    before = place_on_screen(transcript, last)
    wheel(transcript, 120)
    assert place_on_screen(transcript, last) < before + 96
    wheel(transcript, 120)
    qtbot.waitUntil(lambda: place_on_screen(transcript, last) == before + 192, timeout=3000)


@pytest.mark.usefixtures("still")
def test_nothing_glides_where_motion_is_reduced(transcript, settle):
    settle(conversation(40))
    end = bar(transcript).value()
    wheel(transcript, 120)
    assert bar(transcript).value() == end - 96


def test_a_touchpad_is_followed_as_it_moves(transcript, settle):
    settle(conversation(40))
    end = bar(transcript).value()
    wheel(transcript, 40, pixels=33, phase=Qt.ScrollPhase.ScrollUpdate)
    assert bar(transcript).value() == end - 33


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize(
    ("keys", "direction"),
    [("PgUp", -1), ("PgDown", 1), ("Space", 1), ("Shift+Space", -1), ("Up", -1), ("Down", 1)],
)
def test_keys_scroll(transcript, settle, qtbot, keys, direction):
    settle(conversation(60))
    go(transcript, qtbot, bar(transcript).maximum() // 2)
    before = bar(transcript).value()
    QTest.keySequence(transcript, QKeySequence(keys))
    assert (bar(transcript).value() - before) * direction > 0


def test_a_wheel_up_beside_a_growing_reply_is_not_taken_back(transcript, settle, qtbot):
    settle(conversation(20))
    begin(transcript)
    wheel(transcript, 120)
    qtbot.waitUntil(lambda: not transcript.is_following, timeout=3000)
    write(transcript, "More\n\n" * 30)
    assert not is_at_end(transcript)


# ---- finding


def test_a_message_that_is_searched_for_is_shown_with_its_words_marked(transcript, settle):
    messages = conversation(500)
    messages[249] = message(250, text="Before.\n\nThe lighthouse stands.\n\nAfter.")
    settle(messages)
    transcript.show_message(250, ("lighthouse",))
    found = view(transcript, 250)
    (top,) = found.body.hit_tops()
    assert 0 < found.body.mapTo(transcript, QPoint(0, top)).y() < transcript.viewport().height() / 2
    transcript.clear_search()
    assert found.body.hit_tops() == []


def test_words_stay_marked_when_the_reader_comes_back(transcript, settle, qtbot):
    settle([*conversation(200), message(201, text="The lighthouse stands.")])
    transcript.show_message(201, ("lighthouse",))
    go(transcript, qtbot, 0)
    assert 201 not in built(transcript)
    go(transcript, qtbot, bar(transcript).maximum())
    assert view(transcript, 201).body.hit_tops()


def test_a_message_that_is_not_here_yet_is_shown_once_it_is(transcript, settle):
    messages = conversation(300)
    settle(messages[250:])
    transcript.show_message(20, ("words",))
    assert is_at_end(transcript)
    transcript.add_older(messages[:250])
    assert view(transcript, 20).body.hit_tops()
    assert not view(transcript, 20).visibleRegion().isEmpty()


def test_what_was_searched_for_glows_and_fades(transcript, settle, qtbot):
    settle(conversation(4))
    transcript.show_message(2)
    assert view(transcript, 2).glow > 0
    qtbot.waitUntil(lambda: view(transcript, 2).glow == 0, timeout=5000)


# ---- two versions side by side


def two_versions(transcript, settle, **values):
    asked = [*conversation(7), message(8, text="One", sibling_ids=(8, 9))]
    settle(asked)
    transcript.set_beside(
        message(9, text="Two", parent_id=7, sibling_ids=(8, 9), model="/m/other.gguf", **values)
    )
    return view(transcript, 8), view(transcript, 9)


def test_two_versions_stand_side_by_side_where_there_is_room(transcript, settle):
    transcript.resize(1100, 600)
    left, right = two_versions(transcript, settle)
    assert left.y() == right.y()
    assert left.geometry().right() < right.geometry().left() + 24
    assert right.geometry().right() <= transcript.viewport().width()
    assert left.header.close_button.isHidden()
    assert not right.header.close_button.isHidden()


def test_two_versions_stand_one_below_the_other_in_a_narrow_window(transcript, settle):
    transcript.resize(600, 700)
    first, second = two_versions(transcript, settle)
    assert first.geometry().bottom() < second.geometry().top()


def test_both_versions_are_written_at_once(transcript, settle):
    first, second = two_versions(transcript, settle, state="writing")
    transcript.begin_reply(message(8, state="writing", sibling_ids=(8, 9)))
    write(transcript, "left", number=8)
    write(transcript, " right", number=9)
    assert (first.text, second.text) == ("left", "Two right")
    transcript.finish_reply(message(9, text="Two right", sibling_ids=(8, 9)))
    assert second.header.choose_button.isEnabled()
    assert not first.header.choose_button.isEnabled()


def test_one_goes_on_with_either_version_or_closes_the_second(transcript, settle, qtbot):
    left, right = two_versions(transcript, settle)
    with qtbot.waitSignal(transcript.beside_chosen) as told:
        QTest.mouseClick(right.header.choose_button, Qt.MouseButton.LeftButton)
    assert told.args == [9]
    with qtbot.waitSignal(transcript.beside_closed):
        QTest.mouseClick(right.header.close_button, Qt.MouseButton.LeftButton)
    transcript.set_beside(None)
    assert ids(transcript) == list(range(1, 9))
    assert left is view(transcript, 8)
    assert left.header is None


def test_versions_are_not_switched_while_two_stand_side_by_side(transcript, settle):
    left, _right = two_versions(transcript, settle)
    assert left.footer.next_button.isHidden()
    transcript.set_beside(None)
    assert not left.footer.next_button.isHidden()


# ---- the keyboard, and screen readers


def keyboard_at(transcript):
    return transcript._current._holding(QApplication.focusWidget())


@pytest.fixture
def active(transcript, qtbot):
    transcript.activateWindow()
    qtbot.waitUntil(transcript.isActiveWindow, timeout=3000)
    return transcript


@pytest.mark.usefixtures("still")
def test_alt_and_the_arrows_go_from_message_to_message(active, settle):
    settle(conversation(30))
    active.step_message(-1)
    assert keyboard_at(active).message.id == 30
    for number in range(29, 9, -1):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert keyboard_at(active).message.id == number
        assert not keyboard_at(active).visibleRegion().isEmpty()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert keyboard_at(active).message.id == 11


def test_the_last_message_is_not_left_downwards(active, settle):
    settle(conversation(3))
    active.step_message(1)
    active.step_message(1)
    assert keyboard_at(active).message.id == 3


def test_tab_visits_the_parts_of_one_message_alone(active, settle):
    settle([message(1, "user", "q"), message(2, text="a"), message(3, "user", "q"), message(4, text="b")])
    active.step_message(-1)
    visited = []
    while keyboard_at(active) is not None and len(visited) < 30:
        visited.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() in visited:
            break
    current = view(active, 4)
    assert {active._current._holding(widget) for widget in visited} == {current}
    assert current.footer.more_button in visited
    assert current.footer.copy_button in visited
    assert current.body in visited


def told(transcript):
    """What screen readers find below the conversation."""
    area = QAccessible.queryAccessibleInterface(transcript.viewport())
    return [area.child(number) for number in range(area.childCount())]


def test_messages_are_told_as_items_with_their_author(transcript, settle):
    settle([message(1, "user", "How are you?"), message(2, text="Fine.")])
    items = told(transcript)
    assert {item.role() for item in items} == {QAccessible.Role.ListItem}
    assert [item.text(QAccessible.Text.Name) for item in items] == ["You: How are you?", "tiny-chat: Fine."]
    assert items[1].text(QAccessible.Text.Description) == "Message 2 of 2"


def test_messages_are_told_in_their_order_whichever_was_built_first(transcript, settle):
    settle(conversation(30))
    places = [item.text(QAccessible.Text.Description) for item in told(transcript)]
    first = 30 - len(places) + 1
    assert places == [f"Message {number} of 30" for number in range(first, 31)]


def test_what_is_selected_is_not_lost_by_scrolling_away(transcript, settle, qtbot):
    settle(conversation(300))
    view(transcript, 300).body.select_all()
    go(transcript, qtbot, 0)
    assert view(transcript, 300).body.has_selection


def test_thoughts_that_were_opened_are_open_when_the_reader_comes_back(transcript, settle, qtbot):
    settle([*conversation(200), message(201, text="Answer", reasoning="Thoughts")])
    QTest.mouseClick(view(transcript, 201).fold.toggle, Qt.MouseButton.LeftButton)
    go(transcript, qtbot, 0)
    go(transcript, qtbot, bar(transcript).maximum())
    assert view(transcript, 201).fold.is_open


def test_a_message_is_copied_by_keyboard(active, settle):
    settle(conversation(2))
    active.step_message(-1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == conversation(2)[1].text


@pytest.mark.parametrize("width", [150, 3000])
def test_very_narrow_and_very_wide_windows_show_messages(transcript, settle, width):
    transcript.resize(width, 400)
    settle(conversation(3))
    assert all(isinstance(view, QWidget) and view.height() > 20 for view in transcript.views)


def test_a_reader_whose_message_is_gone_is_taken_to_the_end(transcript, settle, qtbot):
    messages = conversation(40)
    settle(messages)
    bar(transcript).setValue(bar(transcript).maximum() - 200)
    settle([*messages[:20], message(99, "user", "other", parent_id=20)])
    assert transcript.is_following
    assert is_at_end(transcript)


# ---- going through hits


def test_words_are_marked_in_every_message_and_a_ring_is_around_one(transcript, settle):
    settle(conversation(6))
    transcript.mark("words")
    assert all(len(each.body.hit_tops()) == 1 for each in transcript.views)
    transcript.show_hit(2, Spot(0, 0))
    assert [each.message.id for each in transcript.views if each.body._current_hit] == [2]
    transcript.show_hit(4, Spot(0, 0))
    assert [each.message.id for each in transcript.views if each.body._current_hit] == [4]
    transcript.clear_search()
    assert not any(each.body.hit_tops() or each.body._current_hit for each in transcript.views)


def test_a_view_that_is_built_later_is_marked(transcript, settle, qtbot):
    settle(conversation(200))
    transcript.mark("words")
    go(transcript, qtbot, 0)
    assert view(transcript, 1).body.hit_tops()


def test_a_hit_far_down_in_a_long_reply_is_shown_once_it_is_read(transcript, settle, qtbot):
    long = "\n\n".join(f"Paragraph {number} of many, with some words." for number in range(1500))
    settle([*conversation(3), message(4, text=long + "\n\nThe lighthouse stands."), *conversation(9)[4:]])
    transcript.mark("lighthouse")
    transcript.show_hit(4, Spot(1500, 0))
    found = view(transcript, 4)
    qtbot.waitUntil(lambda: found.is_read and bool(found.body.hit_tops()), timeout=20_000)
    (top,) = found.body.hit_tops()
    qtbot.waitUntil(
        lambda: 0 < found.body.mapTo(transcript, QPoint(0, found.body.hit_tops()[0])).y() < 500, timeout=5000
    )
    assert top


def test_a_hit_in_what_is_folded_unfolds_it(transcript, settle):
    settle([message(1, "user", "line\n" * 200 + "The lighthouse stands."), message(2, text="Yes.")])
    transcript.mark("lighthouse")
    assert view(transcript, 1).body.hit_tops() == []
    transcript.show_hit(1, Spot(1, 0))
    assert len(view(transcript, 1).body.hit_tops()) == 1


def test_a_reader_who_scrolls_away_is_left_alone(transcript, settle, qtbot):
    long = "\n\n".join(f"Paragraph {number} of many, with some words." for number in range(1500))
    settle([*conversation(3), message(4, text=long + "\n\nThe lighthouse stands."), *conversation(60)[4:]])
    transcript.mark("lighthouse")
    transcript.show_hit(4, Spot(1500, 0))
    go(transcript, qtbot, bar(transcript).maximum())
    assert is_at_end(transcript)


def test_what_is_selected_in_a_line_can_be_looked_for(transcript, settle):
    settle([message(1, "user", "fox"), message(2, text="one\n\ntwo")])
    assert transcript.selected_line() == ""
    view(transcript, 1).body.select_all()
    assert transcript.selected_line() == "fox"
    view(transcript, 1).body.clear_selection()
    view(transcript, 2).body.select_all()
    assert transcript.selected_line() == ""
