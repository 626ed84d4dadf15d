import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.theme import DARK, LIGHT
from desktop_chat.ui.widgets.banner import Banner, BannerAction
from desktop_chat.ui.widgets.elided_label import ElidedLabel
from desktop_chat.ui.widgets.fields import ComboBox, DoubleSpinBox, Slider, SpinBox
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.menu import Menu
from desktop_chat.ui.widgets.nav_list import NavList
from desktop_chat.ui.widgets.popup import rounded_region
from desktop_chat.ui.widgets.progress import Spinner, WaitingProgress
from desktop_chat.ui.widgets.toast import Toast


@pytest.fixture
def window(theme_manager, qtbot):
    """An open window with a column to put widgets in, and a field that has the focus."""
    made = QWidget()
    made.field = QLineEdit()
    QVBoxLayout(made).addWidget(made.field)
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    return made


def add(window, widget):
    window.layout().addWidget(widget)
    widget.show()
    QApplication.processEvents()
    return widget


def colors(widget):
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def buttons(widget):
    return {button.text(): button for button in widget.findChildren(QPushButton) if button.isVisible()}


def test_an_icon_button_tells_screen_readers_and_the_pointer_what_it_does(theme_manager, window):
    button = add(window, IconButton(theme_manager, "trash", "Delete"))
    assert button.accessibleName() == "Delete"
    assert button.toolTip() == "Delete"


def test_an_icon_button_changes_colour_with_the_theme(theme_manager, window):
    button = add(window, IconButton(theme_manager, "stop", "Stop", token="text"))
    assert LIGHT.text in colors(button)
    theme_manager.set_appearance("dark")
    assert DARK.text in colors(button)


