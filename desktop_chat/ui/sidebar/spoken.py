"""What screen readers say of a line of the list: what it is called, when it was used last, and its state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop_chat.chat.messages import ConversationSummary
from desktop_chat.ui.sidebar.dates import short_date
from desktop_chat.ui.sidebar.rows import Row


def spoken(row: Row, today: date, counted: str) -> str:
    """Give the words for a line; `counted` says how many conversations are behind it."""
    if row.conversation is not None:
        return ", ".join((row.text, *_of_conversation(row.conversation, today)))
    if row.kind == "folder":
        state = (
            QCoreApplication.translate("ConversationModel", "open")
            if row.is_open
            else QCoreApplication.translate("ConversationModel", "closed")
        )
        folder = QCoreApplication.translate("ConversationModel", "Folder {name}").replace("{name}", row.text)
        return f"{folder}, {counted}, {state}"
    if row.kind in ("archive", "bin"):
        return f"{row.text}, {counted}"
    # A line without words stands above the ways to the archive and the bin.
    return row.text or QCoreApplication.translate("ConversationModel", "Archive and bin")


def _of_conversation(one: ConversationSummary, today: date) -> Iterator[str]:
    if one.deleted_at is not None:
        deleted = QCoreApplication.translate("ConversationModel", "deleted {day}")
        yield deleted.replace("{day}", short_date(one.deleted_at, today))
        return
    yield short_date(one.updated_at, today)
    if one.pinned_at is not None:
        yield QCoreApplication.translate("ConversationModel", "pinned")
