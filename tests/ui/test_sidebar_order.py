import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desktop_chat.ui.widgets.icon_button import IconButton
from tests.ui.sidebar_desk import SidebarDesk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(theme_manager, qtbot):
    made = SidebarDesk(theme_manager, qtbot)
    yield made
    made.store.close()


@pytest.fixture
def three(desk):
    desk.add("One", "Two", "Three")
    return desk


# ---- sections


def test_pinned_conversations_come_first_and_nowhere_else(three):
    three.choose(three.menu("One"), "Pin")
    three.settle()
    assert three.shown() == ["Pinned", "One", "Today", "Three", "Two"]
    three.choose(three.menu("One"), "Unpin")
    three.settle()
    assert three.shown() == ["Today", "Three", "Two", "One"]


def test_folders_come_before_the_days_with_what_is_in_them(three):
    three.add_folder("Work", "Report", "Plan")
    assert three.shown() == ["Folders", "Work", "Plan", "Report", "Today", "Three", "Two", "One"]


def test_a_folder_folds_with_a_click_and_with_the_arrow_keys(three, qtbot):
    three.add_folder("Work", "Report")
    with qtbot.waitSignal(three.sidebar.folded_changed) as told:
        three.click("Work")
    assert told.args == [(three.folder_id("Work"),)]
    assert "Report" not in three.shown()
    three.go_to("Work")
    three.press(Qt.Key.Key_Right)
    assert "Report" in three.shown()
    three.go_to("Report")
    three.press(Qt.Key.Key_Left)
    assert three.list.currentIndex().data() == "Work"
    three.press(Qt.Key.Key_Left)
    assert "Report" not in three.shown()


def test_folders_that_were_folded_are_folded_again(three):
    folder_id = three.add_folder("Work", "Report")
    three.sidebar.set_folded([folder_id])
    assert "Report" not in three.shown()
    three.sidebar.set_folded([])
    assert "Report" in three.shown()


def test_screen_readers_hear_what_a_folder_holds(three):
    three.add_folder("Work", "Report", "Plan")
    spoken = three.index("Work").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Folder Work, 2 conversation(s), open"


# ---- folders


def test_a_new_folder_takes_the_conversation_and_is_named_in_place(three):
    three.choose(three.menu("Two"), "Move to", "New folder")
    three.settle()
    three.name("Travel")
    assert [folder.name for folder in three.service.folders] == ["Travel"]
    assert three.titles_in("Travel") == ["Two"]


