from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QListView, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_chat.chat.messages import ConversationSummary
from desktop_chat.ui.palette.actions import Action, ModelChoice
from desktop_chat.ui.palette.palette import Palette
from desktop_chat.ui.widgets.search_field import SearchField

TODAY = date(2026, 3, 20)
MODELS = [
    ModelChoice("/models/qwen.gguf", "Qwen Coder", "0.4 GB"),
    ModelChoice("/models/gemma.gguf", "Gemma"),
]


def summary(conversation_id, title, **fields):
    moment = datetime(2026, 3, 20, 12).timestamp() - conversation_id * 100_000
    return ConversationSummary(id=conversation_id, title=title, updated_at=moment, model="", **fields)


CONVERSATIONS = [
    summary(1, "Trip to Jeju"),
    summary(2, "Settings of my router"),
    summary(3, "서울 맛집"),
    summary(4, "Old plans", archived_at=1.0),
]


class Desk:
    """A window with a field to write in, and the palette over it."""

    def __init__(self, theme_manager, qtbot):
        self.qtbot = qtbot
        self.window = QWidget()
        self.window.resize(900, 640)
        qtbot.addWidget(self.window)
        self.composer = QPlainTextEdit()
        self.other = QPlainTextEdit()
        column = QVBoxLayout(self.window)
        column.addWidget(self.composer)
        column.addWidget(self.other)
        self.done = []
        self.palette = Palette(theme_manager, self.window, today=lambda: TODAY)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.composer.setFocus()

    def action(self, action_id, text, keys=""):
        return Action(action_id, text, lambda: self.done.append(action_id), keys)

    def open(self, conversations=CONVERSATIONS):
        actions = [
            self.action("new-chat", "New chat", "Ctrl+N"),
            self.action("new-window", "New window"),
            self.action("settings", "설정", "Ctrl+,"),
            self.action("shortcuts", "Keyboard shortcuts"),
        ]
        self.palette.open(actions, conversations, MODELS)

    @property
    def field(self):
        return self.palette.findChild(SearchField)

    @property
    def list(self):
        return self.palette.findChild(QListView)

    def shown(self):
        model = self.list.model()
        return [model.index(row).data() for row in range(model.rowCount())]

    def current(self):
        return self.list.currentIndex().data()

    def type(self, text):
        self.field.clear()
        self.qtbot.keyClicks(self.field, text)

    def compose(self, preedit, commit=""):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.field, event)

    def press(self, key, where=None):
        self.qtbot.keyClick(where or self.field, key)


@pytest.fixture
def desk(theme_manager, qtbot):
    return Desk(theme_manager, qtbot)


def test_with_nothing_typed_it_offers_what_is_newest_and_what_can_be_done(desk):
    desk.open()
    assert desk.shown() == [
        "Conversations",
        "Trip to Jeju",
        "Settings of my router",
        "서울 맛집",
        "Actions",
        "New chat",
        "New window",
        "설정",
        "Keyboard shortcuts",
    ]
    assert desk.current() == "Trip to Jeju"
    assert desk.field.hasFocus()


def test_enter_does_what_is_current_after_the_palette_is_gone(desk, qtbot):
    desk.open()
    desk.type("nw")
    assert desk.current() == "New window"
    desk.press(Qt.Key.Key_Return)
    assert desk.done == ["new-window"]
    assert not desk.palette.isVisible()


def test_a_conversation_of_the_archive_is_found_and_says_where_it_is(desk, qtbot):
    desk.open()
    desk.type("old")
    index = desk.list.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Old plans, Archive"
    with qtbot.waitSignal(desk.palette.conversation_chosen) as told:
        desk.press(Qt.Key.Key_Return)
    assert told.args == [4]


def test_a_model_is_chosen_by_its_name(desk, qtbot):
    desk.open()
    desk.type("gem")
    with qtbot.waitSignal(desk.palette.model_chosen) as told:
        desk.press(Qt.Key.Key_Return)
    assert told.args == ["/models/gemma.gguf"]


def test_what_is_nowhere_can_be_looked_for_in_all_messages(desk, qtbot):
    desk.open()
    desk.type("zebra crossing")
    assert desk.shown() == ["Search all messages for “zebra crossing”"]
    with qtbot.waitSignal(desk.palette.search_requested) as told:
        desk.press(Qt.Key.Key_Return)
    assert told.args == ["zebra crossing"]


