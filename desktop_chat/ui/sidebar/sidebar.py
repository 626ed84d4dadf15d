"""The side of the window: search, a new chat, the conversations, downloads, models, the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_chat.chat.searching import Hit
from desktop_chat.ui.conversations_service import Listing
from desktop_chat.ui.reply_marks import Marks
from desktop_chat.ui.shortcuts import hinted, sequences
from desktop_chat.ui.sidebar.pane import ConversationPane
from desktop_chat.ui.sidebar.requests import Place
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from desktop_chat.models.hub.download import Download, Progress
    from desktop_chat.ui.sidebar.download_strip import DownloadStrip

WIDTH = 264
"""The width it starts with, in pixels."""
_NARROWEST = 208
_WIDEST = 420
_MOST_GROWTH = 1.4  # with the size of text: the conversation needs room too
_COLLAPSED = 56


class Sidebar(QFrame):
    """Shows what it is given and says what the user wants; it changes nothing itself.

    Signals:
        new_chat_requested(): start a conversation (button, or Ctrl+N).
        conversation_chosen(int): open this conversation.
        requested(object): (Request) do this with conversations or folders.
        undo_requested(): take the last of that back.
        search_asked(object): (SearchQuery) look for this; `show_hits` answers.
        hit_chosen(object, object): (Hit, tuple of texts) open this; the texts are what was found there.
        folded_changed(object): (tuple of ids) these folders do not show what is in them.
        import_requested(): bring in conversations from elsewhere.
        models_requested(): open the window of models (button, Ctrl+Shift+M, or the strip of downloads).
        pause_requested(str), resume_requested(str): this download is to stop, or to go on.
        settings_requested(): open the settings.
        collapsed_changed(bool): it is a strip of icons now, or whole again.
    """

    new_chat_requested = Signal()
    conversation_chosen = Signal(int)
    requested = Signal(object)
    undo_requested = Signal()
    search_asked = Signal(object)
    hit_chosen = Signal(object, object)
    folded_changed = Signal(object)
    import_requested = Signal()
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
        self._focused_before: QWidget | None = None  # the search
        self._pane = ConversationPane(theme_manager, today)
        self._strip: DownloadStrip | None = None
        self._build()
        self._connect()
        self._tint()
        self.retranslate()

    @property
    def is_collapsed(self) -> bool:
        """Whether it is a strip of icons."""
        return self._is_collapsed

    @property
    def current_id(self) -> int | None:
        """The conversation that is marked as open."""
        return self._pane.current_id

    def set_listing(self, listing: Listing) -> None:
        """Show these conversations and folders; while a title is being typed they wait until it is done."""
        self._pane.set_listing(listing)

    def set_current(self, conversation_id: int | None) -> None:
        """Mark the conversation that is open; None where a new one is being started."""
        self._pane.set_current(conversation_id)

    def set_marks(self, marks: Marks) -> None:
        """Mark the conversations that are being answered, and those that were answered unseen."""
        self._pane.set_marks(marks)

    def set_folded(self, folded: Sequence[int]) -> None:
        """Show what is in every folder but these."""
        self._pane.set_folded(folded)

    def set_model_names(self, names: Mapping[str, str]) -> None:
        """Call models by these names (by path) where a search is narrowed."""
        self._pane.set_model_names(names)

    def show_hits(self, hits: Sequence[Hit], left: int = 0) -> None:
        """Show what is found, and that `left` messages cannot be found yet, unless the search has been left."""
        if self._search.whole_text.strip():
            self._pane.show_hits(hits, left)

    def show_place(self, place: Place) -> None:
        """Show the archive or the bin, or all conversations again."""
        self.set_collapsed(False)
        self._search.reset()
        self._pane.show_place(place)

    def rename(self, conversation_id: int) -> None:
        """Let a conversation be renamed in place."""
        self.set_collapsed(False)
        self._search.reset()
        self._pane.rename(conversation_id)

    def edit_folder(self, folder_id: int) -> None:
        """Let a folder be named in place."""
        self.set_collapsed(False)
        self._search.reset()
        self._pane.edit_folder(folder_id)

    def search_for(self, text: str) -> None:
        """Look for a text."""
        self._search.setText(text)
        self.begin_search()

    def begin_search(self) -> None:
        """Put the keyboard into the search field."""
        self.set_collapsed(False)
        if not self._search.hasFocus():
            self._focused_before = QApplication.focusWidget()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

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
        for widget in (self._pane, self._search):
            widget.setVisible(not collapsed)
        self._find.setVisible(collapsed)
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
        new_chat, models, settings = self.tr("New chat"), self.tr("Models"), self.tr("Settings")
        self._name(self._new_chat, new_chat, hinted(new_chat, "new-chat"))
        self._name(self._models, models, hinted(models, "models"))
        self._name(self._settings, settings, hinted(settings, "settings"))
        self._toggle.set_label(
            self.tr("Show the conversations") if self._is_collapsed else self.tr("Hide the conversations")
        )
        search = self.tr("Search")
        self._search.setPlaceholderText(search)
        self._search.setAccessibleName(self.tr("Search all conversations"))
        self._search.setToolTip(hinted(self._search.accessibleName(), "search"))
        self._name(self._find, search, self._search.toolTip())

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
        self._find = self._side_button("search")
        self._find.hide()
        self._search = SearchField(self._theme_manager)
        top = QHBoxLayout()
        top.setContentsMargins(4, 0, 0, 0)
        top.setSpacing(4)
        top.addWidget(self._toggle)
        top.addWidget(self._search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        column.setSpacing(4)
        column.addLayout(top)
        column.addSpacing(4)
        column.addWidget(self._new_chat)
        column.addWidget(self._find)
        column.addWidget(self._pane, 1)
        column.addSpacing(SPACING)
        column.addStretch()
        column.addWidget(self._models)
        column.addWidget(self._settings)
        self._set_width_limits()

    def _connect(self) -> None:
        self._new_chat.clicked.connect(self.new_chat_requested)
        self._models.clicked.connect(self.models_requested)
        self._settings.clicked.connect(self.settings_requested)
        self._toggle.clicked.connect(lambda: self.set_collapsed(not self._is_collapsed))
        for shortcut_id, call in (
            ("new-chat", self.new_chat_requested.emit),
            ("models", self.models_requested.emit),
            ("search", self.begin_search),
        ):
            for keys in sequences(shortcut_id):
                QShortcut(keys, self, call)
        self._find.clicked.connect(self.begin_search)
        self._search.typed.connect(self._pane.search)
        self._search.stepped.connect(self._pane.step)
        self._search.entered.connect(self._pane.enter)
        self._search.left.connect(self._leave_search)
        self._pane.chosen.connect(self.conversation_chosen)
        self._pane.requested.connect(self.requested)
        self._pane.undo_requested.connect(self.undo_requested)
        self._pane.search_asked.connect(self.search_asked)
        self._pane.hit_chosen.connect(self.hit_chosen)
        self._pane.folded_changed.connect(self.folded_changed)
        self._pane.import_requested.connect(self.import_requested)
        self._theme_manager.changed.connect(self._tint)
        self._theme_manager.changed.connect(self._set_width_limits)

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
            self.setTabOrder(self._pane, self._strip)
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
        for button in (self._new_chat, self._find, self._models, self._settings):
            button.setIcon(self._theme_manager.icon(button.property("iconName")))

    def _set_width_limits(self) -> None:
        growth = min(max(1.0, self._theme_manager.text_scale), _MOST_GROWTH)
        self.setMinimumWidth(_COLLAPSED if self._is_collapsed else round(_NARROWEST * growth))
        self.setMaximumWidth(_COLLAPSED if self._is_collapsed else round(_WIDEST * growth))

    def _leave_search(self) -> None:
        """Show the list again; the keyboard goes back to where it was."""
        self._search.reset()
        before, self._focused_before = self._focused_before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
