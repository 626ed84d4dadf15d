"""The command palette: one field over the window that finds what to do and where to go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desktop_chat.chat.messages import ConversationSummary
from desktop_chat.ui.palette.actions import Action, ModelChoice
from desktop_chat.ui.palette.delegate import PaletteDelegate
from desktop_chat.ui.palette.rows import Finder, Row
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.found_list import FoundList, FoundRows
from desktop_chat.ui.widgets.lines import line
from desktop_chat.ui.widgets.search_field import SearchField

_WIDTH = 620
_MOST_ROWS = 10
_MOST_REMEMBERED = 20
_SHADE, _SHADE_IN_DARK = 45, 110  # of 255


class Palette(QWidget):
    """Covers the window it belongs to while it is open; a click beside it or Escape closes it.

    Signals:
        conversation_chosen(int): open this conversation.
        model_chosen(str): go on with the model at this path.
        search_requested(str): look for this in all messages.
        recent_changed(object): (tuple of ids) the actions used last, the newest first.
        closed(): it is gone; the keyboard is where it was.
    """

    conversation_chosen = Signal(int)
    model_chosen = Signal(str)
    search_requested = Signal(str)
    recent_changed = Signal(object)
    closed = Signal()

    def __init__(
        self, theme_manager: ThemeManager, window: QWidget, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(window)
        self._theme_manager = theme_manager
        self._today = today
        self._finder = Finder()
        self._actions: dict[str, Action] = {}
        self._recent: tuple[str, ...] = ()
        self._focused_before: QWidget | None = None
        self._card = QFrame(self)
        self._card.setProperty("role", "toast")
        self._field = SearchField(theme_manager, self._card)
        self._field.setProperty("frameless", True)
        self._rows: FoundRows[Row] = FoundRows(goes_round=True)
        self._list: FoundList[Row] = FoundList(theme_manager, self._rows, self._card)
        self._list.setProperty("nav", True)
        self._delegate = PaletteDelegate(theme_manager, self._list)
        self._list.setItemDelegate(self._delegate)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.hide()

    @property
    def recent(self) -> tuple[str, ...]:
        """The ids of the actions used last, the newest first."""
        return self._recent

    def set_recent(self, recent: Sequence[str]) -> None:
        """Offer these actions first from now on."""
        self._recent = tuple(recent)

    def open(
        self,
        actions: Sequence[Action],
        conversations: Sequence[ConversationSummary],
        models: Sequence[ModelChoice],
    ) -> None:
        """Show it over the window with all of this to choose from."""
        self._actions = {action.id: action for action in actions}
        self._finder.set_actions(actions, self._recent)
        self._finder.set_conversations(conversations)
        self._finder.set_models(models)
        self._focused_before = QApplication.focusWidget()
        self.parentWidget().installEventFilter(self)
        self._field.reset()
        self._find("")
        self._place()
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().focusChanged.connect(self._on_focus)

    def close_now(self) -> None:
        """Go away; the keyboard is where it was."""
        if self.isHidden():
            return
        self._leave()
        before = self._focused_before
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self.setAccessibleName(self.tr("Commands"))
        self._field.setPlaceholderText(self.tr("What to do, or where to go…"))
        self._field.setAccessibleName(self.tr("Find actions, conversations and models"))
        self._list.setAccessibleName(self.tr("What is found"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window also when its size changes."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard: Tab goes through what is found."""
        self._list.step(1 if forward else -1)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click beside the card."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_now()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shade the window."""
        painter = QPainter(self)
        is_dark = self._theme_manager.theme.is_dark
        painter.fillRect(self.rect(), QColor(0, 0, 0, _SHADE_IN_DARK if is_dark else _SHADE))

    # ---- inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._card)
        column.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        column.setSpacing(SPACING)
        column.addWidget(self._field)
        column.addWidget(line())
        column.addWidget(self._list, 1)

    def _connect(self) -> None:
        self._field.typed.connect(self._find)
        self._field.stepped.connect(self._list.step)
        self._field.entered.connect(lambda: self._choose(self._list.currentIndex()))
        self._field.left.connect(self.close_now)
        self._list.clicked.connect(self._choose)
        self._theme_manager.changed.connect(self._place_if_open)

    def _find(self, text: str) -> None:
        self._list.show_rows(self._finder.rows(text, self._today()))
        self._place()
        if text:
            self._list.say_current()

    def _choose(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if row is None or not row.is_usable:
            return
        self.close_now()
        if row.kind == "action":
            self._remember(str(row.id))
            self._actions[str(row.id)].call()
        elif row.kind == "conversation":
            self.conversation_chosen.emit(row.id)
        elif row.kind == "model":
            self.model_chosen.emit(row.id)
        else:
            self.search_requested.emit(row.id)

    def _remember(self, action_id: str) -> None:
        others = (one for one in self._recent if one != action_id)
        self._recent = (action_id, *others)[:_MOST_REMEMBERED]
        self.recent_changed.emit(self._recent)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Close where keys of the window led somewhere else."""
        if now is not None and now.window() is self.window() and not self.isAncestorOf(now):
            self._leave()
            self.closed.emit()

    def _leave(self) -> None:
        QApplication.instance().focusChanged.disconnect(self._on_focus)
        self.parentWidget().removeEventFilter(self)
        self.hide()

    def _place(self) -> None:
        window = self.parentWidget()
        self.setGeometry(window.rect())
        scale = self._theme_manager.text_scale
        width = min(round(_WIDTH * scale), window.width() - 6 * SPACING)
        top = max(window.height() // 9, 3 * SPACING)
        room = window.height() - 2 * top - self._field.sizeHint().height() - 5 * SPACING
        content = sum(
            self._list.sizeHintForRow(at) for at in range(min(self._rows.rowCount(), 2 * _MOST_ROWS))
        )
        self._list.setFixedHeight(min(room, content + 2, _MOST_ROWS * self._delegate.row_height))
        height = self._card.layout().totalSizeHint().height()
        self._card.setGeometry(QRect((window.width() - width) // 2, top, width, height))

    def _place_if_open(self) -> None:
        if self.isVisible():
            self._place()
