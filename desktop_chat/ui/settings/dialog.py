"""The settings: pages at the left, live where possible, with an offer to load the model again where not."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QSize, Signal, SignalInstance
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.engine.protocol import Ready
from desktop_chat.faults import Fault
from desktop_chat.paths import Paths
from desktop_chat.settings import Settings
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.settings.downloads_page import DownloadsPage
from desktop_chat.ui.settings.form import Form
from desktop_chat.ui.settings.pages import Pages
from desktop_chat.ui.settings.storage_page import StoragePage
from desktop_chat.ui.settings.values import Place, default, read, replaced
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import resize_within
from desktop_chat.ui.widgets.lines import line
from desktop_chat.ui.widgets.nav_list import NavList

_SIZE = QSize(780, 620)
_NAV_WIDTH = 184
_WIDEST_NAV = 300
_LIVE_ENGINE_VALUES = ("keep_models", "load_on_start", "threads", "prompt_threads")

Page = Literal["replies", "chat", "engine", "downloads", "appearance", "storage"]
_PAGES: Final[tuple[Page, ...]] = ("replies", "chat", "engine", "downloads", "appearance", "storage")


class SettingsDialog(QDialog):
    """Lets the user change settings; every change is told at once.

    Signals:
        settings_changed: (Settings).
        reload_requested: the resident models are to be loaded again with the settings of now.
        move_requested: (folder) downloaded models are to move there; answered by `set_move_progress`, then
            `end_move`.
        move_cancelled: they are to stay.
        token_state_requested: the page that shows it is open; answered by `set_token`.
        token_entry_requested: the user wants to enter an access token.
        token_forgotten: the one there is is to be forgotten; answered by `set_token`.
        export_requested, import_requested, backups_requested: the user wants to do this; the dialog is closed.
    """

    settings_changed = Signal(object)
    reload_requested = Signal()
    move_requested = Signal(str)
    move_cancelled = Signal()
    token_state_requested = Signal()
    token_entry_requested = Signal()
    token_forgotten = Signal()
    export_requested = Signal()
    import_requested = Signal()
    backups_requested = Signal()

    def __init__(
        self,
        settings: Settings,
        paths: Paths,
        model_files: list[str],
        *,
        machine: Ready | None = None,
        has_resident: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._paths = paths
        self._model_files = model_files
        self._machine = machine
        self._has_resident = has_resident
        self._move: tuple[int, int] | None = None
        self._token: tuple[bool, bool] | None = None
        self._has_asked_for_token = False
        self._before: Settings | None = None  # what the defaults that were just restored replaced
        self._nav = NavList(self)
        self._pages = QStackedWidget(self)
        self._nav.currentRowChanged.connect(self._on_page)
        self._reload = self._build_reload_bar()
        self._restore = QPushButton(self)
        self._restore.setProperty("kind", "quiet")
        self._restore.clicked.connect(self._restore_page)
        self._done = QPushButton(self)
        self._done.setProperty("kind", "primary")
        self._done.clicked.connect(self.accept)
        for button in (self._restore, self._done, self._reload_button):
            button.setAutoDefault(False)  # Enter belongs to the field being edited
        self._lay_out()
        resize_within(self, _SIZE)
        self._fill()

    def show_refusal(self, sentence: str) -> None:
        """Say why the settings could not be kept."""
        self._reload_text.setText(sentence)
        self._reload_button.hide()
        self._reload.show()

    def show_page(self, page: Page) -> None:
        """Turn to a page."""
        self._nav.setCurrentRow(_PAGES.index(page))

    def set_move_progress(self, done: int, total: int) -> None:
        """Show how many bytes of the models are moved."""
        self._move = (done, total)
        self._downloads.folder.set_progress(self._move)

    def end_move(self, settings: Settings, fault: Fault | None = None) -> None:
        """Show where the models are now, by the settings that hold from now on, and what went wrong."""
        self._move = None
        self._settings = settings
        self._downloads.folder.set_progress(None)
        self._downloads.folder.set_folder(self._models_folder())
        if fault is not None:
            self._downloads.folder.say(sentence(fault), "danger")
        else:
            self._downloads.folder.say(self.tr("Downloaded models are kept here now."), "success")

    def set_token(self, has_token: bool, is_lasting: bool) -> None:
        """Show whether there is an access token, and whether it outlives the app."""
        self._token = (has_token, is_lasting)
        self._downloads.token.set_state(has_token, is_lasting)

    def done(self, result: int) -> None:
        """Close, once the sizes being added up are known."""
        self._close_storage()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(3 * SPACING, SPACING + 4, 3 * SPACING, SPACING + 4)
        buttons.addWidget(self._restore)
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._pages, 1)
        right.addWidget(self._reload)
        right.addWidget(line())
        right.addLayout(buttons)
        left = QVBoxLayout()
        left.setContentsMargins(SPACING, 2 * SPACING, SPACING, SPACING)
        left.addWidget(self._nav)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addLayout(right, 1)

    def _build_reload_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setProperty("role", "banner")
        self._reload_text = QLabel()
        self._reload_text.setWordWrap(True)
        self._reload_button = QPushButton()
        self._reload_button.clicked.connect(self._on_reload)
        row = QHBoxLayout(bar)
        row.addWidget(self._reload_text, 1)
        row.addWidget(self._reload_button)
        bar.hide()
        return bar

    def _fill(self) -> None:
        """Build the pages in the language in use; the current one stays current."""
        current = max(0, self._pages.currentIndex())
        self._close_storage()
        while self._pages.count():
            old = self._pages.widget(0)
            self._pages.removeWidget(old)
            old.deleteLater()
        self.setWindowTitle(self.tr("Settings"))
        self._nav.setAccessibleName(self.tr("Pages"))
        self._offer_undo(None)
        self._done.setText(self.tr("Done"))
        self._reload_text.setText(self.tr("Some changes take effect when the model is loaded again."))
        self._reload_button.setText(self.tr("Load again now"))
        pages = Pages()
        self._storage = StoragePage(self._paths, self._model_files)
        self._storage.export_requested.connect(lambda: self._leave_for(self.export_requested))
        self._storage.import_requested.connect(lambda: self._leave_for(self.import_requested))
        self._storage.backups_requested.connect(lambda: self._leave_for(self.backups_requested))
        self._downloads = self._build_downloads()
        forms = (
            pages.generation_page(),
            pages.chat_page(),
            pages.engine_page(self._machine),
            self._downloads,
            pages.appearance_page(),
            self._storage,
        )
        for form in forms:
            self._pages.addWidget(form)
            form.show_settings(self._settings)
            for editor in form.editors:
                editor.changed.connect(self._on_changed)
        titles = [
            self.tr("Replies"),
            self.tr("Chat"),
            self.tr("Models and engine"),
            self.tr("Downloads"),
            self.tr("Appearance"),
            self.tr("Storage"),
        ]
        self._order_keys()
        self._nav.set_pages(titles)
        self._nav.setFixedWidth(min(max(_NAV_WIDTH, self._nav.sizeHintForColumn(0) + SPACING), _WIDEST_NAV))
        self._nav.setCurrentRow(current)
        self._pages.setCurrentIndex(current)

    def _order_keys(self) -> None:
        """Let Tab come to the buttons below the pages after these."""
        before = self._nav.previousInFocusChain()  # the newest page's last
        for button in (self._reload_button, self._restore, self._done):
            self.setTabOrder(before, button)
            before = button

    def _build_downloads(self) -> DownloadsPage:
        page = DownloadsPage(is_portable=self._paths.is_portable)
        page.folder.move_requested.connect(self.move_requested)
        page.folder.move_cancelled.connect(self.move_cancelled)
        page.token.entry_requested.connect(self.token_entry_requested)
        page.token.token_forgotten.connect(self.token_forgotten)
        page.folder.set_folder(self._models_folder())
        page.folder.set_progress(self._move)
        if self._token is not None:
            page.token.set_state(*self._token)
        return page

    def _leave_for(self, wanted: SignalInstance) -> None:
        self.accept()
        wanted.emit()

    def _models_folder(self) -> str:
        return self._settings.storage.models_folder or str(self._paths.models)

    def _on_page(self, row: int) -> None:
        self._pages.setCurrentIndex(row)
        self._offer_undo(None)
        if _PAGES[row] == "downloads" and not self._has_asked_for_token:
            self._has_asked_for_token = True
            self.token_state_requested.emit()

    def _close_storage(self) -> None:
        if self._pages.count():
            self._storage.close_work()

    def _on_changed(self, place: Place, value: object) -> None:
        self._offer_undo(None)
        self._use(replaced(self._settings, place, value))
        if self._has_resident and place[0] == "engine" and place[-1] not in _LIVE_ENGINE_VALUES:
            self._reload.show()

    def _restore_page(self) -> None:
        form = self._pages.currentWidget()
        assert isinstance(form, Form)
        if self._before is not None:
            self._use(self._before)
            form.show_settings(self._before)
            self._offer_undo(None)
            return
        settings = self._settings
        for editor in form.editors:
            if read(settings, editor.place) != default(editor.place):
                settings = replaced(settings, editor.place, default(editor.place))
        before = self._settings
        self._use(settings)
        form.show_settings(settings)
        if settings != before:
            self._offer_undo(before)

    def _offer_undo(self, before: Settings | None) -> None:
        """Let the button bring the values back that restoring the defaults replaced, or restore them again."""
        self._before = before
        undo, restore = self.tr("Undo restoring the defaults"), self.tr("Restore this page's defaults")
        self._restore.setText(restore if before is None else undo)

    def _use(self, settings: Settings) -> None:
        self._settings = settings
        self.settings_changed.emit(settings)

    def _on_reload(self) -> None:
        self._reload.hide()
        self.reload_requested.emit()