def test_the_closest_group_comes_first(desk):
    desk.open()
    desk.type("sett")
    assert desk.shown() == [
        "Conversations",
        "Settings of my router",
        "Actions",
        "설정",
        "Search all messages for “sett”",
    ]


def test_an_action_is_found_by_its_english_name_in_every_language(desk):
    desk.open([])
    desk.type("settings")
    assert desk.current() == "설정"


def test_the_arrow_keys_pass_headings_and_go_round(desk):
    desk.open()
    desk.type("sett")
    desk.press(Qt.Key.Key_Down)
    assert desk.current() == "설정"
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert desk.current() == "Settings of my router"
    desk.press(Qt.Key.Key_Up)
    assert desk.current() == "Search all messages for “sett”"


def test_tab_goes_on_in_the_list_and_the_keyboard_stays(desk):
    desk.open()
    desk.type("sett")
    desk.press(Qt.Key.Key_Tab)
    assert desk.current() == "설정"
    assert desk.field.hasFocus()


def test_escape_closes_and_the_keyboard_is_where_it_was(desk, qtbot):
    desk.open()
    with qtbot.waitSignal(desk.palette.closed):
        desk.press(Qt.Key.Key_Escape)
    assert not desk.palette.isVisible()
    assert desk.composer.hasFocus()


def test_a_click_beside_it_closes_and_one_on_a_line_chooses(desk, qtbot):
    desk.open()
    qtbot.mouseClick(desk.palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not desk.palette.isVisible()
    desk.open()
    model = desk.list.model()
    row = next(model.index(at) for at in range(model.rowCount()) if model.index(at).data() == "서울 맛집")
    with qtbot.waitSignal(desk.palette.conversation_chosen) as told:
        place = desk.list.visualRect(row).center()
        qtbot.mouseClick(desk.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [3]


def test_it_goes_away_when_the_keyboard_is_taken_elsewhere(desk):
    desk.open()
    desk.other.setFocus()
    assert not desk.palette.isVisible()
    assert desk.other.hasFocus()


def test_what_was_used_last_comes_first_and_is_told(desk, qtbot):
    desk.open()
    desk.type("keyb")
    with qtbot.waitSignal(desk.palette.recent_changed) as told:
        desk.press(Qt.Key.Key_Return)
    assert told.args == [("shortcuts",)]
    desk.open()
    assert desk.shown()[:2] == ["Recently used", "Keyboard shortcuts"]
    desk.palette.close_now()
    desk.palette.set_recent(["new-window", "gone-since"])
    desk.open()
    desk.type("new")
    assert desk.shown()[:3] == ["Actions", "New window", "New chat"]


def test_korean_is_found_while_it_is_composed(desk):
    desk.open()
    for preedit in ("ㅅ", "서", "설"):
        desk.compose(preedit)
        assert "설정" in desk.shown()
    desk.compose("", "설")
    desk.compose("ㅈ")
    assert desk.current() == "설정"
    desk.compose("", "")
    desk.field.clear()
    desk.compose("ㅁ", "ㅅㅇ")
    assert desk.current() == "서울 맛집"


def test_enter_takes_what_is_current_while_a_syllable_is_composed(desk):
    desk.open()
    desk.compose("설")
    desk.press(Qt.Key.Key_Return)
    assert desk.done == ["settings"]
    desk.open()
    assert desk.shown()[1:3] == ["설정", "Conversations"]  # nothing is left of what was composed


def test_screen_readers_hear_the_keys_of_an_action(desk):
    desk.open()
    desk.type("new chat")
    assert desk.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "New chat, Ctrl+N"
    assert desk.field.accessibleName() == "Find actions, conversations and models"
    assert desk.list.accessibleName()


def test_it_covers_the_window_also_when_that_grows(desk):
    desk.open()
    desk.window.resize(1200, 800)
    QApplication.processEvents()
    assert desk.palette.geometry() == desk.window.rect()


def test_five_thousand_conversations_are_all_found(desk):
    desk.open([summary(number, f"Conversation {number}") for number in range(1, 5001)])
    desk.type("4999")
    assert "Conversation 4999" in desk.shown()
