"""The conversations on disk: trees of messages in one SQLite file, used from one thread."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from desktop_chat.chat.damage import finish_recovery, is_damaged
from desktop_chat.chat.database import Database, fault_of
from desktop_chat.chat.messages import Conversation, ConversationSummary, Message, MessageState
from desktop_chat.engine.protocol import Role, Timings
from desktop_chat.faults import Fault, FaultError

_CONVERSATION = "id, title, model, system_prompt, draft, leaf_id, created_at, updated_at"
_MESSAGE = """
    m.id, m.conversation_id, m.parent_id, m.role, m.text, m.reasoning, m.state, m.created_at, m.model,
    m.timings, m.fault, (
        SELECT group_concat(s.id) FROM message s
        WHERE s.conversation_id = m.conversation_id AND s.parent_id IS m.parent_id
    )
"""
# A parent is older than its children, so a damaged file cannot send this walk round in a circle.
_BRANCH = f"""
    WITH RECURSIVE branch (id, parent_id) AS (
        SELECT id, parent_id FROM message WHERE id = ?
        UNION ALL
        SELECT m.id, m.parent_id FROM branch JOIN message m ON m.id = branch.parent_id AND m.id < branch.id
        LIMIT ?
    )
    SELECT {_MESSAGE} FROM branch CROSS JOIN message m ON m.id = branch.id ORDER BY branch.id
"""
_NEWEST_BELOW = """
    WITH RECURSIVE below (id) AS (
        SELECT id FROM message WHERE conversation_id = ?1 AND id = ?2
        UNION ALL
        SELECT m.id FROM below JOIN message m ON m.conversation_id = ?1 AND m.parent_id = below.id
    )
    SELECT max(id) FROM below
