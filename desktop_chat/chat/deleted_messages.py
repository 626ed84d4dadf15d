"""Single messages that are deleted: hidden, brought back, and in the end removed for good."""

from __future__ import annotations

import time

from desktop_chat.chat.message_tree import MessageTree
from desktop_chat.chat.table import only


class DeletedMessages(MessageTree):
    """Deleting a message hides it alone: what follows stays."""

    def delete_message(self, message_id: int) -> None:
        """Hide a message; the nearest other version takes its place, where there is one and it is shown."""
        with self.transaction():
            message = self.message(message_id)
            leaf_id = self._leaf(message.conversation_id)
            is_shown = self._is_on_branch(leaf_id, message_id)
            hidden = self._database.change(
                "UPDATE message SET deleted_at = ?, deleted_leaf_id = ? WHERE id = ? AND deleted_at IS NULL",
                time.time(),
                leaf_id if is_shown else None,
                message_id,
            )
            version = _nearest(message.sibling_ids, message_id)
            if hidden and is_shown and version is not None:
                self.select_leaf(message.conversation_id, version)

    def restore_message(self, message_id: int) -> None:
        """Bring a deleted message back, and show the branch again that was shown when it was deleted."""
        with self.transaction():
            conversation_id, leaf_id = only(
                self._database.query(
                    "SELECT conversation_id, (SELECT l.id FROM message l WHERE l.id = m.deleted_leaf_id)"
                    " FROM message m WHERE id = ? AND deleted_at IS NOT 0",
                    message_id,
                )
            )
            self._database.change(
                "UPDATE message SET deleted_at = NULL, deleted_leaf_id = NULL WHERE id = ?", message_id
            )
            if leaf_id is not None:
                self._set_leaf(conversation_id, leaf_id)


def _nearest(version_ids: tuple[int, ...], message_id: int) -> int | None:
    """Give the version before a message, else the one after it."""
    others = [each for each in version_ids if each != message_id]
    older = [each for each in others if each < message_id]
    return max(older) if older else min(others, default=None)
