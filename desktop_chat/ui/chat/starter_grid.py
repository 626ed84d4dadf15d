"""The cards with first questions, in two columns or one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_chat.ui.chat.starter_card import StarterCard
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import READING_WIDTH

_MOST: Final = 4
_NARROW: Final = 560


class StarterGrid(QWidget):
    """Offers up to four questions.

    Signals:
        chosen(str): this question was clicked.
    """

    chosen = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = [StarterCard(theme_manager) for _ in range(_MOST)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        for card in self.cards:
            card.chosen.connect(self.chosen)
            card.setMaximumWidth(READING_WIDTH // 2)
        self.fit_into(_NARROW)

    def set_questions(self, questions: Sequence[tuple[str, str]]) -> None:
        """Offer questions, each with a title or nothing in its place."""
        for at, card in enumerate(self.cards):
            if at < len(questions):
                card.set_texts(*questions[at])
            is_offered = at < len(questions)
            if card.isHidden() == is_offered:
                card.setVisible(is_offered)

    def fit_into(self, width: int) -> None:
        """Use one column where there is little room."""
        columns = 1 if width < _NARROW else 2
        for index, card in enumerate(self.cards):
            self._grid.addWidget(card, index // columns, index % columns)
