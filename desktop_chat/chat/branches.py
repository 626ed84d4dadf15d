"""Reading the messages of a conversation's tree, branch by branch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_chat.chat.attachment_rows import Attachments, attachments_of_messages
from desktop_chat.chat.json_columns import from_json
from desktop_chat.chat.messages import Message
from desktop_chat.chat.table import Table, only
from desktop_chat.engine.protocol import GenerateOptions, Timings
from desktop_chat.faults import Fault
from desktop_chat.portable import found

_MESSAGE = """
    m.id, m.conversation_id, m.parent_id, m.role, m.text, m.reasoning, m.state, m.created_at, m.model,
    m.timings, m.fault, (
        SELECT group_concat(s.id) FROM message s
        WHERE s.conversation_id = m.conversation_id AND s.parent_id IS m.parent_id AND s.deleted_at IS NULL
    ), m.options, m.reasoning_seconds
"""
# A parent is older than its children, so a damaged file cannot send this walk round in a circle.
_PATH = """
    path (id, parent_id, deleted_at) AS (
        SELECT id, parent_id, deleted_at FROM message WHERE id = ?
        UNION ALL
        SELECT m.id, m.parent_id, m.deleted_at
        FROM path JOIN message m ON m.id = path.parent_id AND m.id < path.id
    )
"""
# The walk goes no further up than it is read: it ends with the last row asked for.
_BRANCH = f"""
    WITH RECURSIVE {_PATH}
    SELECT {_MESSAGE} FROM path CROSS JOIN message m ON m.id = path.id
    WHERE path.deleted_at IS NULL LIMIT ?
"""
_IS_ON_PATH = f"WITH RECURSIVE {_PATH} SELECT 1 FROM path WHERE id = ?"
_ALL = -1


class Branches(Table):
    """Messages as they are read: deleted ones are left out, and the branch goes on over them."""

    def messages(self, conversation_id: int) -> list[Message]:
        """Give the shown branch, from the first message to the active leaf."""
        return self.newest_messages(conversation_id, _ALL)

    def newest_messages(self, conversation_id: int, limit: int) -> list[Message]:
        """Give the last `limit` messages of the shown branch, oldest first."""
        return self._branch(self._leaf(conversation_id), limit)

    def older_messages(self, before_id: int, limit: int) -> list[Message]:
        """Give the `limit` messages that lead to the message `before_id`, oldest first."""
        (parent_id,) = only(self._database.query("SELECT parent_id FROM message WHERE id = ?", before_id))
        return self._branch(parent_id, limit)

    def message(self, message_id: int) -> Message:
        """Give one message, also a deleted one."""
        row = only(self._database.query(f"SELECT {_MESSAGE} FROM message m WHERE id = ?", message_id))
        return only(self._with_attachments([row]))

    def _leaf(self, conversation_id: int) -> int | None:
        rows = self._database.query(
            "SELECT leaf_id FROM conversation WHERE id = ? AND deleted_at IS NOT 0", conversation_id
        )
        (leaf_id,) = only(rows)
        return None if leaf_id is None else int(leaf_id)

    def _is_on_branch(self, leaf_id: int | None, message_id: int) -> bool:
        return bool(self._database.query(_IS_ON_PATH, leaf_id, message_id))

    def _branch(self, leaf_id: int | None, limit: int = _ALL) -> list[Message]:
        rows = self._database.query(_BRANCH, leaf_id, limit)
        return self._with_attachments(rows[::-1])

    def _with_attachments(self, rows: Sequence[tuple[Any, ...]]) -> list[Message]:
        if not rows:
            return []
        attachments = attachments_of_messages(self._database, rows[0][1], [row[0] for row in rows])
        return [_message(row, attachments.get(row[0], ())) for row in rows]


def _message(row: tuple[Any, ...], attachments: Attachments) -> Message:
    *plain, model, timings, fault, siblings, options, reasoning_seconds = row
    read = (
        found(model),
        from_json(Timings, timings),
        from_json(Fault, fault),
        _ids(siblings),
        attachments,
        from_json(GenerateOptions, options),
        reasoning_seconds,
    )
    return Message(*(*plain, *read))


def _ids(joined: str | None) -> tuple[int, ...]:
    return tuple(sorted(map(int, joined.split(",")))) if joined else ()
