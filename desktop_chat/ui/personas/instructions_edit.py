"""A field for a text that may hold variables: they are marked, explained, and put in from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desktop_chat.chat.variables import VARIABLE
from desktop_chat.ui.chat.blocks.utf16 import to_position
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.variable_values import values_now
from desktop_chat.ui.widgets.saved_text import SavedText

if TYPE_CHECKING:
    import re

KNOWN: Final = frozenset(values_now(""))
"""The variables that are filled in by themselves."""


class InstructionsEdit(QWidget):
    """The field, and below it the button for variables and what is to be said about those in the text.

    `has_blanks` says whether names that are not known are blanks to be filled in.

    Signals:
        edited(str): keep this text.
    """

    edited = Signal(str)

    def __init__(
        self, theme_manager: ThemeManager, *, lines: int, has_blanks: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._has_blanks = has_blanks
        self.field = SavedText(lines)
        self.field.edited.connect(self.edited)
        self.field.textChanged.connect(self._mark)
        self.variables_button = QPushButton()
        self.variables_button.setProperty("kind", "chip")
        self.variables_button.setAutoDefault(False)
        self.variables_button.clicked.connect(self._show_variables)
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setProperty("textSize", "caption")
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SPACING)
        below.addWidget(self.variables_button)
        below.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING // 2 + 2)
        column.addWidget(self.field)
        column.addWidget(self._below)
        self.setFocusProxy(self.field)
        theme_manager.changed.connect(self._mark)
        self.field.fit_lines()
        self.retranslate()

    @property
    def note(self) -> str:
        """What is said about the variables in the text."""
        return self._note.text()

    @property
    def is_pending(self) -> bool:
        """Whether something typed is not told yet."""
        return self.field.is_pending

    def describe(self, name: str, placeholder: str = "") -> None:
        """Name the field for screen readers, and say what is in force while it is empty."""
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.field.show_text(text)
        self._mark()

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read only."""
        self.field.setReadOnly(read_only)
        self.variables_button.setVisible(not read_only)
        self._mark()

    def flush(self) -> None:
        """Tell now what was typed last."""
        self.field.flush()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self.variables_button.setText(self.tr("Variables…"))
        self.variables_button.setAccessibleDescription(
            self.tr("Explains what is replaced in the text, and puts it in.")
        )
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language or text size."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.field.fit_lines()
        super().changeEvent(event)

    def _show_variables(self) -> None:
        from desktop_chat.ui.personas.variables_popup import (  # noqa: PLC0415  only when asked for
            VariablesPopup,
        )

        popup = VariablesPopup(self._theme_manager, has_blanks=self._has_blanks, parent=self)
        popup.variable_chosen.connect(self._insert)
        popup.show_near(self.variables_button)

    def _insert(self, variable: str) -> None:
        self.field.insertPlainText(variable)
        self.field.setFocus()

    def _mark(self) -> None:
        text = self.field.toPlainText()
        found = list(VARIABLE.finditer(text))
        self.field.setExtraSelections([self._marked(text, each) for each in found])
        unknown = [each[1] for each in found if each[1].lower() not in KNOWN]
        self._say(list(dict.fromkeys(unknown)))

    def _say(self, unknown: list[str]) -> None:
        written = ", ".join("{{" + name + "}}" for name in unknown)
        if not unknown:
            text = ""
        elif self._has_blanks:
            text = self.tr("Blanks to fill in: {names}").replace("{names}", written)
        else:
            text = self.tr("No variable, so it stays as it is written: {names}").replace("{names}", written)
        self._note.setText(text)
        self._below.setVisible(bool(text) or not self.field.isReadOnly())
        self._note.setProperty("tone", "muted" if self._has_blanks else "warning")
        self._note.style().polish(self._note)

    def _marked(self, text: str, variable: re.Match[str]) -> QTextEdit.ExtraSelection:
        theme = self._theme_manager.theme
        is_good = self._has_blanks or variable[1].lower() in KNOWN
        marked = QTextEdit.ExtraSelection()
        marked.cursor = QTextCursor(self.field.document())
        marked.cursor.setPosition(to_position(text, variable.start()))
        marked.cursor.setPosition(to_position(text, variable.end()), QTextCursor.MoveMode.KeepAnchor)
        marked.format = QTextCharFormat()
        marked.format.setForeground(QColor(theme.accent if is_good else theme.warning))
        marked.format.setBackground(QColor(theme.accent_soft))
        return marked
