from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListView, QPushButton

from desktop_chat.chat.searching import Hit, SearchQuery
from desktop_chat.ui.sidebar.search.filters import SearchFilters
from desktop_chat.ui.sidebar.search.page import SearchPage
from desktop_chat.ui.sidebar.search.rows import rows_of
from desktop_chat.ui.theme import LIGHT
from desktop_chat.ui.widgets.icon_button import IconButton
from tests.ui.sidebar_desk import SidebarDesk

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LONG = 10_000


class SearchDesk(SidebarDesk):
    """A sidebar whose search is used."""

    def fill(self):
        self.add("Trip to Jeju", text="What should we see in three days?")
        self.add("Soup", text="김치찌개에 제주 돼지고기를 넣어도 되나요?")
        self.add("Regex", text="How do I match a phone number?")
        while self.ask(lambda store: store.index_some(100)):
            pass

    @property
    def page(self) -> SearchPage:
        return self.sidebar.findChild(SearchPage)

    @property
    def found_list(self) -> QListView:
        lists = self.page.findChildren(QListView)
        return next(one for one in lists if one.accessibleName() == "What is found")

    def found(self):
        if self.page is None or not self.page.isVisible():
            return None
        model = self.found_list.model()
        return [model.index(row).data() for row in range(model.rowCount())]

    def look_for(self, text):
        self.field.clear()
        self.field.insert(text)
        self.settle()
        self.settle()

    def compose(self, preedit, commit=""):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.field, event)
        self.settle()
        self.settle()

    def press_in_field(self, key):
        self.qtbot.keyClick(self.field, key)

    def words(self):
        return [
            label.text() for label in self.page.findChildren(QLabel) if label.isVisible() and label.text()
        ]

    def narrow(self, name, text):
        """Choose something in the popup."""
        box = next(one for one in self.page.findChildren(QComboBox) if one.accessibleName() == name)
        box.setCurrentIndex(box.findText(text))
        self.settle()
        self.settle()


@pytest.fixture
def desk(theme_manager, qtbot):
    made = SearchDesk(theme_manager, qtbot)
    made.fill()
    yield made
    made.store.close()


def test_typing_shows_what_is_found_in_the_lists_place_and_escape_the_list_again(desk, qtbot):
    desk.composer.setFocus()
    qtbot.keyClick(desk.sidebar, Qt.Key.Key_F, CTRL_SHIFT)
    assert desk.field.hasFocus()
    desk.look_for("three")
    assert desk.found() == ["Trip to Jeju", "What should we see in three days?"]
    assert not desk.list.isVisible()
    desk.press_in_field(Qt.Key.Key_Escape)
    assert desk.list.isVisible()
    assert desk.field.text() == ""
    assert desk.composer.hasFocus()


def test_enter_opens_the_hit_with_the_texts_that_were_found(desk, qtbot):
    desk.look_for("THREE days")
    with qtbot.waitSignal(desk.sidebar.hit_chosen) as told:
        desk.press_in_field(Qt.Key.Key_Return)
    hit, terms = told.args
    assert hit.conversation_id == desk.id("Trip to Jeju")
    assert hit.message_id is not None
    assert terms == ("three", "days")


def test_a_title_that_is_found_opens_the_conversation(desk, qtbot):
    desk.look_for("jeju")
    with qtbot.waitSignal(desk.sidebar.hit_chosen) as told:
        desk.press_in_field(Qt.Key.Key_Return)
    assert told.args[0].message_id is None
    assert told.args[0].conversation_id == desk.id("Trip to Jeju")


def test_a_click_opens_a_hit_and_one_on_a_title_that_was_not_found_nothing(desk, qtbot):
    desk.look_for("phone")
    model, viewport = desk.found_list.model(), desk.found_list.viewport()
    with qtbot.assertNotEmitted(desk.sidebar.hit_chosen):
        place = desk.found_list.visualRect(model.index(0)).center()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(desk.sidebar.hit_chosen):
        place = desk.found_list.visualRect(model.index(1)).center()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)


