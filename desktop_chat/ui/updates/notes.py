"""Markdown of a stranger in a scrolled page: shown as messages are, and nothing in it is fetched or opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop_chat.markdown.parsing import parse
from desktop_chat.ui.chat.block_view import BlockView
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.style import ThemeManager

_PADDING: Final = 12


class NotesPage(QScrollArea):
    """Shows one text.

    Signals:
        link_activated: (QUrl) the user chose a link.
        save_requested: (code, language) the user wants code in a file.
    """

    link_activated = Signal(QUrl)
    save_requested = Signal(str, str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view = BlockView(theme_manager, self._style())
        self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._view.link_activated.connect(self.link_activated)
        self._view.save_requested.connect(self.save_requested)
        self._view.height_changed.connect(self._fit)
        self._view.reveal_requested.connect(self._reveal)
        self._inside = QWidget()
        self._view.setParent(self._inside)
        self.setWidget(self._inside)
        theme_manager.changed.connect(self._restyle)

    def set_notes(self, name: str, markdown: str) -> None:
        """Show a text; `name` is what a screen reader calls it."""
        self._view.setAccessibleName(name)
        self._view.set_blocks(parse(markdown))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the text out in the new width."""
        super().resizeEvent(event)
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lay out what comes into sight."""
        super().scrollContentsBy(dx, dy)
        self._expose()

    def _style(self) -> DocumentStyle:
        manager = self._theme_manager
        return DocumentStyle(manager.theme, manager.font(), manager.monospace_font(), wrap_code=True)

    def _restyle(self) -> None:
        self._view.set_style(self._style())
        self._fit()

    def _fit(self) -> None:
        width = max(120, self.viewport().width() - 2 * _PADDING)
        self._view.setGeometry(_PADDING, _PADDING, width, max(1, self._view.fit_width(width)))
        self._inside.resize(width + 2 * _PADDING, self._view.height() + 2 * _PADDING)
        self._expose()

    def _expose(self) -> None:
        top = self.verticalScrollBar().value() - _PADDING
        if self._view.is_fitted and self._view.expose(top, top + self.viewport().height()):
            self._view.resize(self._view.width(), self._view.content_height)
            self._inside.resize(self._inside.width(), self._view.height() + 2 * _PADDING)

    def _reveal(self, top: int, bottom: int) -> None:
        self.ensureVisible(0, _PADDING + bottom, 0, _PADDING)
        self.ensureVisible(0, _PADDING + top, 0, _PADDING)
