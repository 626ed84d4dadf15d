"""Files that are dropped: which they are, and what a widget does that takes them."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.ui.theme import DARK, LIGHT
from desktop_chat.ui.widgets.drops import TakesFiles, draw_drop_frame, local_files, sorted_by_kind


class Taking(TakesFiles, QWidget):
    """Notes what happens."""

    def __init__(self):
        super().__init__()
        self.setAcceptDrops(True)
        self.looks, self.taken = [], []

    def show_as_target(self, is_target):
        self.looks.append(is_target)

    def take_dropped(self, paths):
        self.taken += paths


@pytest.fixture
def widget(qtbot):
    made = Taking()
    qtbot.addWidget(made)
    return made


def data_of(*urls, text=""):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    if text:
        data.setText(text)
    return data


def drag(widget, data):
    """Drag over a widget and drop there; tells whether it was taken."""
    what = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *what)
    QApplication.sendEvent(widget, entered)
    if entered.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *what))
    return entered.isAccepted()


def test_files_are_taken_all_at_once(widget):
    assert drag(widget, data_of("file:///a/b.gguf", "file:///a/메모.txt"))
    assert widget.taken == ["/a/b.gguf", "/a/메모.txt"]
    assert widget.looks == [True, False]


@pytest.mark.parametrize("data", [data_of("https://example.org/a.gguf"), data_of(text="words"), data_of()])
def test_what_is_no_file_of_this_pc_is_left_to_others(widget, data):
    assert not drag(widget, data)
    assert widget.taken == []
    assert widget.looks == []


def test_a_drag_that_leaves_is_forgotten(widget):
    what = (data_of("file:///a"), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *what))
    QApplication.sendEvent(widget, QDragLeaveEvent())
    assert widget.looks == [True, False]
    assert widget.taken == []


def test_addresses_among_files_are_left_out():
    assert local_files(data_of("https://example.org/x", "file:///a/b%20c.txt")) == ["/a/b c.txt"]


def test_files_are_told_apart_by_how_their_names_end():
    paths = ["/m/A.GGUF", "/e/conversations.json", "/e/export.ZIP", "/e/chats", "/t/notes.txt", "/t/a.py"]
    dropped = sorted_by_kind(paths)
    assert dropped.models == ["/m/A.GGUF"]
    assert dropped.likely_conversations == ["/e/conversations.json", "/e/export.ZIP", "/e/chats"]
    assert dropped.others == ["/t/notes.txt", "/t/a.py"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_place_for_files_is_framed_in_the_theme(theme):
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.window))
    painter = QPainter(image)
    draw_drop_frame(painter, image.rect(), theme)
    painter.end()
    assert image.pixelColor(100, 60) == QColor(theme.accent_soft)
    assert image.pixelColor(3, 3) == QColor(theme.window)
