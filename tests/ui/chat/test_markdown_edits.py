"""Writing Markdown with the keys of the composer; `|` is the cursor, `⟨` and `⟩` are around what is selected."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_chat.ui.chat.composer_edit import ComposerEdit
from desktop_chat.ui.chat.markdown_keys import add_markdown_keys

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def field(qtbot, theme_manager):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    edit = ComposerEdit()
    add_markdown_keys(edit)
    column.addWidget(edit)
    column.addWidget(QLineEdit())
    window.resize(600, 200)
    window.show()
    window.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    yield edit
    window.close()


def write(field, marked):
    field.set_text(marked.translate(str.maketrans("", "", "|⟨⟩")))
    cursor = field.textCursor()
    if "|" in marked:
        cursor.setPosition(marked.index("|"))
    else:
        cursor.setPosition(marked.index("⟨"))
        cursor.setPosition(marked.index("⟩") - 1, QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def read(field):
    text, cursor = field.text(), field.textCursor()
    if not cursor.hasSelection():
        return text[: cursor.position()] + "|" + text[cursor.position() :]
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    return f"{text[:start]}⟨{text[start:end]}⟩{text[end:]}"


def press(field, key, modifiers=NONE):
    QTest.keyClick(field, key, modifiers)


BOLD, ITALIC, CODE = (Qt.Key.Key_B, CTRL), (Qt.Key.Key_I, CTRL), (Qt.Key.Key_E, CTRL)
BLOCK = (Qt.Key.Key_C, CTRL | SHIFT)
NUMBERS, BULLETS = (Qt.Key.Key_7, CTRL | SHIFT), (Qt.Key.Key_8, CTRL | SHIFT)
TAB, BACKTAB = (Qt.Key.Key_Tab, NONE), (Qt.Key.Key_Backtab, SHIFT)
BREAK = (Qt.Key.Key_Return, SHIFT)


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("a ⟨word⟩ here", BOLD, "a **⟨word⟩** here"),
        ("a **⟨word⟩** here", BOLD, "a ⟨word⟩ here"),
        ("a ⟨**word**⟩ here", BOLD, "a ⟨word⟩ here"),
        ("a ⟨ word ⟩here", BOLD, "a  **⟨word⟩** here"),
        ("a |", BOLD, "a **|**"),
        ("a **|**", BOLD, "a |"),
        ("⟨word⟩", ITALIC, "*⟨word⟩*"),
        ("*⟨word⟩*", ITALIC, "⟨word⟩"),
        ("**⟨word⟩**", ITALIC, "***⟨word⟩***"),
        ("***⟨word⟩***", ITALIC, "**⟨word⟩**"),
        ("***⟨word⟩***", BOLD, "*⟨word⟩*"),
        ("⟨안녕⟩하세요", CODE, "`⟨안녕⟩`하세요"),
        ("see\n⟨a = 1\nb = 2⟩", BLOCK, "see\n```\na = 1|\nb = 2\n```"),
        ("|", BLOCK, "```\n|\n```"),
        ("⟨one\ntwo⟩", BULLETS, "- ⟨one\n- two⟩"),
        ("- one\n- t|wo", BULLETS, "- one\nt|wo"),
        ("⟨one\ntwo⟩", NUMBERS, "1. ⟨one\n2. two⟩"),
        ("⟨- one\n- two⟩", NUMBERS, "1. ⟨one\n2. two⟩"),
        ("⟨1. one\n2. two⟩", NUMBERS, "⟨one\ntwo⟩"),
    ],
)
def test_the_keys_write_markdown(field, before, keys, after):
    write(field, before)
    press(field, *keys)
    assert read(field) == after


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("- one|", TAB, "  - one|"),
        ("  - one|", BACKTAB, "- one|"),
        ("- one|", BACKTAB, "- one|"),
        ("⟨- one\n- two⟩", TAB, "  ⟨- one\n  - two⟩"),
        ("3) one|", TAB, "  3) one|"),
        ("```py\nif x:\n|", TAB, "```py\nif x:\n    |"),
        ("```py\n    pass|", BACKTAB, "```py\npass|"),
        ("```py\n\tpass|", BACKTAB, "```py\npass|"),
    ],
)
def test_tab_indents_in_lists_and_code(field, before, keys, after):
    write(field, before)
    press(field, *keys)
    assert read(field) == after
    assert field.hasFocus()


@pytest.mark.parametrize("text", ["|", "a text|", "-no list|", "```\ncode\n```\nafter|"])
def test_tab_leaves_the_field_elsewhere(field, text):
    write(field, text)
    press(field, *TAB)
    assert not field.hasFocus()
    assert read(field) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a text|", "a text\n|"),
        ("- one|", "- one\n- |"),
        ("  * one|", "  * one\n  * |"),
        ("9. nine|", "9. nine\n10. |"),
        ("- [x] done|", "- [x] done\n- [ ] |"),
        ("- |", "|"),
        ("1. one\n2. |", "1. one\n|"),
        ("> quoted|", "> quoted\n> |"),
        ("> quoted\n> |", "> quoted\n|"),
        ("- one| two", "- one\n- | two"),
        ("-|", "-\n|"),
        ("  indented|", "  indented\n  |"),
        ("```\n    x = 1|", "```\n    x = 1\n    |"),
        ("```\n- no list|", "```\n- no list\n|"),
        ("~~~\n```\n- no list|", "~~~\n```\n- no list\n|"),
        ("a ⟨word⟩", "a \n|"),
    ],
)
def test_a_new_line_goes_on_as_the_one_before(field, before, after):
    write(field, before)
    press(field, *BREAK)
    assert read(field) == after


def test_enter_sends_also_within_a_block_of_code(field, qtbot):
    write(field, "```\ncode|")
    with qtbot.waitSignal(field.submitted):
        press(field, Qt.Key.Key_Return)
    assert read(field) == "```\ncode|"


@pytest.mark.parametrize("keys", [BOLD, BLOCK, BULLETS], ids=["bold", "block", "bullets"])
def test_each_is_undone_in_one_step(field, keys):
    write(field, "⟨one\ntwo⟩")
    press(field, *keys)
    assert field.text() != "one\ntwo"
    field.undo()
    assert field.text() == "one\ntwo"
