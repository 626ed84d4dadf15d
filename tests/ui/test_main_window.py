import pytest
from PySide6.QtCore import QPoint

from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.models.model_rows import ModelRows


@pytest.fixture
def window(theme_manager, qtbot):
    made = MainWindow(theme_manager, ModelRows())
    qtbot.addWidget(made)
    made.show()
    return made


def left_of(window, widget):
    return widget.mapTo(window, QPoint()).x()


def test_a_sidebar_of_icons_leaves_its_room_to_the_conversation(window, qtbot):
    window.splitter.setSizes([300, 880])
    qtbot.waitUntil(lambda: window.sidebar.width() == 300)
    window.sidebar.set_collapsed(True)
    qtbot.waitUntil(lambda: left_of(window, window.top_bar) <= window.sidebar.width() + 1)
    window.sidebar.set_collapsed(False)
    qtbot.waitUntil(lambda: window.sidebar.width() == 300)
    assert left_of(window, window.top_bar) == 301
