import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.chat.empty_state import EmptyState


@pytest.fixture
def empty(qtbot, theme_manager):
    widget = EmptyState(theme_manager)
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    return widget


def drop(widget, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, left, none = QPointF(50, 50), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(widget, enter)
    QApplication.sendEvent(widget, QDropEvent(place, Qt.DropAction.CopyAction, data, left, none))
    return enter.isAccepted()


def test_without_a_model_a_file_is_asked_for(empty, qtbot):
    assert empty.open_button.isVisible()
    assert not any(card.isVisible() for card in empty.cards)
    with qtbot.waitSignal(empty.first_model.open_file_requested):
        empty.open_button.click()


def test_with_a_model_first_questions_are_offered(empty, qtbot):
    empty.set_has_model(True)
    assert not empty.open_button.isVisible()
    assert len({card.question for card in empty.cards if card.isVisible()}) == 4
    with qtbot.waitSignal(empty.starter_chosen) as chosen:
        empty.cards[2].click()
    assert chosen.args == [empty.cards[2].question]


def test_a_dropped_model_file_is_told_before_others(empty, qtbot, tmp_path):
    files = [tmp_path / "notes.txt", tmp_path / "model.GGUF"]
    with qtbot.waitSignal(empty.file_dropped) as told:
        assert drop(empty, files)
    assert told.args == [QUrl.fromLocalFile(str(files[1])).toLocalFile()]


def test_a_drop_without_a_file_is_refused(empty, qtbot):
    with qtbot.assertNotEmitted(empty.file_dropped):
        assert not drop(empty, [])


def test_a_narrow_window_has_one_column_of_questions(empty, qtbot):
    empty.set_has_model(True)
    qtbot.waitUntil(lambda: empty.cards[1].x() > empty.cards[0].x())
    empty.resize(420, 700)
    qtbot.waitUntil(lambda: empty.cards[1].x() == empty.cards[0].x())


def test_cards_say_what_they_ask(empty):
    assert all(card.question in card.accessibleName() for card in empty.cards)