"""
_ALL = -1

_Json = TypeVar("_Json", bound=Struct)


class OpenedStore(Struct, frozen=True):
    """An opened store, and what the user must know when it had been damaged."""

    store: Store
    recovered: Fault | None


def open_store(path: Path) -> OpenedStore:
    """Open the store at `path`, making or recovering it where needed.

    Raises `FaultError`: `database_newer`, `disk_full` or `storage_failed`; nothing was changed then.
    """
    try:
        finish_recovery(path)
        recovered = _recover(path) if is_damaged(path) else None
        try:
            return OpenedStore(Store(Database(path)), recovered)
        except FaultError as error:
            if error.fault.code != "database_damaged":
                raise
        recovered = _recover(path)
        return OpenedStore(Store(Database(path)), recovered)
    except OSError as error:
        fault = fault_of(error)
        raise FaultError(fault.code, **fault.values) from error


def _recover(path: Path) -> Fault:
    from desktop_chat.chat.recovery import recover  # noqa: PLC0415  hardly ever needed

    return recover(path)


class Store:
    """Conversations and their messages.

    Every method raises `FaultError` (`disk_full`, `database_damaged`, `storage_failed`), with nothing
    changed and the store usable afterwards, and `LookupError` for an id that is not there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def transaction(self) -> AbstractContextManager[None]:
        """Carry out all changes inside, or none."""
        return self._database.transaction()

    # ---- conversations

    def conversations(self) -> list[ConversationSummary]:
        """Give all conversations that are not deleted, the newest first."""
        rows = self._database.query(
            "SELECT id, title, updated_at, model FROM conversation WHERE deleted_at IS NULL"
            " ORDER BY updated_at DESC, id DESC"
        )
        return [ConversationSummary(*row) for row in rows]

    def conversation(self, conversation_id: int) -> Conversation:
        """Give a conversation, also a deleted one."""
        rows = self._database.query(f"SELECT {_CONVERSATION} FROM conversation WHERE id = ?", conversation_id)
        return Conversation(*_only(rows))

    def create_conversation(self, *, model: str = "", system_prompt: str = "") -> Conversation:
        """Make an empty conversation."""
        now = time.time()
        new = self._database.insert(
            "INSERT INTO conversation (model, system_prompt, created_at, updated_at) VALUES (?, ?, ?, ?)",
            model,
            system_prompt,
            now,
            now,
        )
        return self.conversation(new)

    def rename(self, conversation_id: int, title: str) -> None:
        """Set the title."""
        self._set(conversation_id, "title", title)

    def set_model(self, conversation_id: int, model: str) -> None:
        """Remember the path of the model file the conversation goes on with."""
        self._set(conversation_id, "model", model)

    def set_system_prompt(self, conversation_id: int, text: str) -> None:
        """Set the system prompt."""
        self._set(conversation_id, "system_prompt", text)

    def set_draft(self, conversation_id: int, text: str) -> None:
        """Keep what is typed and not sent, exactly."""
        self._set(conversation_id, "draft", text)

    def delete(self, conversation_id: int) -> None:
        """Hide the conversation; `restore` brings it back until it is purged."""
        self._set(conversation_id, "deleted_at", time.time())

    def restore(self, conversation_id: int) -> None:
        """Bring a deleted conversation back."""
        self._set(conversation_id, "deleted_at", None)

    def purge_deleted(self, before: float) -> int:
        """Remove the conversations deleted before a time (seconds since 1970) for good; gives how many."""
        return self._database.change("DELETE FROM conversation WHERE deleted_at < ?", before)

    # ---- messages

    def messages(self, conversation_id: int) -> list[Message]:
        """Give the active branch, from the first message to the active leaf."""
        return self.newest_messages(conversation_id, _ALL)

    def newest_messages(self, conversation_id: int, limit: int) -> list[Message]:
        """Give the last `limit` messages of the active branch, oldest first."""
        return self._branch(self.conversation(conversation_id).leaf_id, limit)

    def older_messages(self, before_id: int, limit: int) -> list[Message]:
        """Give the `limit` messages that lead to the message `before_id`, oldest first."""
        return self._branch(self.message(before_id).parent_id, limit)

    def message(self, message_id: int) -> Message:
        """Give one message."""
        return _only(self._branch(message_id, 1))

    def add_message(
        self,
        conversation_id: int,
        parent_id: int | None,
        role: Role,
        text: str,
        *,
        model: str = "",
        state: MessageState = "done",
    ) -> Message:
        """Add a message below `parent_id` (None: a first message); it becomes the active leaf."""
        now = time.time()
        with self._database.transaction():
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
                model,
            )
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
    ) -> Message:
        """Keep a whole reply and how it ended."""
        with self._database.transaction():
            self._database.change(
                "UPDATE message SET text = ?, reasoning = ?, state = ?, timings = ?, fault = ? WHERE id = ?",
                text,
                reasoning,
                state,
                _to_json(timings),
                _to_json(fault),
                message_id,
            )
            self._database.change(
                "UPDATE conversation SET updated_at = ?"
                " WHERE id = (SELECT conversation_id FROM message WHERE id = ?)",
                time.time(),
                message_id,
            )
        return self.message(message_id)

    def select_leaf(self, conversation_id: int, message_id: int) -> None:
        """Show the branch through a message: its newest message becomes the active leaf."""
        ((leaf,),) = self._database.query(_NEWEST_BELOW, conversation_id, message_id)
        if leaf is None:
            raise LookupError(message_id)
        self._set(conversation_id, "leaf_id", leaf)

    def close_interrupted(self) -> int:
        """Mark replies that a dead process left `writing` as `cut`; gives how many."""
        return self._database.change("UPDATE message SET state = 'cut' WHERE state = 'writing'")

    # ---- the file

    def size_bytes(self) -> int:
        """Give the size on disk."""
        path = self._database.path
        files = (path, path.with_name(f"{path.name}-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        self._database.close()

    def _set(self, conversation_id: int, column: str, value: str | float | None) -> None:
        if not self._database.change(
            f"UPDATE conversation SET {column} = ? WHERE id = ?", value, conversation_id
        ):
            raise LookupError(conversation_id)

    def _branch(self, leaf_id: int | None, limit: int) -> list[Message]:
        return [_message(row) for row in self._database.query(_BRANCH, leaf_id, limit)]


def _message(row: tuple[Any, ...]) -> Message:
    *plain, timings, fault, siblings = row
    return Message(*(*plain, _from_json(Timings, timings), _from_json(Fault, fault), _ids(siblings)))


def _ids(joined: str) -> tuple[int, ...]:
    return tuple(sorted(map(int, joined.split(","))))


def _to_json(value: Struct | None) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _from_json(kind: type[_Json], text: str | None) -> _Json | None:
    """Read a value; None also for one of another version of the app."""
    try:
        return None if text is None else msgspec.json.decode(text, type=kind)
    except ValueError:
        return None


_Row = TypeVar("_Row")


def _only(rows: list[_Row]) -> _Row:
    if not rows:
        raise LookupError
    return rows[0]
