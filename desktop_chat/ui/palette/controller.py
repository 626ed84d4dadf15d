"""Opens the palette of one window with all that can be done there, and carries out what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.models.model_rows import ROW_ROLE, ModelRow, ModelRows
from desktop_chat.ui.palette.actions import Action, ModelChoice
from desktop_chat.ui.sidebar.requests import Request

if TYPE_CHECKING:
    from desktop_chat.ui.palette.palette import Palette


class PaletteController(QObject):
    """Offers conversations and what `carry_out` does with them, then what the sources give each time it opens.

    Signals:
        model_chosen(str): go on with the model at this path.
        recent_changed(object): (tuple of ids) the actions used last, the newest first.
    """

    model_chosen = Signal(str)
    recent_changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        rows: ModelRows,
        conversations: ConversationsService,
        carry_out: Callable[[Request], None],
        recent: Sequence[str],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._rows = rows
        self._conversations = conversations
        self._carry_out = carry_out
        self._recent = recent
        self._sources: list[Callable[[], Sequence[Action]]] = []
        self._palette: Palette | None = None
        window.add_shortcut("palette").triggered.connect(self.toggle)

    def add_source(self, source: Callable[[], Sequence[Action]]) -> None:
        """Offer what a function gives, from now on."""
        self._sources.append(source)

    def toggle(self) -> None:
        """Open the palette; close it where it is open."""
        palette = self._made()
        if palette.isVisible():
            palette.close_now()
            return
        actions = [action for source in self._sources for action in source()]
        palette.open(actions, self._conversations.conversations, self._models())

    def _made(self) -> Palette:
        if self._palette is None:
            # A start does not need these.
            from desktop_chat.ui.palette.conversation_actions import ConversationActions  # noqa: PLC0415
            from desktop_chat.ui.palette.palette import Palette  # noqa: PLC0415

            sidebar = self._window.sidebar
            self._palette = Palette(self._window.theme_manager, self._window)
            self._palette.set_recent(self._recent)
            ours = ConversationActions(sidebar, self._conversations, self._carry_out)
            self._sources.insert(0, ours.actions)
            self._palette.conversation_chosen.connect(sidebar.conversation_chosen)
            self._palette.search_requested.connect(sidebar.search_for)
            self._palette.model_chosen.connect(self.model_chosen)
            self._palette.recent_changed.connect(self.recent_changed)
        return self._palette

    def _models(self) -> list[ModelChoice]:
        rows: list[ModelRow] = [self._rows.index(at).data(ROW_ROLE) for at in range(self._rows.rowCount())]
        return [ModelChoice(row.model.path, row.title, row.facts) for row in rows if row.model.exists]
