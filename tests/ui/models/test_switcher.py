import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton

from desktop_chat.models.library import KnownModel
from desktop_chat.ui.engine_service import ModelStatus
from desktop_chat.ui.models.model_rows import ROW_ROLE, ModelRows
from desktop_chat.ui.models.switcher import ModelSwitcher

SMALL = KnownModel("/m/small.gguf", "Small 7B", 4_100_000_000, "llama", "Q4_K_M", 6_740_000_000)
LARGE = KnownModel("/m/large.gguf", "Large 13B", 7_900_000_000, "llama", "Q4_K_M", 13_000_000_000)
GONE = KnownModel("/m/gone.gguf", "Gone", 1_000_000, exists=False)


@pytest.fixture
def rows(qapp):
    rows = ModelRows()
    rows.set_models([SMALL, LARGE, GONE])
    return rows


@pytest.fixture
def switcher(qtbot, theme_manager, rows):
    button = QPushButton()
    switcher = ModelSwitcher(theme_manager, rows, button)
    qtbot.addWidget(button)
    switcher.show_below(button, SMALL.path)
    yield switcher
    button.close()


def texts(rows):
    return [rows.index(i).data(Qt.ItemDataRole.AccessibleTextRole) for i in range(rows.rowCount())]


def test_each_model_shows_its_size(rows):
    assert texts(rows)[0] == "Small 7B, 6.7B · Q4_K_M · 4.1 GB"


def test_each_model_shows_what_it_is_doing(rows):
    rows.set_status(SMALL.path, ModelStatus("ready", 1.0))
    rows.set_status(LARGE.path, ModelStatus("loading", 0.42))
    assert [text.split(", ")[-1] for text in texts(rows)] == ["In memory", "Loading 42 %", "File missing"]


def test_the_chosen_model_is_marked(rows):
    rows.set_chosen(LARGE.path)
    assert [rows.index(i).data(ROW_ROLE).is_chosen for i in range(3)] == [False, True, False]


def test_a_click_chooses_a_model(qtbot, switcher, rows):
    models = switcher.findChild(QListView)
    place = models.visualRect(rows.index(1)).center()
    with qtbot.waitSignal(switcher.model_chosen) as told:
        qtbot.mouseClick(models.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [LARGE.path]
    assert not switcher.isVisible()


def test_the_keyboard_chooses_a_model(qtbot, switcher):
    models = switcher.findChild(QListView)
    qtbot.keyClick(models, Qt.Key.Key_Down)
    with qtbot.waitSignal(switcher.model_chosen) as told:
        qtbot.keyClick(models, Qt.Key.Key_Return)
    assert told.args == [LARGE.path]


def test_delete_takes_a_model_off_the_list(qtbot, switcher):
    with qtbot.waitSignal(switcher.remove_requested) as told:
        qtbot.keyClick(switcher.findChild(QListView), Qt.Key.Key_Delete)
    assert told.args == [SMALL.path]


def test_a_file_can_be_opened_from_the_list(qtbot, switcher):
    with qtbot.waitSignal(switcher.open_requested):
        qtbot.mouseClick(switcher.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_without_models_it_says_what_to_do(qtbot, theme_manager):
    button = QPushButton()
    qtbot.addWidget(button)
    switcher = ModelSwitcher(theme_manager, ModelRows(), button)
    switcher.show_below(button, "")
    assert not switcher.findChild(QListView).isVisible()
    assert switcher.findChild(QPushButton).isVisible()


def test_more_models_are_one_click_away(qtbot, switcher):
    more = next(each for each in switcher.findChildren(QPushButton) if each.text() == "Get more models…")
    with qtbot.waitSignal(switcher.models_requested):
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert not switcher.isVisible()
