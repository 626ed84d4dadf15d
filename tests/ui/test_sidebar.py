from datetime import date, datetime

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt, QTranslator
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from desktop_chat.chat.messages import ConversationSummary
from desktop_chat.ui.conversations_service import Listing
from desktop_chat.ui.sidebar.days import group_of
from desktop_chat.ui.sidebar.model import ConversationModel
from desktop_chat.ui.sidebar.requests import Delete, Rename
from desktop_chat.ui.sidebar.sidebar import Sidebar
from desktop_chat.ui.sidebar.view import ConversationList
from desktop_chat.ui.theme import DARK, LIGHT
from desktop_chat.ui.widgets.icon_button import IconButton

TODAY = date(2026, 3, 20)


def summary(conversation_id, title, day=TODAY, hour=12):
    moment = datetime(day.year, day.month, day.day, hour).timestamp()
    return ConversationSummary(id=conversation_id, title=title, updated_at=moment, model="")


THREE = [
    summary(1, "Trip to Jeju", hour=11),
    summary(2, "김치찌개 맛있게 끓이는 법", hour=10),
    summary(3, "Regex for phone numbers", date(2026, 3, 19)),
]


def show(sidebar, conversations):
    sidebar.set_listing(Listing(tuple(conversations)))


@pytest.fixture
def english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def sidebar(theme_manager, english, qtbot):
    made = Sidebar(theme_manager, today=lambda: TODAY)
    made.resize(264, 600)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def conversations(sidebar):
    """The sidebar's list with three conversations; the first is open."""
    show(sidebar, THREE)
    sidebar.set_current(1)
    QApplication.processEvents()
    return sidebar.findChild(ConversationList)


def shown(view):
    model = view.model()
    return [model.index(row).data() for row in range(model.rowCount())]


def centre(view, conversation_id):
    return view.visualRect(view.model().index_of(conversation_id)).center()


def click(qtbot, view, position):
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=position)


def button_of_row(view, conversation_id):
    index = view.model().index_of(conversation_id)
    return view.itemDelegate().button_rect(view.visualRect(index), view.model().row(index)).center()


def editor_of(view, qtbot):
    qtbot.waitUntil(lambda: view.findChild(QLineEdit) is not None)
    return view.findChild(QLineEdit)


def open_menu(view, qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return QApplication.activePopupWidget()


def choose(menu, qtbot, text):
    action = next(one for one in menu.actions() if one.text().split("\t")[0] == text)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 21), "Today"),
        (date(2026, 3, 20), "Today"),
        (date(2026, 3, 19), "Yesterday"),
        (date(2026, 3, 18), "Previous 7 days"),
        (date(2026, 3, 13), "Previous 7 days"),
        (date(2026, 3, 12), "Previous 30 days"),
        (date(2026, 2, 18), "Previous 30 days"),
        (date(2026, 2, 17), "February"),
        (date(2026, 1, 1), "January"),
        (date(2025, 12, 31), "December 2025"),
    ],
)
def test_a_day_has_the_heading_a_person_would_give_it(qapp, english, day, name):
    assert group_of(day, TODAY).heading == name


def test_months_are_named_in_the_language_of_the_window(qapp, english):
    QLocale.setDefault(QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea))
    assert group_of(date(2026, 1, 5), TODAY).heading == "1월"


def test_conversations_are_listed_under_their_days(conversations):
    assert shown(conversations) == [
        "Today",
        "Trip to Jeju",
        "김치찌개 맛있게 끓이는 법",
        "Yesterday",
        "Regex for phone numbers",
    ]


def test_a_conversation_without_a_title_is_a_new_chat(sidebar):
    show(sidebar, [summary(1, "")])
    assert shown(sidebar.findChild(ConversationList))[1] == "New chat"


def test_without_conversations_a_sentence_says_what_will_be_here(sidebar):
    show(sidebar, [])
    sentence = next(label for label in sidebar.findChildren(QLabel) if label.isVisible())
    assert "kept here" in sentence.text()
    show(sidebar, THREE)
    assert not sentence.isVisible()


def test_a_click_opens_a_conversation(sidebar, conversations, qtbot):
    with qtbot.waitSignal(sidebar.conversation_chosen) as blocker:
        click(qtbot, conversations, centre(conversations, 3))
    assert blocker.args == [3]


def test_a_click_on_a_heading_does_nothing(sidebar, conversations, qtbot):
    rect = conversations.visualRect(conversations.model().index(3))
    with qtbot.assertNotEmitted(sidebar.conversation_chosen):
        click(qtbot, conversations, rect.center())


def test_the_arrow_keys_pass_headings_and_enter_opens(sidebar, conversations, qtbot):
    conversations.setFocus()
    for _ in range(2):
        qtbot.keyClick(conversations, Qt.Key.Key_Down)
    with qtbot.waitSignal(sidebar.conversation_chosen) as blocker:
        qtbot.keyClick(conversations, Qt.Key.Key_Return)
    assert blocker.args == [3]


