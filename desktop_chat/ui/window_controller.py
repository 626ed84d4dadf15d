"""One window as a whole: its parts, what was open in it, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.messages import Conversation
from desktop_chat.faults import Fault
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.conversation_surface import ConversationSurface
from desktop_chat.ui.exchange.surface import ExchangeSurface
from desktop_chat.ui.fault_surface import FaultSurface, Remedies
from desktop_chat.ui.finding import Finding
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.links.opening import LinkOpening
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.model_surface import ModelSurface
from desktop_chat.ui.models.model_rows import ModelRows
from desktop_chat.ui.on_screen import bring_on_screen, fit_to_screen
from desktop_chat.ui.palette.controller import PaletteController
from desktop_chat.ui.personas.surface import PersonaSurface
from desktop_chat.ui.services import Services
from desktop_chat.ui.sidebar.controller import SidebarController
from desktop_chat.ui.window_menu import WindowMenu
from desktop_chat.ui.window_state import WindowState, from_text, to_text

if TYPE_CHECKING:
    from desktop_chat.ui.chat.empty_state import EmptyState
    from desktop_chat.ui.models.switcher import ModelSwitcher


class WindowController(QObject):
    """Builds a window and runs it.

    Signals:
        settings_requested: the user wants to change settings.
        models_requested: the user wants to see the window of models.
        import_requested: the user wants to use models of other apps.
        network_settings_requested: the user wants to change how the hub is reached.
        backups_requested: the user wants to see the backups.
        help_requested: (topic) the user wants to see this about the app: about, check or updates.
        window_requested: (conversation id or None) one more window is wanted, with this open in it.
        quit_requested: the app is to end.
        state_changed: (WindowState) this is to be kept for the next start.
        closing: the user closes the window; what is in it is kept.
    """

    settings_requested = Signal()
    models_requested = Signal()
    import_requested = Signal()
    network_settings_requested = Signal()
    backups_requested = Signal()
    help_requested = Signal(str)
    window_requested = Signal(object)
    quit_requested = Signal()
    state_changed = Signal(object)
    closing = Signal()

    def __init__(self, services: Services, state: WindowState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._state = state
        self._is_reopened = False
        self._is_started = False  # until then nothing is to be kept
        rows = ModelRows(self)
        self.window = window = MainWindow(services.theme_manager, rows)
        self.conversation = ConversationController(
            services.store,
            services.engines,
            services.turns,
            services.drafts,
            template_for=services.library.template,
            parent=self,
        )
        self._faults = FaultSurface(
            window.banner,
            Remedies(
                self.models_requested.emit,
                self.open_model_file,
                self.settings_requested.emit,
                self.conversation.prepare_model,
            ),
        )
        self._models = ModelSurface(window, rows, self.conversation, services, self._faults)
        self._surface = ConversationSurface(
            window, rows, self.conversation, services, is_unloadable=self._models.is_unloadable
        )
        self._personas = PersonaSurface(window, self.conversation, services)
        self._exchange = ExchangeSurface(window, self.conversation, services)
        self._menu = WindowMenu(
            window, self.conversation, self._personas, self._exchange, services.paths.logs
        )
        self._finding = Finding(window, self.conversation)
        self._links = LinkOpening(window, window.toast, services.theme_manager, services.trusted_sites)
        self._sidebar = SidebarController(
            window.sidebar, window.toast, services.conversations, services.store
        )
        self.palette = PaletteController(
            window, rows, services.conversations, self._sidebar.carry_out, state.recent_actions
        )
        self.palette.add_source(self._personas.actions)
        self.palette.add_source(self._exchange.actions)
        self.palette.add_source(self._menu.actions)
        self.palette.add_source(self._finding.actions)
        self._restore_place()
        window.show_transcript(state.conversation is not None)
        self._connect_views()
        self._connect_services()

    @property
    def state(self) -> WindowState:
        """What is to be put back at the next start."""
        return self._state

    def reopen(self) -> None:
        """Put back what was open; it is there once the store has read it."""
        if self._state.conversation is not None and not self._is_reopened:
            self._is_reopened = True
            self.conversation.begin_with(self._state.model)
            self.conversation.open(self._state.conversation)

    def start(self, *, open_model: str = "", crashed_model: str = "", load: bool = False) -> None:
        """Begin, once the store and the library are read: with what was open, or with a new conversation.

        `open_model`: a file to open now, or nothing. `crashed_model`: the one whose load ended the last run.
        `load`: whether the model is made ready at once.
        """
        if not open_model:
            self.reopen()
        if open_model or not self._is_reopened:
            self.conversation.begin_with(self._state.model)
            self.conversation.new()
        self._is_started = True
        if open_model:
            self._models.add(open_model)
        elif crashed_model:
            self._models.note_crashed(crashed_model)
        elif load and self._state.model:
            self.conversation.prepare_model()

    def open_model_file(self) -> None:
        """Let the user choose a model file on disk."""
        self._models.open_file(self._state.folder)

    def add_model(self, path: str) -> None:
        """Take a model file the user gave, and use it."""
        self._models.add(path)

    def open(self, conversation_id: int) -> None:
        """Open a conversation where it was left."""
        self._surface.open(conversation_id)

    @property
    def exchange(self) -> ExchangeSurface:
        """What goes out of this window and comes into it."""
        return self._exchange

    def chat_with(self, path: str) -> None:
        """Begin a conversation with a model, in front of other windows."""
        self._surface.new()
        self.conversation.choose_model(path)
        self.raise_window()

    def let_go(self) -> None:
        """Keep what is typed, and forget all that was done: a backup takes the place of all conversations."""
        self._surface.keep()
        self.window.toast.close_now()
        self._sidebar.forget()

    def show_template(self, path: str, above: QWidget | None = None) -> None:
        """Show the chat template of a model, above this window or another."""
        self._models.show_template(path, above)

    def show_fault(self, fault: Fault) -> None:
        """Tell the user what went wrong, above the conversation."""
        self._faults.show(fault)

    def ask_to_open(self, url: QUrl) -> None:
        """Open an address in the browser, if the user says so."""
        self._links.ask(url)

    def end(self) -> None:
        """Be gone, while other windows stay; what is typed in a new conversation is theirs."""
        self.conversation.leave()
        self.window.deleteLater()
        self.deleteLater()

    def raise_window(self) -> None:
        """Bring the window to the front."""
        window = self.window
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    # ---- connections

    def _restore_place(self) -> None:
        state, window = self._state, self.window
        if state.geometry:
            window.restoreGeometry(from_text(state.geometry))
            fit_to_screen(window)
            bring_on_screen(window)
        if state.layout:
            window.splitter.restoreState(from_text(state.layout))
        window.sidebar.set_collapsed(not state.is_sidebar_shown)
        window.sidebar.set_folded(state.folded)

    def _connect_views(self) -> None:
        window, sidebar = self.window, self.window.sidebar
        window.closing.connect(self._on_closing)
        window.placed.connect(self._tell_state)
        window.transcript.link_activated.connect(self.ask_to_open)
        sidebar.new_chat_requested.connect(self._surface.new)
        sidebar.conversation_chosen.connect(self._surface.open)
        sidebar.hit_chosen.connect(self._surface.open_hit)
        sidebar.folded_changed.connect(self._on_folded)
        sidebar.settings_requested.connect(self.settings_requested)
        sidebar.models_requested.connect(self.models_requested)
        self._sidebar.window_requested.connect(self.window_requested.emit)
        self._sidebar.chat_requested.connect(self._surface.new)
        self._sidebar.export_requested.connect(self._exchange.export)
        self._exchange.backups_requested.connect(self.backups_requested)
        self._exchange.failed.connect(self.show_fault)
        self.palette.model_chosen.connect(self.conversation.choose_model)
        self.palette.recent_changed.connect(self._on_recent)
        window.later_switcher.when_made(self._connect_switcher)
        window.later_empty_state.when_made(self._connect_empty_state)
        self._menu.window_requested.connect(lambda: self.window_requested.emit(None))
        self._menu.settings_requested.connect(self.settings_requested)
        self._menu.template_requested.connect(self.show_template)
        self._menu.open_file_requested.connect(self.open_model_file)
        self._menu.help_requested.connect(self.help_requested)
        self._menu.quit_requested.connect(self.quit_requested)
        self._models.folder_chosen.connect(self._on_folder_chosen)

    def _connect_switcher(self, switcher: ModelSwitcher) -> None:
        switcher.open_requested.connect(self.open_model_file)
        switcher.models_requested.connect(self.models_requested)

    def _connect_empty_state(self, empty_state: EmptyState) -> None:
        first_model = empty_state.first_model
        first_model.open_file_requested.connect(self.open_model_file)
        first_model.models_requested.connect(self.models_requested)
        first_model.import_requested.connect(self.import_requested)
        first_model.network_settings_requested.connect(self.network_settings_requested)

    def _connect_services(self) -> None:
        conversation, conversations = self.conversation, self._services.conversations
        conversation.opened.connect(self._on_opened)
        conversation.messages_added.connect(self._on_shown_changed)
        conversation.branch_changed.connect(self._on_shown_changed)
        conversation.model_changed.connect(self._tell_state)
        conversation.failed.connect(self.show_fault)
        conversation.conversation_made.connect(lambda _made: conversations.refresh())
        conversations.changed.connect(self._show_title)
        self._services.marks.changed.connect(self.window.sidebar.set_marks)
        self.window.sidebar.set_marks(self._services.marks.marks)
        conversations.deleted.connect(conversation.forget)
        self._services.translations.changed.connect(self._faults.say_again)

    # ---- what is shown and kept

    def _on_opened(self, conversation: Conversation | None, _messages: list) -> None:
        self._show_current(conversation)

    def _on_shown_changed(self) -> None:
        self._show_current(self.conversation.conversation)

    def _show_current(self, conversation: Conversation | None) -> None:
        self.window.sidebar.set_current(conversation.id if conversation else None)
        self._show_title()
        self._tell_state()

    def _show_title(self) -> None:
        conversation = self.conversation.conversation
        listed = self._services.conversations.find(conversation.id) if conversation else None
        title = listed.title if listed else conversation.title if conversation else ""
        self.window.setWindowTitle(f"{apart(title)} – Desktop Chat" if title else "Desktop Chat")

    def _on_folded(self, folders: tuple[int, ...]) -> None:
        self._state = replace(self._state, folded=folders)
        self._tell_state()

    def _on_recent(self, actions: tuple[str, ...]) -> None:
        self._state = replace(self._state, recent_actions=actions)
        self._tell_state()

    def _on_folder_chosen(self, folder: str) -> None:
        self._state = replace(self._state, folder=folder)

    def _on_closing(self) -> None:
        self._surface.keep()
        self._tell_state()
        self.closing.emit()

    def _tell_state(self) -> None:
        if not self._is_started:
            return
        window, conversation = self.window, self.conversation.conversation
        self._state = replace(
            self._state,
            geometry=to_text(window.saveGeometry().data()),
            layout=to_text(window.splitter.saveState().data()),
            is_sidebar_shown=not window.sidebar.is_collapsed,
            conversation=conversation.id if conversation else None,
            model=self.conversation.model,
        )
        self.state_changed.emit(self._state)
