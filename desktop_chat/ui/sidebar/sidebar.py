"""The side of the window: a new chat, the conversations by day, downloads, models, the settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_chat.chat.messages import ConversationSummary
from desktop_chat.ui.sidebar.model import ConversationModel, retitled
from desktop_chat.ui.sidebar.view import ConversationList
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.icon_button import IconButton

if TYPE_CHECKING:
    from desktop_chat.models.hub.download import Download, Progress
    from desktop_chat.ui.sidebar.download_strip import DownloadStrip

WIDTH = 264
"""The width it starts with, in pixels."""
_NARROWEST = 208
_WIDEST = 420
_COLLAPSED = 56
_MODELS_KEYS: Final = "Ctrl+Shift+M"


class Sidebar(QFrame):
    """Shows what it is given and says what the user wants; it changes nothing itself.

    Signals:
        new_chat_requested(): start a conversation (button, or Ctrl+N).
        conversation_chosen(int): open this conversation.
        rename_requested(int, str): store this title.
        delete_requested(int): delete this conversation.
        models_requested(): open the window of models (button, Ctrl+Shift+M, or the strip of downloads).
        pause_requested(str), resume_requested(str): this download is to stop, or to go on.
        settings_requested(): open the settings.
        collapsed_changed(bool): it is a strip of icons now, or whole again.
    """

    new_chat_requested = Signal()
    conversation_chosen = Signal(int)
    rename_requested = Signal(int, str)
    delete_requested = Signal(int)
    models_requested = Signal()
    pause_requested = Signal(str)
    resume_requested = Signal(str)
    settings_requested = Signal()
    collapsed_changed = Signal(bool)

    def __init__(
        self,
        theme_manager: ThemeManager,
        parent: QWidget | None = None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._is_collapsed = False
        self._open_id: int | None = None
        self._waiting: Sequence[ConversationSummary] | None = None  # came while a title was being typed
        self._model = ConversationModel(today, self)
        self._list = ConversationList(theme_manager, self._model)
        self._midnight = QTimer(self, singleShot=True)
        self._strip: DownloadStrip | None = None
        self._build()
        self._connect()
        self._tint()
        self.retranslate()
        self._wait_for_midnight()

    @property
    def is_collapsed(self) -> bool:
        """Whether it is a strip of icons."""
        return self._is_collapsed

    def set_conversations(self, conversations: Sequence[ConversationSummary]) -> None:
        """Show these conversations; while a title is being typed they wait until it is done."""
        if self._list.is_editing:
            self._waiting = conversations
            return
        self._waiting = None
        scrolled = self._list.verticalScrollBar().value()
        self._model.set_conversations(conversations)
        self._pages.setCurrentIndex(0 if conversations else 1)
        self._list.set_open(self._open_id)
        self._list.verticalScrollBar().setValue(scrolled)

    def set_current(self, conversation_id: int | None) -> None:
        """Mark the conversation that is open; None where a new one is being started."""
        self._open_id = conversation_id
        self._list.set_open(conversation_id)

    def update_title(self, conversation_id: int, title: str) -> None:
        """Show another title of one conversation."""
        self._model.update_title(conversation_id, title)

    def set_downloads(self, downloads: Sequence[Download]) -> None:
        """Tell of the downloads that are not done."""
        if downloads or self._strip is not None:
            self._download_strip().set_downloads(downloads)

    def set_download_progress(self, download_id: str, progress: Progress) -> None:
        """Tell how far a download is."""
        self._download_strip().set_progress(download_id, progress)

    def set_collapsed(self, collapsed: bool) -> None:
        """Become a strip of icons, or whole again."""
        if collapsed == self._is_collapsed:
            return
        self._is_collapsed = collapsed
        self._pages.setVisible(not collapsed)
        if self._strip is not None:
            self._strip.set_narrow(collapsed)
        self._set_width_limits()
        self.retranslate()
        self.collapsed_changed.emit(collapsed)

    def sizeHint(self) -> QSize:
        """Ask for its usual width."""
        return QSize(_COLLAPSED if self._is_collapsed else WIDTH, 600)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        keys = QKeySequence(QKeySequence.StandardKey.New).toString(QKeySequence.SequenceFormat.NativeText)
        new_chat, models, settings = self.tr("New chat"), self.tr("Models"), self.tr("Settings")
        models_keys = QKeySequence(_MODELS_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self._name(self._new_chat, new_chat, f"{new_chat}  ({keys})")
        self._name(self._models, models, f"{models}  ({models_keys})")
        self._name(self._settings, settings, settings)
        self._toggle.set_label(
            self.tr("Show the conversations") if self._is_collapsed else self.tr("Hide the conversations")
        )
        self._list.setAccessibleName(self.tr("Conversations"))
        self._empty.setText(
            self.tr("No conversations yet. Ask something, and it is kept here, on this PC only.")
        )
        self._model.regroup()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._toggle = IconButton(self._theme_manager, "sidebar")
        self._new_chat = self._side_button("new-chat")
        self._models = self._side_button("model")
        self._settings = self._side_button("settings")
        self._empty = QLabel()
        self._empty.setProperty("tone", "muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(10, SPACING * 2, 10, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentIndex(1)
        top = QHBoxLayout()
        top.setContentsMargins(4, 0, 0, 0)
        top.addWidget(self._toggle)
        top.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        column.setSpacing(4)
        column.addLayout(top)
        column.addSpacing(4)
        column.addWidget(self._new_chat)
        column.addWidget(self._pages, 1)
        column.addStretch()
        column.addWidget(self._models)
        column.addWidget(self._settings)
        self._set_width_limits()

    def _connect(self) -> None:
        self._new_chat.clicked.connect(self.new_chat_requested)
        self._models.clicked.connect(self.models_requested)
        self._settings.clicked.connect(self.settings_requested)
        self._toggle.clicked.connect(lambda: self.set_collapsed(not self._is_collapsed))
        QShortcut(QKeySequence.StandardKey.New, self, self.new_chat_requested.emit)
        QShortcut(QKeySequence(_MODELS_KEYS), self, self.models_requested.emit)
        self._list.chosen.connect(self.conversation_chosen)
        self._list.delete_requested.connect(self.delete_requested)
        self._list.edit_ended.connect(self._take_waiting)
        self._model.renamed.connect(self._rename)
        self._theme_manager.changed.connect(self._tint)
        self._midnight.timeout.connect(self._start_day)

    def _download_strip(self) -> DownloadStrip:
        if self._strip is None:
            from desktop_chat.ui.sidebar.download_strip import (  # noqa: PLC0415  not needed for a start
                DownloadStrip,
            )

            self._strip = DownloadStrip(self._theme_manager, self)
            self._strip.set_narrow(self._is_collapsed)
            self._strip.clicked.connect(self.models_requested)
            self._strip.pause_requested.connect(self.pause_requested)
            self._strip.resume_requested.connect(self.resume_requested)
            column = self.layout()
            column.insertWidget(column.indexOf(self._models), self._strip)
            self.setTabOrder(self._pages, self._strip)
        return self._strip

    def _side_button(self, icon_name: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "side")
        button.setProperty("iconName", icon_name)
        button.setIconSize(QSize(20, 20))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _name(self, button: QPushButton, text: str, hint: str) -> None:
        button.setText("" if self._is_collapsed else f"  {text}")
        button.setAccessibleName(text)
        button.setToolTip(hint)

    def _tint(self) -> None:
        for button in (self._new_chat, self._models, self._settings):
            button.setIcon(self._theme_manager.icon(button.property("iconName")))

    def _set_width_limits(self) -> None:
        self.setMinimumWidth(_COLLAPSED if self._is_collapsed else _NARROWEST)
        self.setMaximumWidth(_COLLAPSED if self._is_collapsed else _WIDEST)

    def _rename(self, conversation_id: int, title: str) -> None:
        if self._waiting is not None:
            self._waiting = retitled(self._waiting, conversation_id, title)
        self.rename_requested.emit(conversation_id, title)

    def _take_waiting(self) -> None:
        if self._waiting is not None:
            self.set_conversations(self._waiting)

    def _wait_for_midnight(self) -> None:
        midnight = datetime.combine(date.today() + timedelta(days=1), datetime.min.time())
        seconds = (midnight - datetime.now()).total_seconds() + 1
        self._midnight.start(round(seconds * 1000))

    def _start_day(self) -> None:
        self._model.regroup()
        self._list.set_open(self._open_id)
        self._wait_for_midnight()