def test_moving_by_keyboard_shows_where_it_is_and_a_click_hides_that(conversations, qtbot):
    def has_ring(conversation_id):
        image = conversations.viewport().grab().toImage()
        rect = conversations.visualRect(conversations.model().index_of(conversation_id))
        return image.pixelColor(rect.center().x(), rect.top() + 2).name() == LIGHT.accent

    conversations.setFocus()
    assert not has_ring(1)
    qtbot.keyClick(conversations, Qt.Key.Key_Down)
    assert has_ring(2)
    click(qtbot, conversations, centre(conversations, 1))
    assert not has_ring(1)
    assert not has_ring(2)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_open_conversation_is_the_one_lit(sidebar, conversations, theme_manager, theme):
    def ground(conversation_id):
        rect = conversations.visualRect(conversations.model().index_of(conversation_id))
        return (
            sidebar.grab()
            .toImage()
            .pixelColor(conversations.mapTo(sidebar, rect.topLeft()) + QPoint(20, 4))
            .name()
        )

    theme_manager.set_appearance(theme.name)
    sidebar.set_current(2)
    assert ground(2) == theme.accent_soft
    assert ground(1) == theme.sidebar
    sidebar.set_current(None)
    assert ground(2) == theme.sidebar


def test_f2_renames_in_place(sidebar, conversations, qtbot):
    conversations.setFocus()
    qtbot.keyClick(conversations, Qt.Key.Key_F2)
    editor = editor_of(conversations, qtbot)
    assert editor.selectedText() == "Trip to Jeju"
    editor.clear()
    qtbot.keyClicks(editor, "Trip to Busan")
    with qtbot.waitSignal(sidebar.requested) as blocker, qtbot.assertNotEmitted(sidebar.conversation_chosen):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert blocker.args == [Rename(1, "Trip to Busan")]
    assert shown(conversations)[1] == "Trip to Busan"


def test_a_double_click_renames_in_place(sidebar, conversations, qtbot):
    click(qtbot, conversations, centre(conversations, 2))
    qtbot.mouseDClick(conversations.viewport(), Qt.MouseButton.LeftButton, pos=centre(conversations, 2))
    qtbot.mouseRelease(conversations.viewport(), Qt.MouseButton.LeftButton, pos=centre(conversations, 2))
    editor = editor_of(conversations, qtbot)
    editor.setText("된장찌개")
    with qtbot.waitSignal(sidebar.requested) as blocker:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert blocker.args == [Rename(2, "된장찌개")]


@pytest.mark.parametrize("text", ["", "   ", "Trip to Jeju"])
def test_an_empty_or_unchanged_title_changes_nothing(sidebar, conversations, qtbot, text):
    conversations.rename(1)
    editor = editor_of(conversations, qtbot)
    editor.setText(text)
    with qtbot.assertNotEmitted(sidebar.requested), qtbot.waitSignal(conversations.edit_ended):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert shown(conversations)[1] == "Trip to Jeju"


def test_escape_keeps_the_old_title(sidebar, conversations, qtbot):
    conversations.rename(1)
    editor = editor_of(conversations, qtbot)
    editor.setText("Something else")
    with qtbot.assertNotEmitted(sidebar.requested), qtbot.waitSignal(conversations.edit_ended):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert shown(conversations)[1] == "Trip to Jeju"


def test_new_conversations_wait_while_a_title_is_typed(sidebar, conversations, qtbot):
    conversations.rename(1)
    editor = editor_of(conversations, qtbot)
    show(sidebar, [summary(4, "Newest", hour=13), *THREE])
    assert conversations.is_editing
    assert "Newest" not in shown(conversations)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Newest" in shown(conversations))


def test_delete_asks_for_the_deletion_of_the_current_row_and_removes_nothing_itself(
    sidebar, conversations, qtbot
):
    conversations.setFocus()
    qtbot.keyClick(conversations, Qt.Key.Key_Down)
    with qtbot.waitSignal(sidebar.requested) as blocker:
        qtbot.keyClick(conversations, Qt.Key.Key_Delete)
    assert blocker.args == [Delete((2,))]
    assert len(shown(conversations)) == 5


def test_delete_while_typing_a_title_deletes_a_letter(sidebar, conversations, qtbot):
    conversations.rename(1)
    editor = editor_of(conversations, qtbot)
    editor.setCursorPosition(0)
    with qtbot.assertNotEmitted(sidebar.requested):
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.text() == "rip to Jeju"


def test_the_three_dots_open_a_menu_that_deletes_without_opening(sidebar, conversations, qtbot):
    spot = button_of_row(conversations, 3)
    qtbot.mouseMove(conversations.viewport(), spot)
    with qtbot.assertNotEmitted(sidebar.conversation_chosen):
        click(qtbot, conversations, spot)
    menu = open_menu(conversations, qtbot)
    with qtbot.waitSignal(sidebar.requested) as blocker:
        choose(menu, qtbot, "Delete")
    assert blocker.args == [Delete((3,))]


def test_a_right_click_opens_a_menu_that_renames(sidebar, conversations, qtbot):
    spot = centre(conversations, 2)
    viewport = conversations.viewport()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, spot, viewport.mapToGlobal(spot)))
    choose(open_menu(conversations, qtbot), qtbot, "Rename")
    assert editor_of(conversations, qtbot).text() == "김치찌개 맛있게 끓이는 법"


