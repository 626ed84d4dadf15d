"""The list of pages at the side of a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget


class NavList(QListWidget):
    """One row a page, always one of them current; `currentRowChanged` says which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("nav", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        # Rows are measured when the first becomes current: by then the stylesheet must be known.
        self.ensurePolished()

    def set_pages(self, titles: list[str]) -> None:
        """Name the pages in order; the current one stays current, so a change of language keeps the page."""
        current = max(self.currentRow(), 0)
        self.blockSignals(True)
        self.clear()
        self.addItems(titles)
        self.blockSignals(False)
        self.setCurrentRow(current)
