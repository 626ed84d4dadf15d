"""What the user does in the open conversation of one window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from desktop_chat.chat.messages import Conversation, Draft
from desktop_chat.chat.store import Store
from desktop_chat.faults import Fault
from desktop_chat.settings import GenerationOverrides
from desktop_chat.ui.conversation_follower import ConversationFollower

CONTINUABLE: Final = ("cut", "stopped", "failed")
"""The states of replies that can be written on."""


class ConversationController(ConversationFollower):
    """Lets the user act in the conversation it follows. What comes of it is told by the follower's signals."""

    # ---- model and settings

    def choose_model(self, path: str) -> None:
        """Use another model from the next reply on, and make it ready."""
        self._set_model(path)
        self._change(lambda store, conversation_id: store.set_model(conversation_id, path))
        if path:
            self.prepare_model()

    def prepare_model(self) -> None:
        """Load the chosen model if it is not ready."""
        if self._model:
            self._engines.load(self._model, self._template_for(self._model))

    def set_persona(self, key: str) -> None:
        """Let the model be somebody else from the next reply on; a persona may bring a model of its own."""
        self._new = replace(self._new, persona=key)
        self._change(lambda store, conversation_id: store.set_persona(conversation_id, key))
        persona = self._setups.persona(key)
        if persona is not None and persona.model and persona.model != self._model:
            self.choose_model(persona.model)

    def set_settings(self, settings: GenerationOverrides) -> None:
        """Use other settings in this conversation from the next reply on."""
        self._new = replace(self._new, settings=settings)
        self._change(lambda store, conversation_id: store.set_settings(conversation_id, settings))

    # ---- writing

    def send(self, draft: Draft) -> None:
        """Add a message and ask for a reply; while one is written the message waits for its end.

        What is refused is told by `given_back` and `failed`.
        """
        if not self._model:
            self._refuse(draft, Fault("no_model"))
        else:
            self._when_settled(lambda: self._send(draft))

    def unqueue(self) -> None:
        """Put what waits back into the composer; told by `given_back`."""
        if self._id is not None:
            self._turns.unqueue(self._id, self)

    def edit(self, message_id: int, draft: Draft) -> None:
        """Send a message of the user again, changed; the old one stays as another version."""
        message = self._branch.find(message_id)
        if not self._model:
            self._refuse(draft, Fault("no_model"))
        elif message is not None:
            self._when_settled(
                lambda: self._turns.ask_anew(
                    message,
                    draft,
                    self._model,
                    self._branch.messages,
                    refused=lambda fault: self._refuse(draft, fault),
                )
            )

    def retry(self, message_id: int) -> None:
        """Ask the chosen model for another version of a reply."""
        self.retry_with(message_id, self._model)

    def retry_with(self, message_id: int, model: str) -> None:
        """Ask a model for another version of a reply; the conversation goes on with its own model."""
        message = self._branch.find(message_id)
        if not model:
            self.failed.emit(Fault("no_model"))
        elif message is not None and message.parent_id is not None:
            self._when_settled(lambda: self._turns.answer_anew(message, model, self._branch.messages))

    def continue_reply(self, message_id: int) -> None:
        """Let a reply at the end that was cut, stopped or failed be written on by its own model."""
        message = self._branch.find(message_id)
        is_meant = message is not None and self._branch.is_at_end(message_id)
        if is_meant and message.state in CONTINUABLE and not self._turns.is_busy(message.conversation_id):
            self._when_settled(lambda: self._turns.go_on(message, self._branch.messages))

    def stop(self) -> None:
        """End the replies in the open conversation; what is written is kept."""
        if self._id is not None:
            self._replies.stop(self._id)

    # ---- versions and single messages

    def choose_sibling(self, message_id: int) -> None:
        """Show the branch that another version of a message is on."""
        if self._id is not None:
            self._turns.choose(self._id, message_id)

    def ask_beside(self, model: str) -> None:
        """Ask another model for a version of the last reply, which is shown beside it."""
        conversation_id = self._id
        if conversation_id is not None:
            self._when_settled(
                lambda: self._turns.answer_beside(conversation_id, model, self._branch.messages)
            )

    def choose_beside(self, message_id: int) -> None:
        """Go on with one of the two versions that are side by side."""
        beside = self._branch.beside
        if beside is not None:
            left_out = {self._branch.messages[-1].id, beside.id} - {message_id}
            self._turns.end_beside(beside.conversation_id, message_id, left_out)

    def close_beside(self) -> None:
        """Show the first version alone again; the other one stays as a version."""
        beside = self._branch.beside
        if beside is not None:
            self._turns.end_beside(beside.conversation_id, None, [beside.id])

    def delete_message(self, message_id: int) -> None:
        """Hide a message; told by `message_deleted`."""
        message = self._branch.find(message_id)
        if message is not None:
            self._turns.delete(message)
            self.message_deleted.emit(message.conversation_id, message_id)

    def restore_message(self, conversation_id: int, message_id: int) -> None:
        """Undo `delete_message`, whichever conversation is open now."""
        self._turns.bring_back(conversation_id, message_id)

    def branch_from(self, message_id: int) -> None:
        """Open a new conversation that goes as far as a message of this one; told by `conversation_made`."""
        opening, conversation_id = self._opening, self._id

        def made(conversation: Conversation) -> None:
            self.conversation_made.emit(conversation)
            if opening == self._opening:
                self.open(conversation.id)

        if conversation_id is not None:
            self._store.run(
                lambda store: store.duplicate(conversation_id, message_id), made, self.failed.emit
            )

    # ---- changes that are asked for

    def _send(self, draft: Draft) -> None:
        conversation, beside = self._branch.conversation, self._branch.beside
        self._draft = Draft()
        if conversation is not None and self._turns.is_busy(conversation.id, beside):
            self._turns.queue(conversation.id, draft, self)
            return
        if beside is not None:
            self._turns.stop_writing([beside.id])
        opening = self._opening
        self._is_sending = True
        self._turns.ask(
            self._new_conversation() if conversation is None else conversation.id,
            draft,
            self._model,
            self._branch.messages,
            asker=(self, opening),
            refused=lambda fault: self._on_refused(draft, fault, opening),
        )

    def _on_refused(self, draft: Draft, fault: Fault, opening: int) -> None:
        if opening == self._opening:
            self._is_sending = False
            self._go_on_with_waiting()
        self._refuse(draft, fault)

    def _refuse(self, draft: Draft, fault: Fault) -> None:
        self.given_back.emit(draft)
        self.failed.emit(fault)

    def _change(self, change: Callable[[Store, int], object]) -> None:
        """Change something of the conversation that every window shows; of a new one, only here."""
        conversation_id = self._id
        if conversation_id is None:
            self._tell_subject()
            self._counter.count_soon()
        else:
            self._turns.change(conversation_id, lambda store: change(store, conversation_id), self)
