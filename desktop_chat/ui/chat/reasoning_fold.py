"""What a model thought before its answer: one line to unfold, and the text beneath."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_chat.ui.chat.block_view import BlockView
from desktop_chat.ui.chat.durations import duration
from desktop_chat.ui.chat.plain_text import PlainStream
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
        self,
        theme_manager: ThemeManager,
        make_text: Callable[[QWidget], BlockView],
        *,
        was_open: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._make_text = make_text
        self._pieces: list[str] = []
        self._is_thinking = False
        self._chosen = was_open
        self._began = 0.0
        self._seconds: float | None = None
        self._view: BlockView | None = None
        self._stream: PlainStream | None = None
        self._toggle = QPushButton(self)
        self._toggle.setProperty("kind", "fold")
        self._toggle.setIconSize(QSize(16, 16))
        self._toggle.setCheckable(True)
        self._toggle.clicked.connect(self._choose)
        theme_manager.changed.connect(self._retranslate)
        self._set_open(bool(was_open))

    @property
    def text(self) -> str:
        """The reasoning so far."""
        return "".join(self._pieces)

    @property
    def is_open(self) -> bool:
        """Whether the text is shown."""
        return self._toggle.isChecked()

    @property
    def chosen(self) -> bool | None:
        """Whether the reader opened or folded it; None: neither."""
        return self._chosen

    @property
    def toggle(self) -> QPushButton:
        """The line that folds and unfolds."""
        return self._toggle

    @property
    def view(self) -> BlockView | None:
        """The text, where it is open."""
        return self._view if self.is_open else None

    @property
    def text_view(self) -> BlockView | None:
        """The text, once it was open."""
        return self._view

    def set_text(self, text: str, seconds: float | None = None) -> None:
        """Show a reasoning that is complete, and took so many seconds where that is known."""
        if text != self.text:
            self._pieces = [text]
            self._write()
        if seconds is not None:
            self._seconds = seconds
        self._retranslate()

    def append(self, text: str) -> None:
        """Take the next piece of a reasoning; the first one opens the fold."""
        if not self._is_thinking:
            self._is_thinking = True
            self._began = time.monotonic()
            if self._chosen is None:
                self._set_open(True)
            self._retranslate()
        self._pieces.append(text)
        if self._stream is not None:
            self._stream.feed(text)

    def end(self) -> None:
        """Fold the text, unless the reader unfolded it: the answer begins, or nothing more comes."""
        if not self._is_thinking:
            return
        self._is_thinking = False
        self._seconds = time.monotonic() - self._began
        if self._chosen is None:
            self._set_open(False)
        self._retranslate()

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
        self._chosen = self._toggle.isChecked()
        self._set_open(self._chosen)
        self.height_changed.emit()

    def _set_open(self, is_open: bool) -> None:
        self._toggle.setChecked(is_open)
        if is_open and self._view is None:
            self._view = self._make_text(self)
            self._write()
        if self._view is not None:
            self._view.setVisible(is_open)
        self._retranslate()

    def _write(self) -> None:
        """Show the whole text anew."""
        if self._view is not None:
            self._view.set_blocks(())
            self._stream = PlainStream(self._view)
            self._stream.feed(self.text)

    def _retranslate(self) -> None:
        if self._is_thinking:
            words = self.tr("Thinking…")
        elif self._seconds is not None:
            words = self.tr("Thought for {0}").format(duration(self._seconds, is_rough=True))
        else:
            words = self.tr("Thoughts")
        self._toggle.setText(words)
        self._toggle.setAccessibleName(words)
        self._toggle.setToolTip(
            self.tr("Hide the thoughts") if self.is_open else self.tr("Show the thoughts")
        )
        self._toggle.setIcon(self._theme_manager.icon("chevron-down" if self.is_open else "chevron-right"))
        self._toggle.resize(self._toggle.sizeHint())
