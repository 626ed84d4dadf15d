"""What a model thought before its answer: one line to unfold, and the text beneath."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.plain_text import PlainTextWriter
from desktop_chat.ui.chat.text_view import TextView
from desktop_chat.ui.style import ThemeManager

_INDENT = 16
_GAP = 4


class ReasoningFold(QWidget):
    """Open while the model thinks, folded once it answers, and the reader's own choice after a click.

    Signals:
        height_changed: it wants another height.
    """

    height_changed = Signal()

    def __init__(
        self, theme_manager: ThemeManager, style: DocumentStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._style = style
        self._pieces: list[str] = []
        self._is_thinking = False
        self._was_chosen = False
        self._began = 0.0
        self._seconds: int | None = None
        self._view: TextView | None = None
        self._writer: PlainTextWriter | None = None
        self._toggle = QPushButton(self)
        self._toggle.setProperty("kind", "fold")
        self._toggle.setIconSize(QSize(16, 16))
        self._toggle.setCheckable(True)
        self._toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._toggle.clicked.connect(self._choose)
        self._retranslate()

    @property
    def text(self) -> str:
        """The reasoning so far."""
        return "".join(self._pieces)

    @property
    def is_open(self) -> bool:
        """Whether the text is shown."""
        return self._toggle.isChecked()

    @property
    def toggle(self) -> QPushButton:
        """The line that folds and unfolds."""
        return self._toggle

    def set_text(self, text: str) -> None:
        """Show a reasoning that is complete."""
        self._pieces = [text]
        self._rewrite()

    def append(self, text: str) -> None:
        """Take the next piece of a reasoning; the first one opens the fold."""
        if not self._is_thinking:
            self._is_thinking = True
            self._began = time.monotonic()
            if not self._was_chosen:
                self._set_open(True)
            self._retranslate()
        self._pieces.append(text)
        if self._writer is not None:
            self._writer.append(text)

    def end(self) -> None:
        """Fold the text, unless the reader unfolded it: the answer begins, or nothing more comes."""
        if not self._is_thinking:
            return
        self._is_thinking = False
        self._seconds = max(1, round(time.monotonic() - self._began))
        if not self._was_chosen:
            self._set_open(False)
        self._retranslate()

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours."""
        self._style = style
        self._retranslate()
        if self._view is not None:
            self._view.set_style(style)
            self._rewrite()

    def fit_width(self, width: int) -> int:
        """Lay out at a width in pixels, and give the height."""
        size = self._toggle.sizeHint()
        self._toggle.resize(size)
        self._toggle.move(-6, 0)  # its words, not its hover ground, stand in line with the answer
        height = size.height()
        if self._view is not None and self.is_open:
            text_height = self._view.fit_width(width - _INDENT)
            self._view.setGeometry(_INDENT, height + _GAP, width - _INDENT, text_height)
            height += _GAP + text_height
        self.resize(width, height)
        return height

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _choose(self) -> None:
        self._was_chosen = True
        self._set_open(self._toggle.isChecked())
        self.height_changed.emit()

    def _set_open(self, is_open: bool) -> None:
        self._toggle.setChecked(is_open)
        if is_open and self._view is None:
            self._view = TextView(self._theme_manager, self._style, self)
            self._rewrite()
        if self._view is not None:
            self._view.setVisible(is_open)
        self._retranslate()

    def _rewrite(self) -> None:
        if self._view is not None:
            self._writer = PlainTextWriter(self._view.renew_document(), self._style, muted=True)
            self._writer.append(self.text)

    def _retranslate(self) -> None:
        if self._is_thinking:
            words = self.tr("Thinking…")
        elif self._seconds is not None:
            words = self.tr("Thought for %n second(s)", "", self._seconds)
        else:
            words = self.tr("Thoughts")
        self._toggle.setText(words)
        self._toggle.setAccessibleName(words)
        self._toggle.setToolTip(
            self.tr("Hide the thoughts") if self.is_open else self.tr("Show the thoughts")
        )
        self._toggle.setIcon(self._theme_manager.icon("chevron-down" if self.is_open else "chevron-right"))
        self._toggle.resize(self._toggle.sizeHint())
