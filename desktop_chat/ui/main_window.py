"""The window: sidebar, top bar, conversation, composer. It holds the views and knows no service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QMoveEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.ui.chat.composer import Composer
from desktop_chat.ui.chat.context_meter import ContextMeter
from desktop_chat.ui.chat.transcript import Transcript
from desktop_chat.ui.icons import app_icon
from desktop_chat.ui.later import Later
from desktop_chat.ui.links.hint import LinkHint
from desktop_chat.ui.models.model_rows import ModelRows
from desktop_chat.ui.shortcuts import ShortcutId, sequences
from desktop_chat.ui.sidebar.sidebar import Sidebar
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import READING_WIDTH, SPACING
from desktop_chat.ui.top_bar import TopBar
from desktop_chat.ui.widgets.banner import Banner
from desktop_chat.ui.widgets.drops import TakesFiles
from desktop_chat.ui.widgets.toast import Toast
from desktop_chat.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from desktop_chat.ui.chat.empty_state import EmptyState
    from desktop_chat.ui.models.switcher import ModelSwitcher

_SMALLEST = (640, 480)
_FIRST_SIZE = (1180, 780)
_SIDEBAR_WIDTH = 264

PLACED_MILLISECONDS = 500
"""How long a window must stay as it is until that is kept."""


class MainWindow(TakesFiles, QMainWindow):
    """Lays out the surfaces of one window.

    Signals:
        activated: the user turned to the window.
        files_dropped: (list[str]) paths of files that were dropped on the window.
        closing: the user closes the window.
        placed: it is elsewhere, has another size or is parted otherwise, and stays so for now.
    """

    activated = Signal()
    files_dropped = Signal(list)
    closing = Signal()
    placed = Signal()

    def __init__(self, theme_manager: ThemeManager, rows: ModelRows) -> None:
        super().__init__()
        self.theme_manager = theme_manager
        self._placed = QTimer(self, singleShot=True, interval=PLACED_MILLISECONDS)
        self._placed.timeout.connect(self.placed)
        self.setWindowTitle("Desktop Chat")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_FIRST_SIZE)
        self.setAcceptDrops(True)
        self.sidebar = Sidebar(theme_manager)
        self.meter = ContextMeter(theme_manager)
        self.top_bar = TopBar(theme_manager, self.meter)
        self.banner = Banner(theme_manager)
        self.transcript = Transcript(theme_manager)
        self._link_hint = LinkHint(self.transcript)
        self.transcript.link_pointed.connect(self._link_hint.show_link)
        self.composer = Composer(theme_manager)
        self.later_empty_state = Later(self._make_empty_state)
        self.later_switcher = Later(lambda: self._make_switcher(rows))
        self._lay_out()
        self.toast = Toast(theme_manager, self._right, self.composer)
        parts = (self.sidebar, self.top_bar, self.banner, self._pages, self.composer, self.toast)
        self._parts = WindowParts(parts, self)
        self.add_shortcut("next-part").triggered.connect(lambda: self._parts.go(1))
        self.add_shortcut("previous-part").triggered.connect(lambda: self._parts.go(-1))

    @property
    def empty_state(self) -> EmptyState:
        """What is shown where no message is."""
        return self.later_empty_state()

    @property
    def switcher(self) -> ModelSwitcher:
        """The list of models."""
        return self.later_switcher()

    def show_transcript(self, shown: bool) -> None:
        """Show the messages, or the empty state in their place."""
        self._pages.setCurrentWidget(self.transcript if shown else self.empty_state)

    def add_shortcut(self, shortcut_id: ShortcutId) -> QAction:
        """Give an action of the whole window for the keys of a shortcut; connect its `triggered`."""
        action = QAction(self)
        action.setShortcuts(sequences(shortcut_id))
        self.addAction(action)
        return action

    def show_as_target(self, is_target: bool) -> None:
        """Show that files are attached to the message."""
        self.composer.set_drop_target(is_target)

    def take_dropped(self, paths: list[str]) -> None:
        """Tell what was dropped."""
        self.files_dropped.emit(paths)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Tell where it is, once it stays there."""
        super().moveEvent(event)
        self._placed.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how large it is, once it stays so."""
        super().resizeEvent(event)
        self._placed.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everything be kept before the window goes."""
        self._placed.stop()  # what follows keeps its place too
        self.closing.emit()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Tell that it is in front; keep the reading column centred when the text size changes."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_composer_column"):
            self._limit_composer()
        super().changeEvent(event)

    def _make_empty_state(self) -> EmptyState:
        from desktop_chat.ui.chat.empty_state import EmptyState  # noqa: PLC0415  no use where messages are shown

        empty_state = EmptyState(self.theme_manager)
        self._pages.addWidget(empty_state)
        return empty_state

    def _make_switcher(self, rows: ModelRows) -> ModelSwitcher:
        from desktop_chat.ui.models.switcher import ModelSwitcher  # noqa: PLC0415  not needed for a start

        return ModelSwitcher(self.theme_manager, rows, self)

    def _lay_out(self) -> None:
        self._right = QWidget()
        self._right.setObjectName("ground")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.transcript)
        line = QFrame()
        line.setProperty("role", "line")
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(line)
        banner_row = QHBoxLayout()
        banner_row.setContentsMargins(2 * SPACING, SPACING, 2 * SPACING, 0)
        banner_row.addWidget(self.banner)
        column.addLayout(banner_row)
        column.addWidget(self._pages, 1)
        column.addLayout(self._composer_row())
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.sidebar)
        self.splitter.addWidget(self._right)
        self.sidebar.lower()  # screen readers go through widgets from the lowest up
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([_SIDEBAR_WIDTH, _FIRST_SIZE[0] - _SIDEBAR_WIDTH])
        self._whole_width = 0  # of the sidebar, before it became a strip of icons
        self.sidebar.collapsed_changed.connect(self._fit_sidebar)
        self.sidebar.collapsed_changed.connect(self._placed.start)
        self.splitter.splitterMoved.connect(self._placed.start)
        self.setCentralWidget(self.splitter)

    def _fit_sidebar(self, collapsed: bool) -> None:
        """Leave no gap beside a strip of icons: a splitter does not heed how wide a widget may be."""
        width, *others = self.splitter.sizes()
        usual = self.sidebar.sizeHint().width()
        if collapsed and width > usual:
            self._whole_width = width
        wanted = usual if collapsed else self._whole_width or usual
        self.splitter.setSizes([wanted, width + sum(others) - wanted])

    def _composer_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(3 * SPACING, 0, 3 * SPACING, 2 * SPACING)
        self._composer_column = self.composer
        self._limit_composer()
        row.addStretch(1)
        row.addWidget(self.composer, 1000)
        row.addStretch(1)
        return row

    def _limit_composer(self) -> None:
        self.composer.setMaximumWidth(round((READING_WIDTH + 4 * SPACING) * self.theme_manager.text_scale))
