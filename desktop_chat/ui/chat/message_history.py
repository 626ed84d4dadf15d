"""Earlier messages brought back with the up key, as a shell does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop_chat.ui.chat.composer_edit import ComposerEdit


class MessageHistory:
    """Up in the empty field puts the last message into it, again the one before; down goes back to what was there.

    It goes on while nothing but these keys is pressed: who types or moves the cursor has taken the message, and
    the keys move the cursor as in any text.
    """

    def __init__(self, field: ComposerEdit) -> None:
        self._field = field
        self._texts: list[str] = []
        self._at: int | None = None  # which one is in the field; None: what the user writes
        field.add_key_handler(self._take_key)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Bring back these from now on, the newest last."""
        self._texts = [text for text in texts if text.strip()]
        self._at = None

    def add(self, text: str) -> None:
        """Put a text at the end, as the newest."""
        if text.strip() and self._texts[-1:] != [text]:
            self._texts.append(text)
        self._at = None

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() not in {Qt.Key.Key_Up, Qt.Key.Key_Down} or event.modifiers() & ~_KEYPAD:
            if event.text() or event.key() not in _MODIFIERS:
                self._at = None
            return False
        return self._older() if event.key() == Qt.Key.Key_Up else self._newer()

    def _older(self) -> bool:
        if self._field.preedit or (self._at is None and not self._field.document().isEmpty()):
            return False
        if self._is_stale():
            return False
        older = (len(self._texts) if self._at is None else self._at) - 1
        if older >= 0:
            self._show(older)
        return bool(self._texts)

    def _newer(self) -> bool:
        if self._at is None or self._is_stale():
            return False
        if self._at + 1 < len(self._texts):
            self._show(self._at + 1)
        else:
            self._field.set_text("")
            self._at = None
        return True

    def _is_stale(self) -> bool:
        """Forget where it is, where the text is not the one that was put there."""
        if self._at is not None and self._field.text() != self._texts[self._at]:
            self._at = None
            return not self._field.document().isEmpty()
        return False

    def _show(self, index: int) -> None:
        self._field.set_text(self._texts[index])
        self._at = index


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
