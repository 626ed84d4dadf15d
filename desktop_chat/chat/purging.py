"""Removing for good what was deleted: at once for everyone who asks, from the disk piece by piece."""

from __future__ import annotations

from desktop_chat.chat.deleted_messages import DeletedMessages

# What is purged was deleted at 0: nothing brings it back, and `remove_purged` removes it.
_PURGE_CONVERSATIONS = "UPDATE conversation SET deleted_at = 0 WHERE deleted_at BETWEEN 1 AND ?"
_PURGE_MESSAGES = "UPDATE message SET deleted_at = 0 WHERE deleted_at BETWEEN 1 AND ?"
# The newest first: what hangs below a message goes before it.
_NEWEST_MESSAGES = "SELECT id FROM message WHERE conversation_id = ? ORDER BY id DESC LIMIT ?"
_HAS_CHILDREN = """
    EXISTS (SELECT 1 FROM message c WHERE c.conversation_id = m.conversation_id AND c.parent_id = m.id)
"""
_PURGED_MESSAGES = f"""
    SELECT id, {_HAS_CHILDREN} FROM message m
    WHERE deleted_at = 0 AND (text <> '' OR reasoning <> '' OR NOT {_HAS_CHILDREN})
    ORDER BY id DESC LIMIT ?
"""


class Purging(DeletedMessages):
    """What is purged cannot be read or brought back any more."""

    def purge(self, conversation_id: int) -> None:
        """Let go of a conversation for good; `remove_purged` takes it off the disk."""
        self._change_one("UPDATE conversation SET deleted_at = 0 WHERE id = ?", conversation_id)

    def purge_deleted(self, before: float) -> int:
        """Let go of what was deleted before a time (seconds since 1970); gives how many conversations."""
        with self.transaction():
            self._database.change(_PURGE_MESSAGES, before)
            return self._database.change(_PURGE_CONVERSATIONS, before)

    def remove_purged(self, limit: int) -> bool:
        """Take up to `limit` messages of what is purged off the disk; says whether there is more."""
        with self.transaction():
            return self._remove_from_conversation(limit) or self._remove_messages(limit)

    def _remove_from_conversation(self, limit: int) -> bool:
        rows = self._database.query("SELECT id FROM conversation WHERE deleted_at = 0 LIMIT 1")
        for (conversation_id,) in rows:
            self._database.change("UPDATE conversation SET leaf_id = NULL WHERE id = ?", conversation_id)
            removed = self._database.change(
                f"DELETE FROM message WHERE id IN ({_NEWEST_MESSAGES})", conversation_id, limit
            )
            if removed < limit:
                self._database.change("DELETE FROM conversation WHERE id = ?", conversation_id)
        return bool(rows)

    def _remove_messages(self, limit: int) -> bool:
        rows = self._database.query(_PURGED_MESSAGES, limit)
        for message_id, has_children in rows:
            self._database.change("DELETE FROM attachment WHERE message_id = ?", message_id)
            if has_children:
                self._database.change("UPDATE message SET text = '', reasoning = '' WHERE id = ?", message_id)
            else:
                self._remove_message(message_id)
        return bool(rows)

    def _remove_message(self, message_id: int) -> None:
        self._database.change(
            "UPDATE conversation SET leaf_id = (SELECT parent_id FROM message WHERE id = ?1) WHERE leaf_id = ?1",
            message_id,
        )
        self._database.change("DELETE FROM message WHERE id = ?", message_id)
