"""The imports there were, and undoing one of them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from desktop_chat.chat.importing.found import Format
from desktop_chat.chat.importing.made import made_by, remove_made
from desktop_chat.chat.store import Store

_IMPORTS: Final = """
    SELECT i.id, i.imported_at, i.format, i.name, count(c.id) FROM import i
    LEFT JOIN conversation c ON c.import_id = i.id AND c.deleted_at IS NOT 0
    GROUP BY i.id ORDER BY i.id DESC
"""


class ImportSummary(Struct, frozen=True):
    """An import that can be undone; `conversations` are those still here."""

    id: int
    imported_at: float  # seconds since 1970
    format: Format
    name: str  # of the file or folder
    conversations: int


class Undone(Struct, frozen=True):
    """How many conversations of an import left again, and how many stayed since something was written in them."""

    removed: int
    kept: int


def imports(store: Store) -> list[ImportSummary]:
    """Give the imports that can be undone, the newest first."""
    return [ImportSummary(*row) for row in store.database.query(_IMPORTS)]


def undo(store: Store, import_id: int) -> Undone:
    """Let the conversations of an import leave again, all at once, and what they replaced come back.

    Those in which something was written since stay, as do folders that hold something and personas and prompts
    that were changed. Raises `LookupError`.
    """
    with store.transaction():
        made, imported_at = made_by(store, import_id)
        removed = store.database.change(
            "UPDATE conversation SET deleted_at = 0 WHERE import_id = ? AND updated_at < ?",
            import_id,
            imported_at,
        )
        ((kept,),) = store.database.query(
            "SELECT count(*) FROM conversation WHERE import_id = ? AND deleted_at IS NOT 0", import_id
        )
        for conversation_id in made.replaced:
            store.database.change(
                "UPDATE conversation SET deleted_at = NULL WHERE id = ? AND deleted_at > 0", conversation_id
            )
        remove_made(store, made)
        store.database.change("DELETE FROM import WHERE id = ?", import_id)
    return Undone(removed, int(kept))
