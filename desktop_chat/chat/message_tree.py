"""Adding messages to a conversation's tree, keeping replies as they grow, and choosing the branch shown."""

from __future__ import annotations

import time

from desktop_chat.chat.attachment_rows import Attachments, add_attachments
from desktop_chat.chat.branches import Branches
from desktop_chat.chat.json_columns import to_json
from desktop_chat.chat.messages import Message, MessageState
from desktop_chat.engine.protocol import GenerateOptions, Role, Timings
from desktop_chat.faults import Fault
from desktop_chat.portable import kept

# Deleted messages are walked through, but a branch that ends with one would show less than there is.
_NEWEST_BELOW = """
    WITH RECURSIVE below (id, deleted_at) AS (
        SELECT id, deleted_at FROM message WHERE conversation_id = ?1 AND id = ?2
        UNION ALL
        SELECT m.id, m.deleted_at FROM below JOIN message m ON m.conversation_id = ?1 AND m.parent_id = below.id
    )
    SELECT coalesce(max(iif(deleted_at IS NULL, id, NULL)), max(id)) FROM below
"""


class MessageTree(Branches):
    """The messages of conversations and their versions."""

    def add_message(
        self,
        conversation_id: int,
        parent_id: int | None,
        role: Role,
        text: str,
        *,
        model: str = "",
        state: MessageState = "done",
        attachments: Attachments = (),
    ) -> Message:
        """Add a message below `parent_id` (None: a first message); it becomes the active leaf."""
        now = time.time()
        with self.transaction():
            new = self._database.insert(
                "INSERT INTO message"
                " (conversation_id, parent_id, role, text, reasoning, state, created_at, model)"
                " VALUES (?, ?, ?, ?, '', ?, ?, ?)",
                conversation_id,
                parent_id,
                role,
                text,
                state,
                now,
                kept(model),
            )
            add_attachments(self._database, conversation_id, new, attachments)
            self._database.change(
                "UPDATE conversation SET leaf_id = ?, updated_at = ? WHERE id = ?", new, now, conversation_id
            )
        return self.message(new)

    def save_progress(self, message_id: int, text: str, reasoning: str) -> None:
        """Keep what is written of a reply so far; a reply that is finished stays as it is."""
        self._database.change(
            "UPDATE message SET text = ?, reasoning = ? WHERE id = ? AND state = 'writing'",
            text,
            reasoning,
            message_id,
        )

    def finish_message(
        self,
        message_id: int,
        text: str,
        reasoning: str,
        state: MessageState,
        *,
        timings: Timings | None = None,
        fault: Fault | None = None,
        options: GenerateOptions | None = None,
        reasoning_seconds: float | None = None,
    ) -> Message:
        """Keep a whole reply and how it ended; options and reasoning time that are None stay as they were."""
        with self.transaction():
            self._change_one(
                "UPDATE message SET text = ?, reasoning = ?, state = ?, timings = ?, fault = ?,"
                " options = coalesce(?, options), reasoning_seconds = coalesce(?, reasoning_seconds)"
                " WHERE id = ?",
                text,
                reasoning,
                state,
                to_json(timings),
                to_json(fault),
                to_json(options),
                reasoning_seconds,
                message_id,
            )
            self._database.change(
                "UPDATE conversation SET updated_at = ?"
                " WHERE id = (SELECT conversation_id FROM message WHERE id = ?)",
                time.time(),
                message_id,
            )
        return self.message(message_id)

    def continue_message(self, message_id: int) -> Message:
        """Let a reply that ended be written on; `finish_message` ends it again."""
        with self.transaction():
            self._change_one("UPDATE message SET state = 'writing', fault = NULL WHERE id = ?", message_id)
        return self.message(message_id)

    def select_leaf(self, conversation_id: int, message_id: int) -> None:
        """Show the branch through a message: its newest message becomes the active leaf."""
        ((leaf_id,),) = self._database.query(_NEWEST_BELOW, conversation_id, message_id)
        if leaf_id is None:
            raise LookupError(message_id)
        self._set_leaf(conversation_id, leaf_id)

    def close_interrupted(self) -> int:
        """Mark replies that a dead process left `writing` as `cut`; gives how many."""
        return self._database.change("UPDATE message SET state = 'cut' WHERE state = 'writing'")

    def _set_leaf(self, conversation_id: int, leaf_id: int) -> None:
        self._change_one("UPDATE conversation SET leaf_id = ? WHERE id = ?", leaf_id, conversation_id)