def test_the_plus_beside_folders_makes_one(three, qtbot):
    three.add_folder("Work")
    index = three.index("Folders")
    rect = three.list.itemDelegate().button_rect(three.list.visualRect(index), three.list.model().row(index))
    qtbot.mouseClick(three.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    three.settle()
    three.name("Home")
    assert [folder.name for folder in three.service.folders] == ["Work", "Home"]


def test_a_conversation_is_moved_by_its_menu_and_back_by_undo(three):
    three.add_folder("Work")
    three.choose(three.menu("Two"), "Move to", "Work")
    three.settle()
    assert three.titles_in("Work") == ["Two"]
    assert "Work" in three.toast.text
    three.undo()
    assert three.titles_in("Work") == []


def test_a_folder_is_renamed_in_place_and_deleted_with_undo(three):
    three.add_folder("Work", "Report")
    three.go_to("Work")
    three.press(Qt.Key.Key_F2)
    three.name("Büro")
    assert three.titles_in("Büro") == ["Report"]
    three.go_to("Büro")
    three.press(Qt.Key.Key_Delete)
    three.settle()
    assert not three.service.folders
    assert "Report" in three.shown()
    three.undo()
    three.settle()
    assert three.titles_in("Büro") == ["Report"]


def test_folders_are_put_in_order_with_the_keyboard(three):
    for name in ("First", "Second", "Third"):
        three.add_folder(name)
    three.go_to("Third")
    three.press(Qt.Key.Key_Up, ALT)
    three.settle()
    assert [one.name for one in three.service.folders] == ["First", "Third", "Second"]
    assert three.list.currentIndex().data() == "Third"
    three.press(Qt.Key.Key_Down, ALT)
    three.press(Qt.Key.Key_Down, ALT)
    three.settle()
    assert [one.name for one in three.service.folders] == ["First", "Second", "Third"]


def test_a_chat_begins_in_a_folder(three, qtbot):
    folder_id = three.add_folder("Work")
    with qtbot.waitSignal(three.controller.chat_requested) as told:
        three.choose(three.menu("Work"), "New chat here")
    assert told.args == [folder_id]


# ---- dragging


def test_conversations_are_dropped_on_a_folder_or_on_what_is_in_it(three):
    three.add_folder("Work", "Report")
    assert three.drag_conversations(["One"], "Work")
    assert three.drag_conversations(["Two"], "Report")
    assert set(three.titles_in("Work")) == {"Report", "One", "Two"}


def test_conversations_are_dropped_among_the_days_to_leave_a_folder(three):
    three.add_folder("Work", "Report", "Plan")
    assert three.drag_conversations(["Report", "Plan"], "Two")
    assert three.titles_in("Work") == []


def test_a_conversation_is_pinned_and_unpinned_by_dropping(three):
    three.choose(three.menu("One"), "Pin")
    three.settle()
    assert three.drag_conversations(["Two"], "Pinned")
    assert three.shown()[:3] == ["Pinned", "One", "Two"]
    assert three.drag_conversations(["One"], "Today")
    assert three.shown()[:3] == ["Pinned", "Two", "Today"]


def test_folders_are_dragged_into_order(three):
    for name in ("First", "Second", "Third"):
        three.add_folder(name)
    assert three.drag_folder("Third", "First", 0.2)
    assert [one.name for one in three.service.folders] == ["Third", "First", "Second"]
    assert three.drag_folder("Third", "Second", 0.9)
    assert [one.name for one in three.service.folders] == ["First", "Second", "Third"]


def test_what_cannot_be_dropped_is_refused(three):
    three.add_folder("Work")
    assert not three.drag_folder("Work", "One", 0.5)
    assert not three.drag_conversations(["One"], "Today")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("model.gguf")])
    assert not three.drag(files, "Work")


def test_what_is_dragged_is_everything_that_is_chosen(three):
    three.go_to("Three")
    three.press(Qt.Key.Key_Down, SHIFT)
    row = three.list.model().row(three.index("Two"))
    carried = three.list._dragged(row)
    three.add_folder("Work")
    three.drag(carried, "Work")
    assert set(three.titles_in("Work")) == {"Two", "Three"}


# ---- several at once


def test_ctrl_and_shift_choose_several_and_open_none(three):
    three.click("Three")
    three.click("One", CTRL)
    assert three.chosen() == {"Three", "One"}
    three.click("Three")
    three.click("One", SHIFT)
    assert three.chosen() == {"Three", "Two", "One"}
    assert three.opened == [three.id("Three")] * 2


def test_several_are_deleted_at_once_and_come_back(three):
    three.go_to("Three")
    three.press(Qt.Key.Key_Down, SHIFT)
    three.press(Qt.Key.Key_Delete)
    three.settle()
    assert three.shown() == ["Today", "One", "", "Bin"]
    three.undo()
    assert three.shown() == ["Today", "Three", "Two", "One"]


def test_the_menu_is_about_all_that_are_chosen(three, qtbot):
    three.go_to("Three")
    three.press(Qt.Key.Key_Down, SHIFT)
    menu = three.menu("Two")
    assert not any(action.text().startswith("Rename") for action in menu.actions())
    with qtbot.waitSignal(three.controller.export_requested) as told:
        three.choose(menu, "Export… (2)")
    assert set(told.args[0]) == {three.id("Three"), three.id("Two")}


def test_the_menu_of_another_line_is_about_that_line(three):
    three.go_to("Three")
    three.press(Qt.Key.Key_Down, SHIFT)
    three.choose(three.menu("One"), "Archive")
    three.settle()
    assert three.shown() == ["Today", "Three", "Two", "", "Archive"]


def test_escape_chooses_only_the_current_line_again(three):
    three.go_to("Three")
    three.press(Qt.Key.Key_Down, SHIFT)
    three.press(Qt.Key.Key_Escape)
    assert three.chosen() == {"Two"}