def test_the_menu_key_opens_the_menu_of_the_current_row(sidebar, conversations, qtbot):
    conversations.setFocus()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(conversations.viewport(), QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))
    menu = open_menu(conversations, qtbot)
    with qtbot.waitSignal(sidebar.requested) as blocker:
        choose(menu, qtbot, "Delete")
    assert blocker.args == [Delete((1,))]


def test_the_three_dots_are_drawn_on_the_row_under_the_pointer_only(conversations, qtbot):
    def has_dots(conversation_id):
        image = conversations.viewport().grab().toImage()
        spot = button_of_row(conversations, conversation_id)
        near = [
            image.pixelColor(spot.x() + dx, spot.y() + dy).name()
            for dx in range(-6, 7)
            for dy in range(-2, 3)
        ]
        return len(set(near)) > 1

    qtbot.mouseMove(conversations.viewport(), centre(conversations, 2))
    qtbot.waitUntil(lambda: has_dots(2))
    assert not has_dots(1)


def test_the_button_and_its_keys_ask_for_a_new_chat(sidebar, qtbot):
    button = next(one for one in sidebar.findChildren(QPushButton) if one.text().strip() == "New chat")
    with qtbot.waitSignal(sidebar.new_chat_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(sidebar.new_chat_requested):
        qtbot.keyClick(sidebar, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_the_button_at_the_bottom_asks_for_the_settings(sidebar, qtbot):
    button = next(one for one in sidebar.findChildren(QPushButton) if one.text().strip() == "Settings")
    with qtbot.waitSignal(sidebar.settings_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_collapsed_sidebar_is_a_strip_of_icons_that_still_say_what_they_do(sidebar, conversations, qtbot):
    toggle = sidebar.findChild(IconButton)
    with qtbot.waitSignal(sidebar.collapsed_changed) as blocker:
        qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert blocker.args == [True]
    assert sidebar.maximumWidth() < 80
    assert not conversations.isVisible()
    names = {button.accessibleName() for button in sidebar.findChildren(QPushButton) if button.isVisible()}
    assert names == {"New chat", "Search", "Models", "Settings"}
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert conversations.isVisible()


def test_the_list_stays_where_it_was_scrolled_to_when_conversations_change(sidebar, qtbot):
    many = [summary(number, f"Conversation {number}", hour=12) for number in range(1, 200)]
    show(sidebar, many)
    sidebar.set_current(1)
    bar = sidebar.findChild(ConversationList).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    bar.setValue(1000)
    show(sidebar, [summary(500, "Newest", hour=13), *many])
    assert bar.value() == 1000


def test_choosing_a_conversation_out_of_sight_scrolls_to_it(sidebar, qtbot):
    show(sidebar, [summary(number, f"Conversation {number}") for number in range(1, 5001)])
    view = sidebar.findChild(ConversationList)
    sidebar.set_current(4000)
    rect = view.visualRect(view.model().index_of(4000))
    assert view.viewport().rect().contains(rect)


def test_thousands_of_rows_are_laid_out_without_measuring_each(sidebar, qtbot):
    view = sidebar.findChild(ConversationList)
    measured = []
    hint = view.itemDelegate().sizeHint
    view.itemDelegate().sizeHint = lambda option, index: (measured.append(index.row()), hint(option, index))[
        1
    ]
    show(sidebar, [summary(number, f"Conversation {number}") for number in range(1, 5001)])
    QApplication.processEvents()
    assert 0 < len(measured) < 100


def test_larger_text_makes_taller_rows(sidebar, conversations, theme_manager):
    before = conversations.visualRect(conversations.model().index_of(1)).height()
    theme_manager.set_text_scale(1.6)
    QApplication.processEvents()
    assert conversations.visualRect(conversations.model().index_of(1)).height() > before


def test_groups_are_named_anew_when_the_day_has_changed(qapp, english):
    days = [TODAY]
    model = ConversationModel(today=lambda: days[0])
    model.set_listing(Listing(tuple(THREE)))
    assert model.index(0).data() == "Today"
    days[0] = date(2026, 3, 21)
    model.regroup()
    assert model.index(0).data() == "Yesterday"


class Shouting(QTranslator):
    """A language of capitals."""

    def isEmpty(self):  # noqa: N802  Qt's name
        return False

    def translate(self, _context, text, _note=None, _count=-1):
        return text.upper()


def test_every_text_follows_the_language_while_it_is_open(sidebar, conversations, qapp, qtbot):
    translator = Shouting()
    qapp.installTranslator(translator)
    try:
        qtbot.waitUntil(lambda: shown(conversations)[0] == "TODAY")
        texts = {button.text().strip() for button in sidebar.findChildren(QPushButton)}
        assert texts >= {"NEW CHAT", "MODELS", "SETTINGS"}
        assert sidebar.findChild(IconButton).toolTip() == "HIDE THE CONVERSATIONS"
    finally:
        qapp.removeTranslator(translator)
        QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
