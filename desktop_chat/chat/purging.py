"""Removing for good what was deleted long ago."""

from __future__ import annotations

from desktop_chat.chat.deleted_messages import DeletedMessages

_MESSAGES_AT_ONCE = 100

# The newest first: what hangs below a message goes before it.
_EXPIRED_MESSAGES = """
    SELECT id FROM message m
    WHERE deleted_at < ? AND (
        text <> '' OR reasoning <> '' OR NOT EXISTS (
            SELECT 1 FROM message c WHERE c.conversation_id = m.conversation_id AND c.parent_id = m.id
        )
    )
    ORDER BY id DESC LIMIT ?
"""


class Purging(DeletedMessages):
    """What is purged is gone from the disk; nothing brings it back."""

    def purge(self, conversation_id: int) -> None:
        """Remove a conversation for good."""
        self._change_one("DELETE FROM conversation WHERE id = ?", conversation_id)

    def purge_deleted(self, before: float) -> int:
        """Remove what was deleted before a time (seconds since 1970) for good; gives how many conversations."""
        with self.transaction():
            purged = 0
            while self._purge_conversation(before):
                purged += 1
            while self._purge_messages(before):
                pass
        return purged

    def purge_some(self, before: float) -> bool:
        """Do a small part of `purge_deleted`; says whether there may be more to do."""
        with self.transaction():
            return self._purge_conversation(before) or self._purge_messages(before)

    def _purge_conversation(self, before: float) -> bool:
        rows = self._database.query("SELECT id FROM conversation WHERE deleted_at < ? LIMIT 1", before)
        for (conversation_id,) in rows:
            self.purge(conversation_id)
        return bool(rows)

    def _purge_messages(self, before: float) -> bool:
        rows = self._database.query(_EXPIRED_MESSAGES, before, _MESSAGES_AT_ONCE)
        for (message_id,) in rows:
            self._purge_message(message_id)
        return bool(rows)

    def _purge_message(self, message_id: int) -> None:
        """Remove a message, or only what it says where others hang below it."""
        self._database.change("DELETE FROM attachment WHERE message_id = ?", message_id)
        has_children = self._database.query(
            "SELECT 1 FROM message m JOIN message c ON c.conversation_id = m.conversation_id AND c.parent_id = m.id"
            " WHERE m.id = ? LIMIT 1",
            message_id,
        )
        if has_children:
            self._database.change(
                "UPDATE message SET text = '', reasoning = '', fault = NULL WHERE id = ?", message_id
            )
        else:
            self._database.change(
                "UPDATE conversation SET leaf_id = (SELECT parent_id FROM message WHERE id = ?1)"
                " WHERE leaf_id = ?1",
                message_id,
            )
            self._database.change("DELETE FROM message WHERE id = ?", message_id)
