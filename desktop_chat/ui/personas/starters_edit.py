"""The first questions of a persona, as many fields as an empty chat shows cards."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.saved_text import SavedText

_FIELDS: Final = 4


class StartersEdit(QWidget):
    """Fields for questions; empty ones are left out, and more than there are fields for are kept.

    Signals:
        edited(object): (tuple of questions) keep these.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._more: tuple[str, ...] = ()
        self.fields = [SavedText(lines=2) for _ in range(_FIELDS)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACING)
        for at, field in enumerate(self.fields):
            field.edited.connect(lambda _text: self.edited.emit(self._starters()))
            grid.addWidget(field, at // 2, at % 2)
        self._fit()

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not told yet."""
        return any(field.is_pending for field in self.fields)

    def show_starters(self, starters: tuple[str, ...]) -> None:
        """Show these questions."""
        self._more = starters[_FIELDS:]
        padded = (*starters, *[""] * _FIELDS)
        for field, text in zip(self.fields, padded, strict=False):
            field.show_text(text)

    def set_read_only(self, read_only: bool) -> None:
        """Let the questions be read only."""
        for field in self.fields:
            field.setReadOnly(read_only)

    def flush(self) -> None:
        """Tell now what was typed last."""
        for field in self.fields:
            field.flush()

    def describe(self, name: str) -> None:
        """Name the fields for screen readers; `{number}` is the number of each."""
        for number, field in enumerate(self.fields, 1):
            field.setAccessibleName(name.replace("{number}", str(number)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of text size."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        for field in self.fields:
            field.fit_lines()

    def _starters(self) -> tuple[str, ...]:
        typed = (field.toPlainText() for field in self.fields)
        return (*(text for text in typed if text.strip()), *self._more)
