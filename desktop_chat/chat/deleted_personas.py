"""Deleting a persona so that nothing changes in the conversations it was used in, and bringing it back."""

from __future__ import annotations

from msgspec import Struct, structs

from desktop_chat.chat.personas import Persona
from desktop_chat.chat.store import Store
from desktop_chat.settings import GenerationOverrides


class LeftConversation(Struct, frozen=True):
    """A conversation whose persona was deleted: its own settings before and after."""

    id: int
    before: GenerationOverrides
    after: GenerationOverrides


class DeletedPersona(Struct, frozen=True):
    """What `bring_back_persona` needs."""

    persona: Persona
    left: tuple[LeftConversation, ...]


def delete_persona(store: Store, persona: Persona) -> DeletedPersona:
    """Remove a persona; the conversations it was used in keep its settings as their own.

    Raises `LookupError` where there is no such persona, and what the store raises.
    """
    with store.transaction():
        left = tuple(_leave(store, each, persona) for each in store.conversations_of_persona(persona.key))
        store.delete_persona(persona.key)
    return DeletedPersona(persona, left)


def bring_back_persona(store: Store, deleted: DeletedPersona) -> None:
    """Undo `delete_persona`. What was set in a conversation meanwhile stays."""
    with store.transaction():
        store.save_persona(deleted.persona)
        for left in deleted.left:
            try:
                _join(store, left, deleted.persona.key)
            except LookupError:  # the conversation is gone
                continue


def _leave(store: Store, conversation_id: int, persona: Persona) -> LeftConversation:
    before = store.conversation(conversation_id).settings
    after = before.upon(persona.settings)
    store.set_settings(conversation_id, after)
    store.set_persona(conversation_id, "")
    return LeftConversation(conversation_id, before, after)


def _join(store: Store, left: LeftConversation, key: str) -> None:
    conversation = store.conversation(left.id)
    if conversation.persona:
        return
    names = GenerationOverrides.__struct_fields__
    unchanged = [name for name in names if getattr(conversation.settings, name) == getattr(left.after, name)]
    restored = {name: getattr(left.before, name) for name in unchanged}
    store.set_settings(left.id, structs.replace(conversation.settings, **restored))
    store.set_persona(left.id, key)
