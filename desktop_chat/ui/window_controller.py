"""Connects the window with the services: what the user does, and what is shown of what happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_chat import __version__
from desktop_chat.chat.messages import Conversation, ConversationSummary, Draft, Message
from desktop_chat.engine.protocol import ChatMessage, GenerateOptions, Rendered
from desktop_chat.faults import Fault
from desktop_chat.models.library import KnownModel
from desktop_chat.ui.conversation_controller import ContextUse
from desktop_chat.ui.engine_service import ModelStatus
from desktop_chat.ui.fault_banner import FaultBanner
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.models.model_rows import ModelRows
from desktop_chat.ui.services import Services
from desktop_chat.ui.widgets.banner import BannerAction
from desktop_chat.ui.widgets.dialogs import show_dialog
from desktop_chat.ui.widgets.menu import Menu
from desktop_chat.ui.window_state import WindowState, from_text, to_text

if TYPE_CHECKING:
    from desktop_chat.ui.models.template_dialog import TemplateDialog

_CHOOSE_AGAIN: Final = {
    "file_missing",
    "drive_gone",
    "file_unreadable",
    "not_gguf",
    "truncated",
    "damaged",
    "unsupported_version",
    "unsupported_architecture",
    "unsupported_model",
    "will_not_fit",
    "no_model",
}
_LOAD_AGAIN: Final = {
    "crashed_last_time",
    "engine_crashed_loading",
    "engine_crashed",
    "engine_missing",
    "out_of_memory",
    "context_will_not_fit",
    "load_failed",
}


class WindowController(QObject):
    """Runs one window.

    Signals:
        settings_requested: the user wants to change settings.
        models_requested: the user wants to see the window of models.
        import_requested: the user wants to use models of other apps.
        state_changed: (WindowState) this is to be kept for the next start.
    """

    settings_requested = Signal()
    models_requested = Signal()
    import_requested = Signal()
    state_changed = Signal(object)

    def __init__(self, window: MainWindow, rows: ModelRows, services: Services, state: WindowState) -> None:
        super().__init__(window)
        self._window = window
        self._rows = rows
        self._logs_folder = services.paths.logs
        self._translations = services.translations
        self._store = services.store
        self._library = services.library
        self._engines = services.engines
        self._conversation = services.conversation
        self._state = state
        self._new_draft = state.new_chat_draft
        self._is_restoring = False
        self._unloadable = ""  # the model whose load ended badly: typing alone does not try it again
        self._faults = FaultBanner(window.banner, self._actions_for)
        self._template_dialog: TemplateDialog | None = None
        self._restore_place()
        window.show_transcript(state.conversation is not None)
        self._connect_views()
        self._connect_services()
        self._add_shortcuts()
        self._show_model()
        window.empty_state.set_has_model(bool(state.model))

    def start(self, *, open_model: str, crashed_model: str, load: bool) -> None:
        """Put back what was open, once the store and the library are read.

        `open_model`: a file to open now, or nothing. `crashed_model`: the one whose load ended the last run.
        `load`: whether the model is made ready at once.
        """
        was_open = None if open_model else self._state.conversation
        self._is_restoring = was_open is not None
        self._conversation.new(self._state.model)
        self._is_restoring = False
        if was_open is not None:
            self._conversation.open(was_open)
        if open_model:
            self._library.add(open_model)
        elif crashed_model:
            self._unloadable = crashed_model
            self.show_fault(Fault("crashed_last_time", {"name": Path(crashed_model).name}))
        elif load and self._state.model:
            self._conversation.prepare_model()

    def open_model_file(self) -> None:
        """Let the user choose a model file on disk."""
        dialog = QFileDialog(self._window, self.tr("Open a model file"), self._state.folder)
        dialog.setNameFilters([self.tr("Models (*.gguf)"), self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_selected)
        show_dialog(dialog)

    def add_model(self, path: str) -> None:
        """Take a model file the user gave, and use it."""
        if path:
            self._library.add(path)

    def chat_with(self, path: str) -> None:
        """Begin a conversation with a model, in front of other windows."""
        self._new_chat()
        self._conversation.choose_model(path)
        self.raise_window()

    def raise_window(self) -> None:
        """Bring the window to the front."""
        window = self._window
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    # ---- connections

    def _restore_place(self) -> None:
        if self._state.geometry:
            self._window.restoreGeometry(from_text(self._state.geometry))
        if self._state.layout:
            self._window.splitter.restoreState(from_text(self._state.layout))
        self._window.sidebar.set_collapsed(not self._state.is_sidebar_shown)

    def _connect_views(self) -> None:
        window, conversation = self._window, self._conversation
        window.closing.connect(self._on_closing)
        window.sidebar.new_chat_requested.connect(self._new_chat)
        window.sidebar.conversation_chosen.connect(self._open_conversation)
        window.sidebar.rename_requested.connect(conversation.rename)
        window.sidebar.delete_requested.connect(self._delete)
        window.sidebar.settings_requested.connect(self.settings_requested)
        window.top_bar.cancel_requested.connect(lambda: self._engines.cancel_load(conversation.model))
        window.top_bar.menu_requested.connect(self._show_menu)
        window.top_bar.models_requested.connect(self._show_models)
        window.switcher.model_chosen.connect(conversation.choose_model)
        window.switcher.open_requested.connect(self.open_model_file)
        window.switcher.unload_requested.connect(self._engines.unload)
        window.switcher.template_requested.connect(self.show_template)
        window.switcher.remove_requested.connect(self._library.forget)
        window.sidebar.models_requested.connect(self.models_requested)
        window.switcher.models_requested.connect(self.models_requested)
        first_model = window.empty_state.first_model
        first_model.open_file_requested.connect(self.open_model_file)
        first_model.models_requested.connect(self.models_requested)
        first_model.import_requested.connect(self.import_requested)
        window.empty_state.file_dropped.connect(lambda path: window.composer.take_files([path]))
        window.empty_state.starter_chosen.connect(self._use_starter)
        window.composer.send_requested.connect(self._send)
        window.composer.stop_requested.connect(conversation.stop)
        window.composer.draft_changed.connect(self._on_draft)
        window.composer.typing_began.connect(self._on_typing)
        window.composer.model_dropped.connect(self.add_model)
        window.composer.edit_last_requested.connect(self._edit_last)
        window.composer.edit_submitted.connect(lambda id_, draft: conversation.edit(id_, draft.text))
        window.transcript.retry_requested.connect(conversation.retry)
        window.transcript.edit_requested.connect(self._begin_edit)
        window.transcript.sibling_chosen.connect(conversation.choose_sibling)
        window.transcript.link_activated.connect(self.ask_to_open)

    def _connect_services(self) -> None:
        window, conversation = self._window, self._conversation
        conversation.opened.connect(self._on_opened)
        conversation.conversations_changed.connect(self._on_conversations)
        conversation.messages_added.connect(self._on_messages_added)
        conversation.branch_changed.connect(self._on_branch)
        conversation.reply_began.connect(window.transcript.begin_reply)
        conversation.reply_text.connect(
            lambda text, channel: window.transcript.append_delta(text, channel, self._newest_id())
        )
        conversation.reply_progress.connect(
            lambda done, total: window.transcript.set_prompt_progress(done, total, self._newest_id())
        )
        conversation.reply_ended.connect(window.transcript.finish_reply)
        conversation.generating_changed.connect(window.composer.set_generating)
        conversation.model_changed.connect(self._on_model_changed)
        conversation.context_changed.connect(self._on_context)
        conversation.failed.connect(self.show_fault)
        conversation.send_refused.connect(self._on_send_refused)
        self._store.failed.connect(self.show_fault)
        self._library.changed.connect(self._on_library_changed)
        self._library.added.connect(self._on_model_added)
        self._library.refused.connect(self.show_fault)
        self._engines.status_changed.connect(self._on_status)
        self._engines.load_failed.connect(self._on_load_failed)
        self._engines.rendered.connect(self._on_rendered)
        self._translations.changed.connect(self._faults.say_again)

    def _add_shortcuts(self) -> None:
        window = self._window
        for keys, call in (
            (QKeySequence.StandardKey.Open, self.open_model_file),
            ("Ctrl+M", window.top_bar.models_requested.emit),
            ("Ctrl+Shift+S", self._toggle_sidebar),
            ("Ctrl+,", self.settings_requested.emit),
            (QKeySequence.StandardKey.Quit, window.close),
        ):
            window.add_shortcut(keys).triggered.connect(lambda _=False, call=call: call())

    # ---- conversations

    def _new_chat(self) -> None:
        self._keep_draft()
        self._conversation.new(self._conversation.model)

    def _open_conversation(self, conversation_id: int) -> None:
        self._keep_draft()
        self._conversation.open(conversation_id)

    def _keep_draft(self) -> None:
        self._window.composer.flush_draft()

    def _delete(self, conversation_id: int) -> None:
        self._conversation.delete(conversation_id)
        self._window.toast.show_message(
            self.tr("Conversation deleted."),
            self.tr("Undo"),
            lambda: self._conversation.restore(conversation_id),
        )

    def _on_opened(self, conversation: Conversation | None, messages: list[Message]) -> None:
        if self._is_restoring:
            return  # what was open follows: neither shown nor kept is an empty one
        window = self._window
        window.sidebar.set_current(conversation.id if conversation else None)
        window.transcript.set_messages(messages)
        window.show_transcript(bool(messages))
        window.composer.history.set_texts([each.text for each in messages if each.role == "user"])
        attachments = conversation.draft_attachments if conversation else ()
        window.composer.set_draft(Draft(conversation.draft if conversation else self._new_draft, attachments))
        window.composer.setFocus()
        window.setWindowTitle(_window_title(conversation.title if conversation else ""))
        self._tell_state()

    def _on_conversations(self, conversations: list[ConversationSummary]) -> None:
        self._window.sidebar.set_conversations(conversations)
        opened = self._conversation.conversation
        titles = {each.id: each.title for each in conversations}
        if opened is not None and opened.id in titles:
            self._window.setWindowTitle(_window_title(titles[opened.id]))

    def _on_messages_added(self, messages: list[Message]) -> None:
        for message in messages:
            self._window.transcript.append_message(message)
        self._window.show_transcript(True)
        conversation = self._conversation.conversation
        if conversation is not None:
            self._window.sidebar.set_current(conversation.id)
            self._window.setWindowTitle(_window_title(conversation.title))
            self._tell_state()

    def _on_branch(self, messages: list[Message]) -> None:
        self._window.transcript.set_messages(messages)
        self._window.show_transcript(bool(messages))

    # ---- sending

    def _send(self, draft: Draft) -> None:
        if self._conversation.is_generating:
            self._window.composer.set_draft(draft)
            return
        if self._conversation.conversation is None:
            self._new_draft = ""
        self._conversation.send(draft.text)

    def _on_send_refused(self, text: str, fault: Fault) -> None:
        self._window.composer.set_text(text)
        self.show_fault(fault)

    def _on_draft(self, draft: Draft) -> None:
        text = draft.text
        if self._conversation.conversation is None:
            self._new_draft = text
            self._tell_state()
        self._conversation.set_draft(text)

    def _on_typing(self) -> None:
        """Make the model ready for what is being typed, but never at the cost of a reply being written."""
        model = self._conversation.model
        is_cold = self._engines.status(model).state == "cold"
        if is_cold and model != self._unloadable and not self._conversation.is_busy:
            self._conversation.prepare_model()

    def _use_starter(self, text: str) -> None:
        self._window.composer.set_text(text)
        self._on_typing()

    def _begin_edit(self, message_id: int) -> None:
        message = next((m for m in self._conversation.messages if m.id == message_id), None)
        if message is not None:
            self._window.composer.begin_edit(message.id, Draft(message.text, message.attachments))

    def _edit_last(self) -> None:
        asked = [message for message in self._conversation.messages if message.role == "user"]
        if asked and not self._conversation.is_generating:
            self._begin_edit(asked[-1].id)

    def _on_context(self, use: ContextUse | None) -> None:
        tokens, context_tokens = (use.tokens, use.context_tokens) if use else (None, 0)
        self._window.meter.set_use(tokens, context_tokens)
        self._window.composer.set_context_use(tokens, context_tokens)
        messages = self._conversation.messages
        dropped = use.dropped_messages if use else 0
        first_read = messages[dropped].id if 0 < dropped < len(messages) else None
        self._window.transcript.set_first_read(first_read, use.context_tokens if use else 0)

    def _newest_id(self) -> int:
        return self._conversation.messages[-1].id

    # ---- models

    def _on_file_selected(self, path: str) -> None:
        self._state = msgspec.structs.replace(self._state, folder=str(Path(path).parent))
        self.add_model(path)

    def _on_model_added(self, model: KnownModel) -> None:
        self._conversation.choose_model(model.path)

    def _on_library_changed(self, models: list[KnownModel]) -> None:
        self._rows.set_models(models)
        if models:  # nothing is offered beside them
            self._window.empty_state.first_model.set_offer(None)
        self._show_model()

    def _on_model_changed(self, path: str) -> None:
        self._faults.solve({"no_model"})
        self._rows.set_chosen(path)
        self._show_model()

    def _on_status(self, path: str, status: ModelStatus) -> None:
        self._rows.set_status(path, status)
        if path == self._conversation.model:
            self._show_model()
        if status.state == "ready":
            self._unloadable = ""
            self._faults.solve(_CHOOSE_AGAIN | _LOAD_AGAIN)
            if status.loaded is not None and status.loaded.notice is not None:
                self._faults.show(status.loaded.notice)
            self._library.touch(path)
            self._refresh_template_dialog()

    def _on_load_failed(self, path: str, _fault: Fault) -> None:
        self._unloadable = path

    def _show_models(self) -> None:
        self._window.switcher.show_below(self._window.top_bar.model_button, self._conversation.model)

    def _show_model(self) -> None:
        path = self._conversation.model
        row = self._rows.row(path)
        name = row.title if row else Path(path).stem
        self._window.top_bar.set_model(name, self._engines.status(path))
        self._window.empty_state.set_has_model(bool(path))
        self._window.composer.set_model_name(name)

    # ---- template

    def show_template(self, path: str, above: QWidget | None = None) -> None:
        """Show the chat template of a model, and what a ready one makes of it, above this window or another."""
        # A start does not need these.
        from desktop_chat.engine.families import families  # noqa: PLC0415
        from desktop_chat.ui.models.template_dialog import TemplateDialog  # noqa: PLC0415

        dialog = TemplateDialog(
            self._window.theme_manager, families(), self._translations.language, above or self._window
        )
        dialog.setProperty("model", path)
        dialog.template_chosen.connect(self._on_template_chosen)
        dialog.finished.connect(self._forget_template_dialog)
        self._template_dialog = dialog
        dialog.set_wanted(self._library.template(path))
        self._refresh_template_dialog()
        show_dialog(dialog)

    def _on_template_chosen(self, name: str) -> None:
        if self._template_dialog is not None:
            path = self._template_dialog.property("model")
            self._library.set_template(path, name)
            self._engines.set_template(path, name)
            self._refresh_template_dialog()

    def _refresh_template_dialog(self) -> None:
        if self._template_dialog is None:
            return
        path = self._template_dialog.property("model")
        loaded = self._engines.status(path).loaded
        self._template_dialog.set_in_use(loaded.info.template if loaded else None)
        if loaded is not None:
            example = (
                ChatMessage("system", self.tr("You are helpful.")),
                ChatMessage("user", self.tr("Hello!")),
            )
            self._engines.render(path, example, GenerateOptions())

    def _on_rendered(self, path: str, rendered: Rendered) -> None:
        if self._template_dialog is not None and self._template_dialog.property("model") == path:
            self._template_dialog.set_preview(rendered.text)

    def _forget_template_dialog(self) -> None:
        self._template_dialog = None

    # ---- faults, menus, the end

    def show_fault(self, fault: Fault) -> None:
        """Tell the user what went wrong, above the conversation."""
        self._faults.show(fault)

    def _actions_for(self, fault: Fault) -> list[BannerAction]:
        if fault.code in _CHOOSE_AGAIN:
            return [
                BannerAction(self.tr("Models…"), self.models_requested.emit),
                BannerAction(self.tr("Open a model file…"), self.open_model_file),
            ]
        actions = []
        if fault.code == "context_will_not_fit":
            actions.append(BannerAction(self.tr("Settings…"), self.settings_requested.emit))
        if fault.code in _LOAD_AGAIN:
            actions.append(BannerAction(self.tr("Try again"), self._conversation.prepare_model))
        return actions

    def _toggle_sidebar(self) -> None:
        self._window.sidebar.set_collapsed(not self._window.sidebar.is_collapsed)

    def _show_menu(self) -> None:
        menu = Menu(self._window.theme_manager, self._window)
        path = self._conversation.model
        if self._conversation.conversation is not None:
            menu.add("sliders", self.tr("Instructions for this conversation…"), self._edit_system_prompt)
        if path:
            menu.add("chat", self.tr("Chat template…"), lambda: self.show_template(path))
        menu.addSeparator()
        menu.add("settings", self.tr("Settings…"), self.settings_requested.emit, keys=_shown("Ctrl+,"))
        menu.add("log", self.tr("Open the log folder"), self._open_logs)
        menu.add("info", self.tr("About Desktop Chat"), self._show_about)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self._window.top_bar.menu_button
        corner = button.mapToGlobal(button.rect().bottomRight())
        corner.setX(corner.x() - menu.sizeHint().width())
        menu.popup(corner)

    def _edit_system_prompt(self) -> None:
        conversation = self._conversation.conversation
        if conversation is not None:
            from desktop_chat.ui.system_prompt_dialog import (  # noqa: PLC0415  not needed for a start
                SystemPromptDialog,
            )

            dialog = SystemPromptDialog(conversation.system_prompt, self._window)
            dialog.text_accepted.connect(self._conversation.set_system_prompt)
            show_dialog(dialog)

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logs_folder)))

    def _show_about(self) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About Desktop Chat"))
        box.setText(self.tr("Desktop Chat {version}").format(version=__version__))
        box.setInformativeText(
            self.tr("Chat with a language model on your own PC. Nothing you write leaves it.")
        )
        show_dialog(box)

    def ask_to_open(self, url: QUrl) -> None:
        """Open an address in the browser, if the user says so."""
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("Open a link"))
        box.setText(self.tr("Open this address in your browser?"))
        box.setInformativeText(url.toDisplayString())
        box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(lambda button: _open_if(box, button, lambda: QDesktopServices.openUrl(url)))
        show_dialog(box)

    def _on_closing(self) -> None:
        self._keep_draft()
        self._conversation.close()
        self._tell_state()

    def _tell_state(self) -> None:
        window, conversation = self._window, self._conversation.conversation
        self.state_changed.emit(
            msgspec.structs.replace(
                self._state,
                geometry=to_text(window.saveGeometry().data()),
                layout=to_text(window.splitter.saveState().data()),
                is_sidebar_shown=not window.sidebar.is_collapsed,
                conversation=conversation.id if conversation else None,
                model=self._conversation.model,
                new_chat_draft=self._new_draft,
            )
        )


def _window_title(title: str) -> str:
    return f"{title} – Desktop Chat" if title else "Desktop Chat"


def _open_if(box: QMessageBox, button: object, call: Callable[[], object]) -> None:
    if box.standardButton(button) == QMessageBox.StandardButton.Open:
        call()


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
