"""Copies of conversations."""

from __future__ import annotations

import time

from desktop_chat.chat.branches import Branches
from desktop_chat.chat.conversations import Conversations
from desktop_chat.chat.messages import Conversation

_COPY_CONVERSATION = """
    INSERT INTO conversation (title, title_source, model, created_at, updated_at, folder_id, persona, settings,
        system_prompt)
    SELECT title, title_source, model, ?1, ?1, folder_id, persona, settings, system_prompt
    FROM conversation WHERE id = ?2
"""
# A reply that is still being written ends in the copy; the text of deleted messages stays behind.
_COPY_MESSAGE = """
    INSERT INTO message (conversation_id, parent_id, role, state, created_at, deleted_at, reasoning_seconds, model,
        timings, fault, options, text, reasoning)
    SELECT ?, ?, role, iif(state = 'writing', 'cut', state), created_at, deleted_at, reasoning_seconds, model,
        timings, fault, options, iif(deleted_at IS NULL, text, ''), iif(deleted_at IS NULL, reasoning, '')
    FROM message WHERE id = ?
"""
_COPY_ATTACHMENTS = """
    INSERT INTO attachment (conversation_id, message_id, name, text)
    SELECT ?, ?, name, text FROM attachment WHERE message_id = ? ORDER BY id
"""
_WITH_ATTACHMENTS = """
    SELECT DISTINCT a.message_id FROM attachment a JOIN message m ON m.id = a.message_id
    WHERE a.conversation_id = ? AND m.deleted_at IS NULL
"""


class Duplicates(Conversations, Branches):
    """Making a conversation of what another one holds."""

    def duplicate(self, conversation_id: int, until_id: int | None = None) -> Conversation:
        """Copy a conversation with all its versions, or only the branch up to a message.

        Its title, model, persona, settings and folder are the same. What is typed stays with the first one.
        """
        with self.transaction():
            original = self.conversation(conversation_id)
            new = self._database.insert(_COPY_CONVERSATION, time.time(), conversation_id)
            parents = self._parents(conversation_id, until_id)
            copies = self._copy_messages(new, parents)
            for (message_id,) in self._database.query(_WITH_ATTACHMENTS, conversation_id):
                if message_id in copies:
                    self._database.change(_COPY_ATTACHMENTS, new, copies[message_id], message_id)
            self._database.change(
                "UPDATE conversation SET leaf_id = ?, beside_id = ? WHERE id = ?",
                copies.get(original.leaf_id if until_id is None else until_id),
                copies.get(original.beside_id),
                new,
            )
        return self.conversation(new)

    def _parents(self, conversation_id: int, until_id: int | None) -> dict[int, int | None]:
        """Give what is copied, oldest first: each message, and the one it is to hang below."""
        rows = self._database.query(
            "SELECT id, parent_id FROM message WHERE conversation_id = ? ORDER BY id", conversation_id
        )
        if until_id is None:
            return dict(rows)
        if until_id not in dict(rows):
            raise LookupError(until_id)
        ids = [message.id for message in self._branch(until_id)]
        return dict(zip(ids, (None, *ids), strict=False))

    def _copy_messages(self, conversation_id: int, parents: dict[int, int | None]) -> dict[int | None, int]:
        """Copy messages into a conversation; gives the copy of each."""
        copies: dict[int | None, int] = {}
        for message_id, parent_id in parents.items():
            copies[message_id] = self._database.insert(
                _COPY_MESSAGE, conversation_id, copies.get(parent_id), message_id
            )
        return copies
