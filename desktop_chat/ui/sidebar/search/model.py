"""What is found as Qt sees it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from desktop_chat.ui.sidebar.search.rows import HitRow
from desktop_chat.ui.widgets.found_list import FoundRows
from desktop_chat.ui.widgets.tooltips import as_tooltip


class HitModel(FoundRows[HitRow]):
    """Lines of what is found; their tooltips show them whole."""

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give a line, or its texts for screen readers and tooltips."""
        row = self.row(index)
        if row is not None and role == Qt.ItemDataRole.ToolTipRole:
            return as_tooltip(row.text)
        return super().data(index, role)
