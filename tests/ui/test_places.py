"""Sizes, places and folders that are put back."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QSplitter, QWidget

from desktop_chat.ui.on_screen import bring_on_screen
from desktop_chat.ui.places import Places
from desktop_chat.ui.window_state import KeptPlaces, to_text


@pytest.fixture
def screen(qapp):
    return QGuiApplication.primaryScreen().availableGeometry()


def dialog(qtbot, places):
    made = QDialog()
    qtbot.addWidget(made)
    made.resize(300, 200)
    places.follow(made, "settings")
    return made


def test_a_dialog_has_the_size_it_was_left_with(qtbot):
    places = Places()
    first = dialog(qtbot, places)
    first.show()
    first.resize(420, 310)
    first.close()
    assert places.kept.sizes == {"settings": (420, 310)}
    again = dialog(qtbot, Places(places.kept))
    assert again.size() == QSize(420, 310)


def test_a_dialog_that_was_left_as_it_came_follows_its_window(qtbot):
    places = Places()
    first = dialog(qtbot, places)
    first.show()
    first.close()
    assert places.kept == KeptPlaces()


def test_a_dialog_is_no_larger_than_its_screen(qtbot, screen):
    made = dialog(qtbot, Places(KeptPlaces(sizes={"settings": (9000, 9000)})))
    assert made.width() <= screen.width()
    assert made.height() <= screen.height()


def test_a_window_is_where_it_was(qtbot):
    places = Places()
    place = QRect(70, 60, 410, 320)
    for is_first in (True, False):
        window = QWidget()
        qtbot.addWidget(window)
        places.follow(window, "models")
        if is_first:
            window.setGeometry(place)
        window.show()
        assert window.geometry() == place
        window.close()


@pytest.mark.parametrize("at", [(5000, 100), (-5000, 100), (100, 5000), (100, -300), (790, 10)])
def test_a_window_on_a_screen_that_is_gone_is_brought_back(qtbot, screen, at):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.move(*at)
    window.show()
    bring_on_screen(window)
    assert screen.contains(window.geometry())


@pytest.mark.parametrize("at", [(0, 0), (390, 490), (-250, 40)])
def test_a_window_that_can_be_taken_hold_of_stays(qtbot, at):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.move(*at)
    window.show()
    bring_on_screen(window)
    assert window.pos() == QPoint(*at)


def test_a_splitter_is_parted_as_it_was(qtbot):
    places = Places()

    def splitter():
        made = QSplitter(Qt.Orientation.Horizontal)
        qtbot.addWidget(made)
        made.addWidget(QWidget())
        made.addWidget(QWidget())
        made.resize(600, 200)
        made.show()
        places.follow_splitter(made, "models")
        return made

    first = splitter()
    first.moveSplitter(150, 1)
    first.splitterMoved.emit(150, 1)
    assert splitter().sizes() == first.sizes()


def test_folders_are_kept_by_their_purpose(qtbot):
    places = Places()
    assert places.folder("code") == ""
    with qtbot.waitSignal(places.changed):
        places.keep_folder("code", "/home/me/코드")
    places.keep_folder("export", "/tmp")
    assert Places(places.kept).folder("code") == "/home/me/코드"
    with qtbot.assertNotEmitted(places.changed):
        places.keep_folder("export", "/tmp")


def test_what_cannot_be_restored_is_left_out(qtbot):
    broken = KeptPlaces(windows={"models": "§"}, splitters={"models": to_text(b"nonsense")})
    places = Places(broken)
    window, splitter = QWidget(), QSplitter()
    for each in (window, splitter):
        qtbot.addWidget(each)
    window.resize(300, 200)
    places.follow(window, "models")
    places.follow_splitter(splitter, "models")
    assert window.size() == QSize(300, 200)
