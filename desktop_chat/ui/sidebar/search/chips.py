"""What a search is narrowed by, each to be taken away with a click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.sidebar.search.filters import Chosen
from desktop_chat.ui.style import ThemeManager

_WIDEST_LABEL = 150


class FilterChips(QWidget):
    """A small button for each; hidden while there is none.

    Signals:
        removed(str): narrow by this kind no longer.
    """

    removed = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._row = FlowLayout(self, spacing=4)
        self._row.setContentsMargins(6, 0, 6, 4)
        self._chosen: Sequence[Chosen] = ()
        theme_manager.changed.connect(self._build)
        self.hide()

    def set_chosen(self, chosen: Sequence[Chosen]) -> None:
        """Show these."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._build()
            self.setVisible(bool(chosen))

    def _build(self) -> None:
        while item := self._row.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        for one in self._chosen:
            self._row.addWidget(self._chip(one))

    def _chip(self, one: Chosen) -> QPushButton:
        chip = QPushButton(self)
        chip.setProperty("kind", "chip")
        shown = self.fontMetrics().elidedText(one.text, Qt.TextElideMode.ElideRight, _WIDEST_LABEL)
        chip.setText(shown.replace("&", "&&"))
        is_mirrored = self.isRightToLeft()
        start, end = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
        chip.setLayoutDirection(start if is_mirrored else end)  # the cross behind the text
        chip.setIcon(self._theme_manager.icon("close", "accent"))
        chip.setIconSize(QSize(12, 12))
        chip.setAccessibleName(self.tr("Remove the filter {name}").format(name=one.text))
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(lambda: self.removed.emit(one.kind))
        chip.show()
        return chip