def test_an_icon_button_is_reached_by_tab_shows_it_and_works_by_space(theme_manager, window, qtbot):
    button = add(window, IconButton(theme_manager, "stop", "Stop"))
    assert LIGHT.accent not in colors(button)
    qtbot.keyClick(window.field, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert LIGHT.accent in colors(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_clicking_an_icon_button_leaves_the_focus_where_it_was(theme_manager, window, qtbot):
    button = add(window, IconButton(theme_manager, "stop", "Stop"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.field.hasFocus()


def test_a_label_without_room_is_cut_and_one_with_room_is_whole(window):
    label = add(window, ElidedLabel("A title that is much longer than the room it has"))
    assert label.shown_text() == label.text()
    label.setFixedWidth(90)
    assert label.shown_text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.shown_text()) <= 90


def test_a_label_of_several_lines_is_shown_as_one(window):
    assert add(window, ElidedLabel("one\n two")).shown_text() == "one two"


def test_a_banner_says_its_sentence_and_does_what_its_button_says(theme_manager, window, qtbot):
    banner, chosen = add(window, Banner(theme_manager)), []
    banner.show_message("It broke.", "danger", [BannerAction("Retry", lambda: chosen.append("retry"))])
    assert banner.isVisible()
    assert banner.text == banner.accessibleName() == "It broke."
    qtbot.mouseClick(buttons(banner)["Retry"], Qt.MouseButton.LeftButton)
    assert chosen == ["retry"]
    assert not banner.isVisible()


def test_the_newest_message_of_a_banner_replaces_the_last_with_its_buttons(theme_manager, window):
    banner = add(window, Banner(theme_manager))
    banner.show_message("One.", "warning", [BannerAction("First", list)])
    banner.show_message("Two.", "info", [BannerAction("Second", list), BannerAction("Third", list)])
    assert banner.text == "Two."
    assert list(buttons(banner)) == ["Second", "Third"]


def test_a_button_of_a_banner_may_show_the_next_message(theme_manager, window, qtbot):
    banner = add(window, Banner(theme_manager))
    banner.show_message("One.", actions=[BannerAction("Next", lambda: banner.show_message("Two."))])
    qtbot.mouseClick(buttons(banner)["Next"], Qt.MouseButton.LeftButton)
    assert banner.isVisible()
    assert banner.text == "Two."


def test_a_banner_can_be_closed(theme_manager, window, qtbot):
    banner = add(window, Banner(theme_manager))
    banner.show_message("It broke.")
    with qtbot.waitSignal(banner.dismissed):
        qtbot.mouseClick(banner.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_undo_in_a_toast_undoes_once_and_the_toast_goes(theme_manager, window, qtbot):
    toast, undone = Toast(theme_manager, window), []
    toast.show_message("Deleted.", "Undo", lambda: undone.append(True))
    with qtbot.waitSignal(toast.closed):
        qtbot.mouseClick(buttons(toast)["Undo"], Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not toast.isVisible()


def test_a_toast_goes_away_by_itself_and_does_nothing(theme_manager, window, qtbot):
    toast, undone = Toast(theme_manager, window), []
    with qtbot.waitSignal(toast.closed):
        toast.show_message("Deleted.", "Undo", lambda: undone.append(True), seconds=0.01)
    assert not toast.isVisible()
    assert undone == []


def test_a_toast_stays_at_the_bottom_when_the_window_changes_size(theme_manager, window, qtbot):
    toast = Toast(theme_manager, window)
    toast.show_message("Deleted.")
    window.resize(500, 700)
    qtbot.waitUntil(lambda: window.height() - toast.geometry().bottom() in range(10, 40))
    assert abs(toast.geometry().center().x() - window.rect().center().x()) <= 1


def test_a_second_toast_has_its_own_action(theme_manager, window, qtbot):
    toast, undone = Toast(theme_manager, window), []
    toast.show_message("One.", "Undo", lambda: undone.append(1))
    toast.show_message("Two.", "Undo", lambda: undone.append(2))
    assert toast.text == "Two."
    qtbot.mouseClick(buttons(toast)["Undo"], Qt.MouseButton.LeftButton)
    assert undone == [2]


def test_a_spinner_turns_only_while_it_is_seen(theme_manager, window):
    spinner = add(window, Spinner(theme_manager))
    assert spinner.is_turning
    spinner.hide()
    assert not spinner.is_turning


def test_nothing_turns_or_runs_where_motion_is_reduced(theme_manager, window):
    spinner, bar = add(window, Spinner(theme_manager)), add(window, WaitingProgress(theme_manager))
    theme_manager.set_motion_reduced(True)
    spinner.hide()
    spinner.show()
    bar.set_share(None)
    assert not spinner.is_turning
    assert bar.value() == bar.maximum() > 0
    assert LIGHT.accent not in colors(bar)
    bar.set_share(0.5)
    assert LIGHT.accent in colors(bar)


def test_a_spinner_stops_once_motion_is_reduced(theme_manager, window, qtbot):
    spinner = add(window, Spinner(theme_manager))
    theme_manager.set_motion_reduced(True)
    qtbot.waitUntil(lambda: not spinner.is_turning)


def test_progress_shows_a_share_or_that_it_is_not_known(theme_manager, window):
    bar = add(window, WaitingProgress(theme_manager))
    bar.set_share(0.25)
    assert bar.value() / bar.maximum() == 0.25
    bar.set_share(7.0)
    assert bar.value() == bar.maximum()
    bar.set_share(None)
    assert (bar.minimum(), bar.maximum()) == (0, 0)


def test_a_menu_does_what_is_chosen_by_keyboard(theme_manager, window, qtbot):
    menu, chosen = Menu(theme_manager, window), []
    menu.add("pencil", "Rename", lambda: chosen.append("rename"), keys="F2")
    menu.add("trash", "Delete", lambda: chosen.append("delete"), token="danger")
    menu.popup(window.mapToGlobal(QPoint(10, 10)))
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert chosen == ["delete"]


def turn_wheel(widget):
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre,
        widget.mapToGlobal(centre),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def value(field):
    return field.currentIndex() if isinstance(field, ComboBox) else field.value()


@pytest.mark.parametrize("kind", [ComboBox, SpinBox, DoubleSpinBox, Slider])
def test_the_wheel_changes_a_field_only_when_it_has_the_focus(theme_manager, window, qtbot, kind):
    field = add(window, kind())
    if kind is ComboBox:
        field.addItems(["a", "b", "c"])
        field.setCurrentIndex(1)
    else:
        field.setValue(5)
    before = value(field)
    turn_wheel(field)
    assert value(field) == before
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    turn_wheel(field)
    assert value(field) != before


def test_a_combo_box_is_used_by_keyboard(theme_manager, window, qtbot):
    field = add(window, ComboBox())
    field.addItems(["System", "Light", "Dark"])
    field.showPopup()
    qtbot.waitUntil(field.view().isVisible)
    qtbot.keyClick(field.view(), Qt.Key.Key_Down)
    qtbot.keyClick(field.view(), Qt.Key.Key_Return)
    assert field.currentText() == "Light"


def test_a_nav_list_keeps_its_page_when_its_titles_change(theme_manager, window, qtbot):
    pages = add(window, NavList())
    pages.set_pages(["General", "Model"])
    assert pages.currentRow() == 0
    row = pages.visualItemRect(pages.item(1))
    qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    pages.set_pages(["일반", "모델"])
    assert pages.currentRow() == 1
    assert pages.currentItem().text() == "모델"
    assert row.height() >= 32
    assert QColor(LIGHT.accent_soft).name() in colors(pages)


def test_the_corners_of_a_popup_are_cut_and_its_edges_are_whole(theme_manager, window):
    popup = add(window, QWidget())
    popup.setFixedSize(100, 60)
    region = rounded_region(popup, 10)
    assert not region.contains(QPoint(0, 0))
    assert not region.contains(QPoint(99, 59))
    assert region.contains(QPoint(50, 0))
    assert region.contains(QPoint(99, 30))
    assert region.boundingRect() == popup.rect()
