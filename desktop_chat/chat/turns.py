"""What is asked and answered in a conversation, as changes of the store: each whole or not at all."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from desktop_chat.chat.messages import Conversation, Draft, Message
from desktop_chat.chat.store import Store
from desktop_chat.settings import GenerationOverrides

FIRST_PAGE: Final = 60
"""How many of the newest messages of a conversation are read before the others."""

_PAGE: Final = 200
_BROKEN: Final = "\ufffd"  # a character that a cut left unfinished


class NewConversation(Struct, frozen=True):
    """What a conversation begins with."""

    model: str = ""
    system_prompt: str = ""
    persona: str = ""
    settings: GenerationOverrides = GenerationOverrides()
    folder_id: int | None = None


class Turn(Struct, frozen=True):
    """A conversation after a change: what the branch that is shown holds from somewhere on."""

    conversation: Conversation
    after_id: int | None  # the messages up to this one are as they were; None: none are
    messages: tuple[Message, ...]  # all that follow it
    beside: Message | None  # the other version of the last reply
    reply: Message | None = None  # what a model is to write now


class Opened(Struct, frozen=True):
    """A conversation as it is opened."""

    conversation: Conversation
    messages: tuple[Message, ...]  # the newest of the branch, oldest first
    is_whole: bool  # whether these are all
    beside: Message | None


# ---- asking


def ask(store: Store, into: int | NewConversation, draft: Draft, model: str) -> Turn:
    """Add a message at the end of a conversation, and an empty reply to be written by a model."""
    with store.transaction():
        conversation = _made(store, into) if isinstance(into, NewConversation) else store.conversation(into)
        reply = _add_question(store, conversation, conversation.leaf_id, draft, model)
        store.set_draft(conversation.id, Draft())
        return _turn(store, conversation.id, conversation.leaf_id, reply)


def ask_anew(store: Store, message_id: int, draft: Draft, model: str) -> Turn:
    """Ask something else in place of a question; that one stays as another version."""
    with store.transaction():
        asked = store.message(message_id)
        conversation = store.conversation(asked.conversation_id)
        reply = _add_question(store, conversation, asked.parent_id, draft, model)
        return _turn(store, conversation.id, asked.parent_id, reply)


def answer_anew(store: Store, message_id: int, model: str) -> Turn:
    """Let a model write another version of a reply."""
    with store.transaction():
        old = store.message(message_id)
        reply = store.add_message(
            old.conversation_id, old.parent_id, "assistant", "", model=model, state="writing"
        )
        store.set_beside(old.conversation_id, None)
        return _turn(store, old.conversation_id, old.parent_id, reply)


def go_on(store: Store, message_id: int) -> Turn:
    """Let a reply that was cut be written on."""
    with store.transaction():
        cut = store.continue_message(message_id)
        text, reasoning = cut.text.rstrip(_BROKEN), cut.reasoning.rstrip(_BROKEN)
        store.save_progress(message_id, text, reasoning)
        return _turn(store, cut.conversation_id, cut.parent_id, store.message(message_id))


def send_queued(store: Store, conversation_id: int) -> Turn | None:
    """Ask what was queued, of the model the conversation is used with; None: nothing is queued."""
    with store.transaction():
        conversation = store.conversation(conversation_id)
        if not conversation.queued:
            return None
        reply = _add_question(
            store, conversation, conversation.leaf_id, conversation.queued, conversation.model
        )
        store.set_queued(conversation_id, Draft())
        return _turn(store, conversation_id, conversation.leaf_id, reply)


# ---- two versions side by side


def answer_beside(store: Store, conversation_id: int, model: str) -> Turn | None:
    """Let a model write a version of the last reply that is shown beside it; None: there is no reply."""
    with store.transaction():
        left = next(iter(store.newest_messages(conversation_id, 1)), None)
        if left is None or left.role != "assistant" or left.parent_id is None:
            return None
        right = store.add_message(
            conversation_id, left.parent_id, "assistant", "", model=model, state="writing"
        )
        store.select_leaf(conversation_id, left.id)
        store.set_beside(conversation_id, right.id)
        return _turn(store, conversation_id, left.parent_id, store.message(right.id))


def end_beside(store: Store, conversation_id: int, chosen_id: int | None = None) -> Turn:
    """Show one version alone again: the one chosen, or the one that was there first."""
    with store.transaction():
        if chosen_id is not None:
            store.select_leaf(conversation_id, chosen_id)
        store.set_beside(conversation_id, None)
        shown = next(iter(store.newest_messages(conversation_id, 1)), None)
        return _turn(store, conversation_id, shown.parent_id if shown is not None else None)


# ---- versions and single messages


def choose(store: Store, message_id: int) -> Turn:
    """Show the branch through a message."""
    with store.transaction():
        chosen = store.message(message_id)
        store.select_leaf(chosen.conversation_id, message_id)
        store.set_beside(chosen.conversation_id, None)
        return _turn(store, chosen.conversation_id, chosen.parent_id)


def delete(store: Store, message_id: int) -> Turn:
    """Hide a message; `bring_back` undoes it."""
    with store.transaction():
        message = store.message(message_id)
        store.delete_message(message_id)
        return _turn(store, message.conversation_id, message.parent_id)


def bring_back(store: Store, message_id: int) -> Turn:
    """Undo `delete`; what was written below it meanwhile stays in sight."""
    with store.transaction():
        message = store.message(message_id)
        leaf_id = store.conversation(message.conversation_id).leaf_id
        store.restore_message(message_id)
        if leaf_id is not None and leaf_id > message_id:
            restored = store.conversation(message.conversation_id).leaf_id
            store.select_leaf(message.conversation_id, leaf_id)
            if not any(
                each.id == message_id for each in _after(store, message.conversation_id, message.parent_id)
            ):
                store.select_leaf(message.conversation_id, restored or message_id)
        return _turn(store, message.conversation_id, message.parent_id)


# ---- opening


def open_conversation(
    store: Store, conversation_id: int, *, through_id: int | None = None, takes_queued: bool = False
) -> Opened:
    """Read a conversation from its end, on the branch through a message if one is given.

    `takes_queued`: what was queued goes back into its draft, for nothing sends it any more.
    """
    with store.transaction():
        if takes_queued:
            unqueue(store, conversation_id)
        if through_id is not None and not _shows(store, conversation_id, through_id):
            store.select_leaf(conversation_id, through_id)
        messages = store.newest_messages(conversation_id, FIRST_PAGE)
        conversation = store.conversation(conversation_id)
    is_whole = len(messages) < FIRST_PAGE
    return Opened(conversation, tuple(messages), is_whole, _beside(store, conversation))


def queue(store: Store, conversation_id: int, draft: Draft) -> None:
    """Keep what is sent once the reply being written is done; it was the draft until now."""
    with store.transaction():
        store.set_queued(conversation_id, draft)
        store.set_draft(conversation_id, Draft())


def unqueue(store: Store, conversation_id: int) -> Draft:
    """Put what is queued before what is typed; gives what was queued."""
    with store.transaction():
        queued = store.conversation(conversation_id).queued
        if queued:
            store.set_draft(conversation_id, joined(queued, store.draft(conversation_id)))
            store.set_queued(conversation_id, Draft())
    return queued


def joined(first: Draft, second: Draft) -> Draft:
    """Give two drafts as one, their texts with a blank line between them."""
    texts = [each.text for each in (first, second) if each.text]
    return Draft("\n\n".join(texts), first.attachments + second.attachments)


# ---- small steps


def _made(store: Store, new: NewConversation) -> Conversation:
    return store.create_conversation(
        model=new.model,
        system_prompt=new.system_prompt,
        persona=new.persona,
        settings=new.settings,
        folder_id=new.folder_id,
    )


def _add_question(
    store: Store, conversation: Conversation, parent_id: int | None, draft: Draft, model: str
) -> Message:
    """Add a question and its empty reply, and give the reply."""
    if not conversation.title:
        from desktop_chat.chat.titles import title_from  # noqa: PLC0415  not needed for a start

        names = [each.name for each in draft.attachments]
        store.set_title(conversation.id, title_from("\n".join([draft.text, *names])), "question")
    asked = store.add_message(
        conversation.id, parent_id, "user", draft.text, model=model, attachments=draft.attachments
    )
    store.set_beside(conversation.id, None)
    return store.add_message(conversation.id, asked.id, "assistant", "", model=model, state="writing")


def _turn(
    store: Store, conversation_id: int, after_id: int | None = None, reply: Message | None = None
) -> Turn:
    conversation = store.conversation(conversation_id)
    messages = _after(store, conversation_id, after_id)
    return Turn(conversation, after_id, tuple(messages), _beside(store, conversation), reply)


def _after(store: Store, conversation_id: int, after_id: int | None) -> list[Message]:
    """Give the messages of the shown branch that follow one; ids grow along a branch."""
    if after_id is None:
        return store.messages(conversation_id)
    page = store.newest_messages(conversation_id, 2)
    found = page
    while page and page[0].id > after_id:
        page = store.older_messages(page[0].id, _PAGE)
        found = page + found
    return [each for each in found if each.id > after_id]


def _shows(store: Store, conversation_id: int, message_id: int) -> bool:
    found = _after(store, conversation_id, message_id - 1)
    return bool(found) and found[0].id == message_id


def _beside(store: Store, conversation: Conversation) -> Message | None:
    return store.message(conversation.beside_id) if conversation.beside_id is not None else None
