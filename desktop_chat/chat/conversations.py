"""The conversations as a whole: making, listing and ordering them, and the bin."""

from __future__ import annotations

import time
from typing import Any

from desktop_chat.chat.attachment_rows import attachments_of_draft
from desktop_chat.chat.json_columns import from_json, to_json
from desktop_chat.chat.messages import Conversation, ConversationSummary, Draft, ReadingPlace, TitleSource
from desktop_chat.chat.table import Table, only
from desktop_chat.portable import found, kept
from desktop_chat.settings import GenerationOverrides

_NO_SETTINGS = GenerationOverrides()
_SUMMARY = "id, title, updated_at, model, folder_id, pinned_at, archived_at, deleted_at"
# A version that was deleted meanwhile is not shown beside another.
_CONVERSATION = """
    id, title, model, system_prompt, draft, leaf_id, created_at, updated_at, title_source, folder_id, persona,
    settings, (
        SELECT m.id FROM message m
        WHERE m.id = c.beside_id AND m.conversation_id = c.id AND m.deleted_at IS NULL
    ), place, queued
"""


class Conversations(Table):
    """Conversations without their messages."""

    def conversations(self) -> list[ConversationSummary]:
        """Give all conversations that are not in the bin, the newest first, archived ones among them."""
        rows = self._database.query(
            f"SELECT {_SUMMARY} FROM conversation WHERE deleted_at IS NULL ORDER BY updated_at DESC, id DESC"
        )
        return [_summary(row) for row in rows]

    def deleted_conversations(self) -> list[ConversationSummary]:
        """Give the conversations in the bin, the last deleted first."""
        rows = self._database.query(
            f"SELECT {_SUMMARY} FROM conversation WHERE deleted_at > 0 ORDER BY deleted_at DESC, id DESC"
        )
        return [_summary(row) for row in rows]

    def conversation(self, conversation_id: int) -> Conversation:
        """Give a conversation, also one in the bin."""
        rows = self._database.query(
            f"SELECT {_CONVERSATION} FROM conversation c WHERE id = ? AND deleted_at IS NOT 0",
            conversation_id,
        )
        number, title, model, *plain, settings, beside_id, place, queued = only(rows)
        read = (
            from_json(GenerationOverrides, settings) or _NO_SETTINGS,
            beside_id,
            from_json(ReadingPlace, place),
            from_json(Draft, queued) or Draft(),
            attachments_of_draft(self._database, conversation_id),
        )
        return Conversation(*(number, title, found(model), *plain, *read))

    def create_conversation(
        self,
        *,
        model: str = "",
        system_prompt: str = "",
        persona: str = "",
        settings: GenerationOverrides = _NO_SETTINGS,
        folder_id: int | None = None,
    ) -> Conversation:
        """Make an empty conversation."""
        now = time.time()
        new = self._database.insert(
            "INSERT INTO conversation"
            " (model, system_prompt, persona, settings, folder_id, created_at, updated_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            kept(model),
            system_prompt,
            persona,
            to_json(settings),
            folder_id,
            now,
            now,
        )
        return self.conversation(new)

    def set_title(self, conversation_id: int, title: str, source: TitleSource) -> None:
        """Set the title. One that the user gave stays, unless the user gives another."""
        with self.transaction():
            (kept,) = only(
                self._database.query("SELECT title_source FROM conversation WHERE id = ?", conversation_id)
            )
            if source == "user" or kept != "user":
                self._set(conversation_id, "title", title)
                self._set(conversation_id, "title_source", source)

    def set_model(self, conversation_id: int, model: str) -> None:
        """Remember the path of the model file the conversation goes on with."""
        self._set(conversation_id, "model", kept(model))

    def set_persona(self, conversation_id: int, key: str) -> None:
        """Remember who the model is; "" for nobody."""
        self._set(conversation_id, "persona", key)

    def conversations_of_persona(self, key: str) -> list[int]:
        """Give the ids of all conversations with a persona, those in the bin among them."""
        rows = self._database.query("SELECT id FROM conversation WHERE persona = ?", key)
        return [number for (number,) in rows]

    def set_settings(self, conversation_id: int, settings: GenerationOverrides) -> None:
        """Keep the settings of this conversation alone."""
        self._set(conversation_id, "settings", to_json(settings))

    def set_beside(self, conversation_id: int, message_id: int | None) -> None:
        """Show another version of the last reply beside it; None: no other."""
        self._set(conversation_id, "beside_id", message_id)

    def set_place(self, conversation_id: int, place: ReadingPlace | None) -> None:
        """Remember where the conversation was left; None: at its end."""
        self._set(conversation_id, "place", to_json(place))

    def set_folder(self, conversation_id: int, folder_id: int | None) -> None:
        """Put the conversation into a folder; None: into none."""
        self._set(conversation_id, "folder_id", folder_id)

    def set_pinned(self, conversation_id: int, pinned: bool) -> None:
        """Keep the conversation above the others, or no more."""
        self._mark(conversation_id, "pinned_at", pinned)

    def set_archived(self, conversation_id: int, archived: bool) -> None:
        """Put the conversation into the archive, or take it out."""
        self._mark(conversation_id, "archived_at", archived)

    def delete(self, conversation_id: int) -> None:
        """Put the conversation into the bin; `restore` brings it back until it is purged."""
        self._mark(conversation_id, "deleted_at", True)

    def restore(self, conversation_id: int) -> None:
        """Bring a conversation back from the bin."""
        self.conversation(conversation_id)
        self._mark(conversation_id, "deleted_at", False)

    def _mark(self, conversation_id: int, column: str, is_on: bool) -> None:
        """Note since when something is so; it stays what it was where it is so already."""
        self._change_one(
            f"UPDATE conversation SET {column} = iif(?, coalesce({column}, ?), NULL) WHERE id = ?",
            is_on,
            time.time(),
            conversation_id,
        )

    def _set(self, conversation_id: int, column: str, value: str | float | None) -> None:
        self._change_one(f"UPDATE conversation SET {column} = ? WHERE id = ?", value, conversation_id)


def _summary(row: tuple[Any, ...]) -> ConversationSummary:
    number, title, updated_at, model, *rest = row
    return ConversationSummary(number, title, updated_at, found(model), *rest)