def test_the_arrow_keys_go_from_hit_to_hit_while_the_field_keeps_the_keyboard(desk):
    desk.add("More", text="Three more days")
    while desk.ask(lambda store: store.index_some(100)):
        pass
    desk.sidebar.begin_search()
    desk.look_for("three")
    assert desk.found_list.currentIndex().data() == "Three more days"
    desk.press_in_field(Qt.Key.Key_Down)
    assert desk.found_list.currentIndex().data() == "What should we see in three days?"
    desk.press_in_field(Qt.Key.Key_Down)
    assert desk.found_list.currentIndex().data() == "What should we see in three days?"
    desk.press_in_field(Qt.Key.Key_Up)
    assert desk.found_list.currentIndex().data() == "Three more days"
    assert desk.field.hasFocus()


def test_from_the_empty_field_the_down_key_goes_into_the_list(desk):
    desk.sidebar.begin_search()
    desk.press_in_field(Qt.Key.Key_Down)
    assert desk.list.hasFocus()


def test_how_many_there_are_is_said(desk):
    desk.look_for("jeju")
    assert "1 result(s)" in desk.words()


def test_nothing_found_is_said(desk):
    desk.look_for("xylophone")
    assert desk.found_list.isVisible() is False
    assert "Nothing is found for “xylophone”." in desk.words()


def test_korean_is_found_while_it_is_composed_but_not_for_a_lone_letter(desk):
    desk.compose("ㅈ")
    assert desk.found() is None
    desk.compose("제")
    assert "김치찌개에 제주 돼지고기를 넣어도 되나요?" in desk.found()
    desk.compose("", "제")
    desk.compose("ㅈ")
    assert "김치찌개에 제주 돼지고기를 넣어도 되나요?" in desk.found()
    desk.compose("주")
    assert desk.found() == ["Soup", "김치찌개에 제주 돼지고기를 넣어도 되나요?"]
    desk.compose("", "")
    assert "김치찌개에 제주 돼지고기를 넣어도 되나요?" in desk.found()


def test_a_commit_is_told_once_and_never_doubled(desk):
    told = []
    desk.field.typed.connect(told.append)
    desk.compose("ㄱ")
    desk.compose("기")
    desk.compose("김")
    desk.compose("ㅊ", "김")
    desk.compose("치")
    desk.compose("", "치")
    assert told == ["ㄱ", "기", "김", "김ㅊ", "김치"]


def test_a_filter_narrows_and_its_chip_takes_it_away(desk, qtbot):
    folder_id = desk.add_folder("Food")
    desk.service.move([desk.id("Soup")], folder_id)
    desk.settle()
    desk.look_for("제주")
    desk.narrow("Folder", "Food")
    assert desk.found() == ["Soup", "김치찌개에 제주 돼지고기를 넣어도 되나요?"]
    desk.look_for("jeju")
    assert desk.found() is not None
    assert "Nothing is found for “jeju”." in desk.words()
    chip = next(one for one in desk.page.findChildren(QPushButton) if one.text() == "Food")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    desk.settle()
    desk.settle()
    assert desk.found() == ["Trip to Jeju"]
    assert not [
        one for one in desk.page.findChildren(QPushButton) if one.text() == "Food" and one.isVisible()
    ]


