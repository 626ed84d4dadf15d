"""A table of facts about a model."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_chat.ui.models.details_texts import Fact
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.elided_label import ElidedLabel
from desktop_chat.ui.widgets.text_label import text_label

_LONGEST_NAME: Final = 220  # pixels; the names of facts keep to a line up to there


class FactTable(QWidget):
    """Names at the left, values at the right; a fact without a value is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Fact] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * SPACING)
        self._grid.setVerticalSpacing(SPACING // 2)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: list[Fact]) -> None:
        """Show these facts; labels are kept where only their texts differ."""
        facts = [fact for fact in facts if fact.value]
        if [fact.is_path for fact in facts] != [fact.is_path for fact in self._shown]:
            self._build(facts)
        for row, fact in enumerate(facts):
            name, value = self._label(row, 0), self._label(row, 1)
            name.setText(fact.name)
            name.setWordWrap(name.fontMetrics().horizontalAdvance(fact.name) > _LONGEST_NAME)
            value.setText(fact.value)
            value.setAccessibleName(f"{fact.name}: {fact.value}")
        self._shown = facts

    def _build(self, facts: list[Fact]) -> None:
        while item := self._grid.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        for row, fact in enumerate(facts):
            name = QLabel()
            name.setProperty("tone", "muted")
            value = (
                ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
                if fact.is_path
                else text_label(is_selectable=True)
            )
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)

    def _label(self, row: int, column: int) -> QLabel:
        label = self._grid.itemAtPosition(row, column).widget()
        assert isinstance(label, QLabel)
        return label
