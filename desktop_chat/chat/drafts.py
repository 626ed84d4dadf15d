"""What is typed and not sent, of each conversation and of a new one."""

from __future__ import annotations

from desktop_chat.chat.attachment_rows import add_attachments, attachments_of_draft
from desktop_chat.chat.json_columns import to_json
from desktop_chat.chat.messages import Draft
from desktop_chat.chat.table import Table, only


class Drafts(Table):
    """Drafts, exactly as they were typed."""

    def draft(self, conversation_id: int | None) -> Draft:
        """Give what is typed in a conversation, or in a new one (None)."""
        if conversation_id is None:
            rows = self._database.query("SELECT text FROM new_draft") or [("",)]
        else:
            rows = self._database.query("SELECT draft FROM conversation WHERE id = ?", conversation_id)
        (text,) = only(rows)
        return Draft(text, attachments_of_draft(self._database, conversation_id))

    def set_draft(self, conversation_id: int | None, draft: Draft) -> None:
        """Keep what is typed in a conversation, or in a new one (None)."""
        with self.transaction():
            if conversation_id is None:
                self._database.change("INSERT OR REPLACE INTO new_draft (id, text) VALUES (0, ?)", draft.text)
            else:
                self._change_one(
                    "UPDATE conversation SET draft = ? WHERE id = ?", draft.text, conversation_id
                )
            if attachments_of_draft(self._database, conversation_id) != draft.attachments:
                self._replace_attachments(conversation_id, draft)

    def set_queued(self, conversation_id: int, draft: Draft) -> None:
        """Keep what is sent once the reply being written is done; an empty one: nothing."""
        self._change_one("UPDATE conversation SET queued = ? WHERE id = ?", to_json(draft), conversation_id)

    def _replace_attachments(self, conversation_id: int | None, draft: Draft) -> None:
        self._database.change(
            "DELETE FROM attachment WHERE conversation_id IS ? AND message_id IS NULL", conversation_id
        )
        add_attachments(self._database, conversation_id, None, draft.attachments)
