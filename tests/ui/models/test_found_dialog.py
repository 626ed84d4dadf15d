import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidget

from desktop_chat.models.places.found import FoundModel
from desktop_chat.ui.models.found_dialog import FoundDialog

SMALL = FoundModel("/lm/small.gguf", "lm_studio", "Small", 2_000_000_000)
LARGE = FoundModel("/lm/large.gguf", "lm_studio", "Large", 8_000_000_000)
BLOB = FoundModel("/ollama/blobs/sha256-1", "ollama", "llama3.2:3b", 2_000_000_000)


@pytest.fixture
def dialog(qtbot, theme_manager):
    dialog = FoundDialog(theme_manager)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def filled(dialog):
    dialog.set_found([BLOB, SMALL, LARGE])
    return dialog


def tree(dialog):
    return dialog.findChild(QTreeWidget)


def group(dialog, number):
    return tree(dialog).topLevelItem(number)


def said(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def buttons(dialog):
    return {each.text().replace("&", ""): each for each in dialog.findChildren(QPushButton)}


def add_button(dialog):
    return next(each for text, each in buttons(dialog).items() if text.startswith("Add"))


def click_box_of(dialog, item, qtbot):
    row = tree(dialog).visualItemRect(item)
    indent = 16 if item.parent() else 0
    place = QPoint(row.left() + indent + 12, row.center().y())
    qtbot.mouseClick(tree(dialog).viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_it_says_that_it_looks_until_it_knows(dialog):
    assert "Looking into the folders of other apps…" in said(dialog)
    assert not add_button(dialog).isVisible()


def test_where_nothing_is_found_it_says_so(dialog):
    dialog.set_found([])
    assert "No models of LM Studio" in said(dialog)
    assert buttons(dialog)["Close"].isVisible()


def test_models_stand_below_their_apps_and_all_are_ticked(filled):
    texts = {
        group(filled, n).text(0): [
            group(filled, n).child(m).text(0) for m in range(group(filled, n).childCount())
        ]
        for n in range(2)
    }
    assert texts == {"LM Studio": ["Large", "Small"], "Ollama": ["llama3.2:3b"]}
    assert filled.chosen() == [LARGE, SMALL, BLOB]
    assert "nothing is copied" in said(filled)


def test_what_is_ticked_is_added(filled, qtbot):
    group(filled, 0).child(0).setCheckState(0, Qt.CheckState.Unchecked)
    assert add_button(filled).text().startswith("Add 2 model")
    with qtbot.waitSignal(filled.add_requested) as told:
        qtbot.mouseClick(add_button(filled), Qt.MouseButton.LeftButton)
    assert told.args == [[SMALL, BLOB]]
    assert not filled.isVisible()


def test_an_app_with_some_ticked_shows_it(filled):
    group(filled, 0).child(0).setCheckState(0, Qt.CheckState.Unchecked)
    assert group(filled, 0).checkState(0) == Qt.CheckState.PartiallyChecked
    group(filled, 0).setCheckState(0, Qt.CheckState.Unchecked)
    assert filled.chosen() == [BLOB]


def test_a_box_is_ticked_with_the_mouse(filled, qtbot):
    click_box_of(filled, group(filled, 0).child(1), qtbot)
    assert filled.chosen() == [LARGE, BLOB]
    click_box_of(filled, group(filled, 0), qtbot)
    assert filled.chosen() == [LARGE, SMALL, BLOB]


def test_a_box_is_ticked_with_the_keyboard(filled, qtbot):
    assert tree(filled).hasFocus()
    qtbot.keyClick(tree(filled), Qt.Key.Key_Down)
    qtbot.keyClick(tree(filled), Qt.Key.Key_Space)
    assert filled.chosen() == [SMALL, BLOB]


def test_all_and_none_are_ticked_at_once(filled, qtbot):
    qtbot.mouseClick(buttons(filled)["Select none"], Qt.MouseButton.LeftButton)
    assert filled.chosen() == []
    assert not add_button(filled).isEnabled()
    qtbot.mouseClick(buttons(filled)["Select all"], Qt.MouseButton.LeftButton)
    assert len(filled.chosen()) == 3


def test_screen_readers_hear_size_and_place(filled):
    words = group(filled, 0).child(1).data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Small, 2.0 GB, /lm/small.gguf"