def test_where_filters_leave_nothing_one_click_searches_without(desk, qtbot):
    desk.look_for("jeju")
    desk.narrow("Archive", "Only the archive")
    button = next(
        one for one in desk.page.findChildren(QPushButton) if one.text() == "Search without filters"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.settle()
    desk.settle()
    assert desk.found() == ["Trip to Jeju"]


def test_the_button_opens_the_filters(desk, qtbot):
    desk.look_for("jeju")
    button = next(
        one for one in desk.page.findChildren(IconButton) if one.accessibleName() == "Narrow the search"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    popup = desk.page.findChild(SearchFilters)
    assert popup.isVisible()
    popup.close()


def test_answers_that_come_after_the_search_was_left_show_nothing(desk):
    desk.look_for("jeju")
    desk.press_in_field(Qt.Key.Key_Escape)
    desk.sidebar.show_hits([])
    assert desk.list.isVisible()


def test_as_long_as_not_all_can_be_found_the_page_says_so(desk):
    desk.look_for("nowhere")
    note = next(one for one in desk.page.findChildren(QLabel) if one.text().startswith("Some messages"))
    assert not note.isVisible()
    desk.sidebar.show_hits([], left=3)
    assert note.isVisible()
    desk.sidebar.show_hits([], left=0)
    assert not note.isVisible()


def test_from_the_strip_of_icons_the_search_opens_the_sidebar(desk, qtbot):
    desk.sidebar.set_collapsed(True)
    button = next(one for one in desk.sidebar.findChildren(QPushButton) if one.accessibleName() == "Search")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not desk.sidebar.is_collapsed
    assert desk.field.hasFocus()


def test_what_is_found_is_marked(desk):
    desk.look_for("phone")
    image = desk.found_list.viewport().grab().toImage()
    index = desk.found_list.model().index(1)
    rect = desk.found_list.visualRect(index)
    colors = {
        image.pixelColor(x, y).name()
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    }
    assert LIGHT.selection in colors


# ---- rows


def hit(conversation_id, message_id, title, excerpt, marks):
    return Hit(conversation_id, message_id, title, "user", 0.0, excerpt, marks)


def test_hits_are_listed_below_their_conversations():
    hits = [
        hit(2, 20, "Second", "b one", ((2, 5),)),
        hit(1, 10, "First", "a one", ((2, 5),)),
        hit(2, 21, "Second", "b two one One", ((6, 9), (10, 13))),
    ]
    rows = rows_of(hits, date(2026, 3, 20))
    assert [row.text for row in rows] == ["Second", "b one", "b two one One", "First", "a one"]
    assert [row.is_title for row in rows] == [True, False, False, True, False]
    assert rows[2].terms == ("One", "one")


# ---- filters


@pytest.mark.parametrize(
    ("name", "after", "before"),
    [
        ("Any time", None, None),
        ("Today", date(2026, 3, 20), None),
        ("Last 7 days", date(2026, 3, 14), None),
        ("Last 30 days", date(2026, 2, 19), None),
        ("This year", date(2026, 1, 1), None),
        ("Before this year", None, date(2026, 1, 1)),
    ],
)
def test_times_are_counted_in_whole_days(theme_manager, qtbot, name, after, before):
    filters = SearchFilters(lambda: date(2026, 3, 20))
    qtbot.addWidget(filters)
    box = next(one for one in filters.findChildren(QComboBox) if one.accessibleName() == "Time")
    box.setCurrentIndex(box.findText(name))
    query = filters.query("x")
    assert query == SearchQuery("x", after=_midnight(after), before=_midnight(before))


def _midnight(day):
    return datetime.combine(day, datetime.min.time()).timestamp() if day else None


def test_a_folder_that_is_gone_narrows_no_more(theme_manager, qtbot):
    from desktop_chat.chat.messages import Folder

    filters = SearchFilters(date.today)
    qtbot.addWidget(filters)
    filters.set_choices({"/m.gguf": "M"}, [Folder(7, "Work", 1.0)])
    box = next(one for one in filters.findChildren(QComboBox) if one.accessibleName() == "Folder")
    box.setCurrentIndex(1)
    assert filters.query("x").folder_id == 7
    with qtbot.waitSignal(filters.changed):
        filters.set_choices({"/m.gguf": "M"}, [])
    assert filters.query("x").folder_id is None
    assert filters.chosen() == []
