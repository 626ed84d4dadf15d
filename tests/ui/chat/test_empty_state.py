import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from desktop_chat.chat.personas import Persona
from desktop_chat.ui.chat.empty_state import EmptyState
from desktop_chat.ui.chat.starter_card import first_lines


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


def test_all_files_that_are_dropped_are_told(empty, qtbot, tmp_path):
    files = [tmp_path / "notes.txt", tmp_path / "model.GGUF"]
    with qtbot.waitSignal(empty.files_dropped) as told:
        assert drop(empty, files)
    assert told.args == [[QUrl.fromLocalFile(str(each)).toLocalFile() for each in files]]


def test_a_drop_without_a_file_is_refused(empty, qtbot):
    with qtbot.assertNotEmitted(empty.files_dropped):
        assert not drop(empty, [])


def test_a_narrow_window_has_one_column_of_questions(empty, qtbot):
    empty.set_has_model(True)
    qtbot.waitUntil(lambda: empty.cards[1].x() > empty.cards[0].x())
    empty.resize(420, 700)
    qtbot.waitUntil(lambda: empty.cards[1].x() == empty.cards[0].x())


def test_cards_say_what_they_ask(empty):
    assert all(card.question in card.accessibleName() for card in empty.cards)


TUTOR = Persona(
    "own:1", "선생님", "🎓", greeting="무엇을 배울까요?", starters=("분수란?", "첫 줄\n\n둘째 문단")
)
SILENT = Persona("own:2", "Silent")


def title(empty):
    return next(each.text() for each in empty.findChildren(QLabel) if each.property("textSize") == "title")


@pytest.fixture
def offering(empty, qtbot):
    empty.set_has_model(True)
    empty.set_personas([TUTOR, SILENT], "own:1")
    return empty


def test_the_persona_in_use_greets_and_offers_its_own_questions(offering):
    assert title(offering) == "무엇을 배울까요?"
    assert [card.question for card in offering.cards if card.isVisible()] == list(TUTOR.starters)
    assert [chip.text() for chip in offering.chips.chips if chip.isChecked()] == ["선생님"]


def test_a_persona_without_a_greeting_or_questions_has_the_usual_ones(offering):
    offering.set_personas([TUTOR, SILENT], "own:2")
    assert title(offering) == "What would you like to know?"
    assert sum(card.isVisible() for card in offering.cards) == 4


def test_another_persona_is_told(offering, qtbot):
    with qtbot.waitSignal(offering.persona_chosen) as chosen:
        qtbot.mouseClick(offering.chips.chips[0], Qt.MouseButton.LeftButton)
    assert chosen.args == [""]


def test_no_personas_are_offered_without_a_model(offering):
    offering.set_has_model(False)
    assert not offering.chips.isVisible()
    assert title(offering) == "Choose a model to begin"


def test_nothing_moves_when_the_personas_become_known(empty, qtbot):
    empty.set_has_model(True)
    qtbot.waitUntil(empty.cards[0].isVisible)
    before = empty.cards[0].mapTo(empty, QPoint())
    empty.set_personas([TUTOR, SILENT], "")
    qtbot.waitUntil(empty.chips.isVisible)
    assert empty.cards[0].mapTo(empty, QPoint()) == before


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one line", "one line"),
        ("first\nsecond", "first\nsecond"),
        ("first\n\n```\ncode\n```", "first …"),
        ("\n\n 앞 ", "앞"),
    ],
)
def test_of_a_long_question_the_first_paragraph_is_shown(theme_manager, text, shown):
    assert first_lines(text, theme_manager.font(), 300, 3) == shown


def test_a_question_that_is_too_long_ends_with_an_ellipsis(theme_manager):
    lines = first_lines("가나다 😀 " * 100, theme_manager.font(), 200, 3).split("\n")
    assert len(lines) == 3
    assert lines[-1].endswith("…")