def test_what_is_chosen_stays_so_when_a_conversation_arrives(three):
    three.go_to("Three")
    three.press(Qt.Key.Key_Down, SHIFT)
    three.add("Four")
    assert three.shown()[1] == "Four"
    assert three.chosen() == {"Three", "Two"}
    assert three.list.currentIndex().data() == "Two"


def test_after_deleting_the_keyboard_is_on_the_next_line(three):
    three.go_to("Two")
    three.press(Qt.Key.Key_Delete)
    three.settle()
    assert three.list.currentIndex().data() == "One"


# ---- archive and bin


def test_the_archive_is_at_the_end_and_opens_in_the_lists_place(three):
    three.choose(three.menu("Two"), "Archive")
    three.settle()
    three.click("Archive")
    assert three.shown() == ["Today", "Two"]
    three.click("Two")
    assert three.opened == [three.id("Two")]
    three.choose(three.menu("Two"), "Take out of the archive")
    three.settle()
    back = next(
        one for one in three.sidebar.findChildren(IconButton) if one.accessibleName().startswith("Back")
    )
    three.qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert three.shown() == ["Today", "Three", "Two", "One"]


@pytest.fixture
def binned(three):
    three.go_to("Two")
    three.press(Qt.Key.Key_Delete)
    three.settle()
    three.go_to("Bin")
    three.press(Qt.Key.Key_Return)
    return three


def test_in_the_bin_enter_brings_a_conversation_back(binned):
    assert binned.shown() == ["Two"]
    binned.click("Two")
    assert binned.opened == []
    binned.press(Qt.Key.Key_Return)
    binned.settle()
    assert "Two" in [one.title for one in binned.service.conversations]
    binned.undo()
    assert binned.shown() == ["Two"]


def confirm(desk, text):
    desk.qtbot.waitUntil(lambda: any(isinstance(one, QMessageBox) for one in QApplication.topLevelWidgets()))
    box = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox))
    button = next(one for one in box.findChildren(QPushButton) if one.text().replace("&", "") == text)
    button.click()
    desk.settle()


def test_deleting_for_good_asks_first(binned):
    binned.go_to("Two")
    binned.press(Qt.Key.Key_Delete)
    confirm(binned, "Cancel")
    assert binned.shown() == ["Two"]
    binned.press(Qt.Key.Key_Delete)
    confirm(binned, "Delete for good")
    assert binned.shown() == []
    assert binned.ask(lambda store: store.deleted_conversations()) == []


def test_the_bin_is_emptied_after_asking(binned):
    button = next(one for one in binned.sidebar.findChildren(QPushButton) if one.text() == "Empty…")
    button.click()
    confirm(binned, "Delete for good")
    assert binned.shown() == []
    assert not button.isVisible()


# ---- opening, undo


def test_the_open_conversation_is_opened_again_when_its_deletion_is_undone(three):
    three.click("Two")
    three.press(Qt.Key.Key_Delete)
    three.sidebar.set_current(None)
    three.settle()
    three.undo()
    assert three.opened == [three.id("Two")] * 2


def test_ctrl_z_takes_back_what_was_done_last(three):
    three.go_to("Two")
    three.press(Qt.Key.Key_F2)
    three.name("Zwei")
    three.press(Qt.Key.Key_Z, CTRL)
    three.settle()
    assert "Two" in three.shown()


def test_a_conversation_is_opened_in_a_window_of_its_own(three, qtbot):
    three.go_to("Two")
    with qtbot.waitSignal(three.controller.window_requested) as told:
        three.press(Qt.Key.Key_Return, CTRL)
    assert told.args == [three.id("Two")]
    with qtbot.waitSignal(three.controller.window_requested) as told:
        qtbot.mouseClick(three.list.viewport(), Qt.MouseButton.MiddleButton, pos=three.place("One"))
    assert told.args == [three.id("One")]
    assert three.opened == []


def test_a_copy_is_opened(three):
    three.choose(three.menu("Two"), "Duplicate")
    three.settle()
    assert three.shown().count("Two") == 2
    assert three.opened == [three.service.conversations[0].id]


def test_a_conversation_is_renamed_wherever_it_is_listed(three):
    folder_id = three.add_folder("Work", "Report")
    three.sidebar.set_folded([folder_id])
    three.sidebar.rename(three.id("Report"))
    three.name("Bericht")
    assert three.titles_in("Work") == ["Bericht"]
