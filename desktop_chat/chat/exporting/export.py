"""Exporting in small steps, so that nothing waits and it can be given up at any time.

A file is there when all of it is written, or not at all; so is the folder that several files go into.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from desktop_chat.chat.exporting.file_names import safe_name
from desktop_chat.chat.exporting.html_page import to_html_page
from desktop_chat.chat.exporting.json_file import json_parts
from desktop_chat.chat.exporting.markdown_text import to_markdown
from desktop_chat.chat.exporting.plain_text import to_text
from desktop_chat.chat.exporting.reading import read_conversation
from desktop_chat.chat.exporting.texts import ExportTexts
from desktop_chat.chat.records import ConversationRecord
from desktop_chat.chat.store import Store
from desktop_chat.faults import FaultError
from desktop_chat.files import sync_folder, write_whole, writing_whole

Format = Literal["json", "markdown", "html", "text"]

ENDINGS: Final[dict[Format, str]] = {"json": ".json", "markdown": ".md", "html": ".html", "text": ".txt"}

_WRITERS: Final[dict[Format, Callable[[ConversationRecord, ExportTexts], str]]] = {
    "markdown": to_markdown,
    "html": to_html_page,
    "text": to_text,
}


class ExportProgress(Struct, frozen=True):
    """How far an export is, in conversations."""

    done: int
    total: int


def export(store: Store, path: Path, format: Format, texts: ExportTexts, ids: Sequence[int] | None) -> int:  # noqa: A002  the word people use
    """Export in one go; gives the number of conversations. See `export_steps`."""
    steps = export_steps(store, path, format, texts, ids)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return int(end.value)


def export_steps(
    store: Store,
    path: Path,
    format: Format,  # noqa: A002  the word people use
    texts: ExportTexts,
    ids: Sequence[int] | None,
) -> Generator[ExportProgress, None, int]:
    """Export conversations, one a step; closing it gives it up. Returns their number.

    JSON goes into one file at `path`, and without `ids` holds all conversations, personas and prompts. In the
    other formats one conversation goes into one file at `path`, and several into files with names of their own in
    the new folder `path`. What is in the bin is left out. Raises `FaultError("export_failed")` and those of the
    store.
    """
    chosen = [one.id for one in store.conversations()] if ids is None else list(ids)
    with _faults(path):
        if format == "json":
            yield from _write_json(store, path, chosen, with_library=ids is None)
        elif ids is not None and len(chosen) == 1:
            text = _WRITERS[format](read_conversation(store, chosen[0]), texts)
            write_whole(path, text.encode(errors="replace"))
        else:
            yield from _write_folder(store, path, format, texts, chosen)
    return len(chosen)


def suggested_name(store: Store, format: Format, texts: ExportTexts, conversation_id: int) -> str:  # noqa: A002
    """Give a file name for a conversation, from its title."""
    title = store.conversation(conversation_id).title
    return safe_name(title, ENDINGS[format], set(), texts.untitled)


def _write_json(
    store: Store, path: Path, ids: Sequence[int], *, with_library: bool
) -> Iterator[ExportProgress]:
    with writing_whole(path) as file:
        for done, part in enumerate(json_parts(store, ids, with_library=with_library)):
            file.write(part)
            yield ExportProgress(min(done, len(ids)), len(ids))


def _write_folder(
    store: Store,
    path: Path,
    format: Format,  # noqa: A002
    texts: ExportTexts,
    ids: Sequence[int],
) -> Iterator[ExportProgress]:
    unfinished = path.with_name(f".{path.name[:40]}.unfinished")
    if path.exists():
        raise FileExistsError(17, "it is there already")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    taken: dict[str, set[str]] = {}
    try:
        for done, conversation_id in enumerate(ids):
            record = read_conversation(store, conversation_id)
            folder = safe_name(record.folder, "", set(), "") if record.folder else ""
            (unfinished / folder).mkdir(exist_ok=True)
            name = safe_name(record.title, ENDINGS[format], taken.setdefault(folder, set()), texts.untitled)
            (unfinished / folder / name).write_text(
                _WRITERS[format](record, texts), encoding="utf-8", errors="replace", newline="\n"
            )
            yield ExportProgress(done + 1, len(ids))
        unfinished.replace(path)
        sync_folder(path.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FaultError("export_failed", name=path.name, reason=reason) from error
