"""The forms that conversations are written in, several after the other in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from desktop_chat.chat.exporting.html_page import html_parts
from desktop_chat.chat.exporting.json_file import head_of, json_parts
from desktop_chat.chat.exporting.markdown_text import to_markdown
from desktop_chat.chat.exporting.plain_text import to_text
from desktop_chat.chat.exporting.texts import ExportTexts
from desktop_chat.chat.records import ConversationRecord
from desktop_chat.chat.store import Store

Format = Literal["json", "markdown", "html", "text"]

_BETWEEN: Final = b"\n---\n\n"


class Form(NamedTuple):
    """The ending of a file, and what gives its bytes piece by piece; a piece may be empty."""

    ending: str
    write: Callable[[Iterator[ConversationRecord]], Iterator[bytes]]


def form_of(store: Store, format: Format, texts: ExportTexts, *, with_library: bool = False) -> Form:  # noqa: A002  the word people use
    """Give one of the forms; JSON holds personas, prompts and folders' order too where it is asked for.

    Raises `FaultError` of the store.
    """
    match format:
        case "json":
            head = head_of(store, with_library=with_library)
            return Form(".json", lambda records: json_parts(head, records))
        case "html":
            return Form(".html", lambda records: html_parts(records, texts))
        case "markdown":
            return Form(".md", lambda records: _joined(records, to_markdown, texts))
        case "text":
            return Form(".txt", lambda records: _joined(records, to_text, texts))


def _joined(
    records: Iterator[ConversationRecord],
    write: Callable[[ConversationRecord, ExportTexts], str],
    texts: ExportTexts,
) -> Iterator[bytes]:
    before = b""
    for record in records:
        yield before + write(record, texts).encode(errors="replace")
        before = _BETWEEN
