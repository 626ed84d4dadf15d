"""The conversation of one window: its messages, the field below them, and what follows from both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from desktop_chat.chat.messages import Conversation, Draft, Message
from desktop_chat.chat.searching import Hit
from desktop_chat.ui.chat.composer import Edit
from desktop_chat.ui.context_counter import ContextUse
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.models.model_rows import ModelRows
from desktop_chat.ui.services import Services

if TYPE_CHECKING:
    from desktop_chat.ui.chat.empty_state import EmptyState
    from desktop_chat.ui.code_saving import CodeSaving
    from desktop_chat.ui.summarizing import Summarizing


COPIED_SECONDS: Final = 2.5
"""How long it is said that something was copied."""


class ConversationSurface(QObject):
    """Connects the transcript, the composer and the context meter of a window with its conversation.

    `is_unloadable` says of a model whether typing alone should not load it, for that failed.
    """

    def __init__(
        self,
        window: MainWindow,
        rows: ModelRows,
        conversation: ConversationController,
        services: Services,
        *,
        is_unloadable: Callable[[str], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._rows = rows
        self._conversation = conversation
        self._engines = services.engines
        self._replies = services.turns.replies
        self._naming = services.naming
        self._places = services.places
        self._is_unloadable = is_unloadable
        self._terms: tuple[str, ...] = ()  # what was searched for in the conversation that is being opened
        self._edits: dict[int, Edit] = {}  # changes of messages that are not sent, by conversation
        self._code_saving: CodeSaving | None = None
        self._summarizing: Summarizing | None = None
        self._connect_transcript()
        self._connect_composer()
        self._connect_conversation()

    # ---- opening

    def new(self, folder_id: int | None = None) -> None:
        """Begin a conversation with the model of the open one."""
        self.keep()
        self._conversation.new(self._conversation.model, folder_id)

    def open(self, conversation_id: int) -> None:
        """Open a conversation where it was left."""
        self.keep()
        self._conversation.open(conversation_id)

    def open_hit(self, hit: Hit, terms: tuple[str, ...]) -> None:
        """Open a conversation at what was found in it, with the texts that were found marked."""
        self.keep()
        self._terms = terms
        self._conversation.open(hit.conversation_id, hit.message_id)

    def keep(self) -> None:
        """Keep what is typed and where the reader is, before something else is shown."""
        self._window.composer.flush_draft()
        if self._conversation.conversation is not None:
            self._keep_edit(self._conversation.conversation.id)
            self._conversation.keep_place(self._window.transcript.place())

    def _keep_edit(self, conversation_id: int) -> None:
        edit = self._window.composer.edit
        if edit is not None:
            self._edits[conversation_id] = edit

    # ---- connections

    def _connect_transcript(self) -> None:
        transcript, conversation = self._window.transcript, self._conversation
        transcript.retry_requested.connect(conversation.retry)
        transcript.retry_with_requested.connect(self._retry_with)
        transcript.compare_requested.connect(self._compare)
        transcript.continue_requested.connect(conversation.continue_reply)
        transcript.edit_requested.connect(self._begin_edit)
        transcript.branch_requested.connect(conversation.branch_from)
        transcript.delete_requested.connect(conversation.delete_message)
        transcript.sibling_chosen.connect(conversation.choose_sibling)
        transcript.beside_chosen.connect(conversation.choose_beside)
        transcript.beside_closed.connect(conversation.close_beside)
        transcript.save_requested.connect(self._save_code)
        transcript.copied.connect(self._say_copied)

    def _connect_composer(self) -> None:
        composer, conversation = self._window.composer, self._conversation
        composer.send_requested.connect(conversation.send)
        composer.stop_requested.connect(conversation.stop)
        composer.unqueue_requested.connect(conversation.unqueue)
        composer.draft_changed.connect(conversation.set_draft)
        composer.typing_began.connect(self._on_typing)
        composer.field.textChanged.connect(self._naming.note_typing)
        composer.edit_last_requested.connect(self._edit_last)
        composer.edit_submitted.connect(conversation.edit)
        composer.too_long.summarize_requested.connect(self._summarize)
        window = self._window
        window.later_empty_state.when_made(self._connect_empty_state)

    def _connect_empty_state(self, empty_state: EmptyState) -> None:
        empty_state.files_dropped.connect(self._window.files_dropped)
        empty_state.starter_chosen.connect(self._use_starter)

    def _connect_conversation(self) -> None:
        conversation, window = self._conversation, self._window
        conversation.opened.connect(self._on_opened)
        conversation.older_loaded.connect(self._on_older)
        conversation.message_found.connect(self._on_found)
        conversation.messages_added.connect(self._on_added)
        conversation.branch_changed.connect(self._on_branch)
        conversation.message_deleted.connect(self._on_deleted)
        conversation.reply_began.connect(window.transcript.begin_reply)
        conversation.reply_text.connect(window.transcript.append_delta)
        conversation.reply_progress.connect(window.transcript.set_prompt_progress)
        conversation.reply_ended.connect(window.transcript.finish_reply)
        conversation.generating_changed.connect(window.composer.set_generating)
        conversation.queued_changed.connect(window.composer.set_queued)
        conversation.given_back.connect(window.composer.give_back)
        conversation.context_changed.connect(self._on_context)

    # ---- what is shown

    def _on_opened(self, conversation: Conversation | None, messages: list[Message]) -> None:
        window = self._window
        window.transcript.set_messages(messages, self._conversation.beside)
        window.transcript.set_place(conversation.place if conversation else None)
        window.show_transcript(bool(messages))
        window.composer.set_draft(self._conversation.draft)
        edit = self._edits.pop(conversation.id, None) if conversation is not None else None
        if edit is not None:
            window.composer.go_on_editing(edit)
        self._set_history()
        window.composer.setFocus()

    def _on_older(self, messages: list[Message]) -> None:
        self._window.transcript.add_older(messages)
        self._set_history()

    def _on_found(self, message_id: int) -> None:
        terms, self._terms = self._terms, ()
        self._window.transcript.show_message(message_id, terms)

    def _on_added(self, messages: list[Message]) -> None:
        for message in messages:
            self._window.transcript.append_message(message)
        self._window.show_transcript(True)

    def _on_branch(self, messages: list[Message]) -> None:
        self._window.transcript.set_messages(messages, self._conversation.beside)
        self._window.show_transcript(bool(messages))

    def _set_history(self) -> None:
        asked = [each.text for each in self._conversation.messages if each.role == "user"]
        self._window.composer.history.set_texts(asked)

    def _on_deleted(self, conversation_id: int, message_id: int) -> None:
        self._window.toast.offer_undo(
            self.tr("Message deleted."),
            lambda: self._conversation.restore_message(conversation_id, message_id),
        )

    def _on_context(self, use: ContextUse | None) -> None:
        tokens, context_tokens = (use.tokens, use.context_tokens) if use else (None, 0)
        self._window.meter.set_use(tokens, context_tokens)
        self._window.composer.set_context_use(tokens, context_tokens)
        self._window.transcript.set_first_read(use.first_read_id if use else None, context_tokens)

    # ---- what the user does

    def _on_typing(self) -> None:
        """Make the model ready for what is being typed, but never at the cost of a reply being written."""
        model = self._conversation.model
        is_cold = self._engines.status(model).state == "cold"
        if is_cold and not self._is_unloadable(model) and not self._replies:
            self._conversation.prepare_model()

    def _use_starter(self, text: str) -> None:
        composer = self._window.composer
        before = composer.draft()
        composer.set_text(text)
        if before.text.strip():
            words = self.tr("This took the place of what you had typed.")
            composer.offer_undo(words, lambda: composer.set_draft(before))
        self._on_typing()

    def _summarize(self, draft: Draft) -> None:
        if self._summarizing is None:
            from desktop_chat.ui.summarizing import Summarizing  # noqa: PLC0415  not needed for a start

            self._summarizing = Summarizing(
                self._window.composer, self._conversation, self._engines, self._replies
            )
        self._summarizing.begin(draft)

    def _begin_edit(self, message_id: int) -> None:
        message = next((each for each in self._conversation.messages if each.id == message_id), None)
        if message is not None:
            self._window.composer.begin_edit(message.id, Draft(message.text, message.attachments))

    def _edit_last(self) -> None:
        asked = [message for message in self._conversation.messages if message.role == "user"]
        if asked:
            self._begin_edit(asked[-1].id)

    def _retry_with(self, message_id: int) -> None:
        self._choose_model(lambda path: self._conversation.retry_with(message_id, path))

    def _compare(self, _message_id: int) -> None:
        self._choose_model(self._conversation.ask_beside)

    def _choose_model(self, chosen: Callable[[str], None]) -> None:
        from desktop_chat.ui.model_menu import model_menu  # noqa: PLC0415  not needed for a start

        menu = model_menu(self._window.theme_manager, self._rows, chosen, self._window)
        menu.popup(self._below_focus())

    def _below_focus(self) -> QPoint:
        """Give where a menu belongs: below the button that was pressed, or at the pointer."""
        focused = QApplication.focusWidget()
        if focused is not None and self._window.transcript.isAncestorOf(focused):
            return focused.mapToGlobal(focused.rect().bottomLeft())
        return QCursor.pos()

    def _say_copied(self) -> None:
        """Say so, but never in the place of a way back."""
        if not self._window.toast.has_action:
            self._window.toast.show_message(self.tr("Copied."), seconds=COPIED_SECONDS)

    def _save_code(self, code: str, language: str) -> None:
        if self._code_saving is None:
            from desktop_chat.ui.code_saving import CodeSaving  # noqa: PLC0415  not needed for a start

            self._code_saving = CodeSaving(self._window, self._places)
        self._code_saving.save(code, language)
