"""The keys that write Markdown: bold, italic, code, lists, and Tab within lists and code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShortcut, QTextCursor

from desktop_chat.ui.chat.composer_edit import ComposerEdit
from desktop_chat.ui.chat.markdown_edits import indent, toggle_code_block, toggle_list, toggle_mark
from desktop_chat.ui.shortcuts import ShortcutId, sequences

_EDITS: dict[ShortcutId, Callable[[QTextCursor], None]] = {
    "bold": partial(toggle_mark, mark="**"),
    "italic": partial(toggle_mark, mark="*"),
    "code": partial(toggle_mark, mark="`"),
    "code-block": toggle_code_block,
    "numbered-list": partial(toggle_list, numbered=True),
    "list": partial(toggle_list, numbered=False),
}


def add_markdown_keys(field: ComposerEdit) -> None:
    """Make a field know the keys; Tab leaves it as everywhere, except within a list or a block of code."""
    for shortcut_id, edit in _EDITS.items():
        for keys in sequences(shortcut_id):
            shortcut = QShortcut(keys, field, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(_edit, field, edit))
    field.add_key_handler(partial(_take_tab, field))


def _edit(field: ComposerEdit, edit: Callable[[QTextCursor], None]) -> None:
    cursor = field.textCursor()
    edit(cursor)
    field.setTextCursor(cursor)
    field.ensureCursorVisible()


def _take_tab(field: ComposerEdit, event: QKeyEvent) -> bool:
    if event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} or event.modifiers() & ~_SHIFT:
        return False
    return indent(field.textCursor(), outwards=event.key() == Qt.Key.Key_Backtab or bool(event.modifiers()))


_SHIFT = Qt.KeyboardModifier.ShiftModifier
