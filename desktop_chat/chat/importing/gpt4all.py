"""GPT4All's `gpt4all-….chat` files, versions 0 to 12.

The layout is that of `gpt4all-chat/src/chatlistmodel.cpp` (the file), `chat.cpp` (the conversation), `chatllm.cpp`
(the model's state, which is passed over), `chatmodel.cpp` (the messages) and `tool.cpp`, as they read it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct, structs

from desktop_chat.chat.importing.found import Described, put_together
from desktop_chat.chat.importing.pieces import Piece, fenced, joined, split_thinking
from desktop_chat.chat.importing.qt_stream import QtReader
from desktop_chat.chat.messages import Attachment
from desktop_chat.chat.records import ConversationRecord
from desktop_chat.faults import FaultError

MAGIC: Final = bytes.fromhex("F5D553CC")
_NEWEST: Final = 12
_MOST_DEPTH: Final = 16  # of parts within parts; the app writes 2
_SMALLEST_ITEM: Final = 10
_FILE_NAME: Final = re.compile(r"In (.{1,300}?)\. (?:Page |Lines |\[Context\])")
_TAGS: Final = re.compile(r"</?(?:think|javascript_interpret)>")


class _Item(Struct):
    """A message, or a part of one: what of it is of use."""

    name: str = ""
    value: str = ""
    other: str = ""  # a better answer that the user wrote
    is_stopped: bool = False
    is_error: bool = False
    thinking_ms: int = 0
    attachments: tuple[Attachment, ...] = ()
    sources: tuple[Attachment, ...] = ()
    parts: tuple[_Item, ...] = ()


def read_file(file: Path) -> ConversationRecord:
    """Give the conversation in a file.

    Raises `OSError`, `ValueError`, and `FaultError` (`import_record_newer`, `import_record_empty`).
    """
    with file.open("rb") as opened:
        reader = QtReader(opened, file.stat().st_size)
        return _read(reader, _version(reader, opened), file.stat().st_mtime)


def _version(reader: QtReader, file: BinaryIO) -> int:
    """Read the head; the first files had none."""
    has_head = file.read(4) == MAGIC
    file.seek(0)
    if not has_head:
        return 0
    reader.uint32()
    version = reader.int32()
    if not 1 <= version <= _NEWEST:
        raise FaultError("import_record_newer", version=str(version))
    return version


def _read(reader: QtReader, version: int, written_at: float) -> ConversationRecord:
    created_at = reader.int64()
    identifier, title, _, model = reader.text(), reader.text(), reader.text(), reader.text()
    if version >= 3:
        reader.texts()  # collections of documents
    if version < 11:
        _skip_state(reader, version)
    items = [_item(reader, version) for _ in range(reader.count32(_SMALLEST_ITEM))]
    described = Described(
        source=identifier,
        title="" if title in {"New Chat", "Server Chat"} else title,
        created_at=float(created_at) if created_at > 0 else None,
        updated_at=written_at,
        model=model,
    )
    pieces, shown = _pieces(_with_sources_at_prompts(items, version), model)
    return put_together("gpt4all", described, pieces, shown, written_at=written_at)


def _skip_state(reader: QtReader, version: int) -> None:
    has_cache = reader.flag() if version >= 6 else True
    if version >= 2:
        reader.int32()  # kind of model
        reader.int32()  # version of its state
    reader.text()  # the last response
    reader.text()  # the generated name
    reader.uint32()  # tokens
    if has_cache:
        _skip_cache(reader, version)


def _skip_cache(reader: QtReader, version: int) -> None:
    if version < 4:
        reader.uint32()  # logits of the response
    reader.uint32()  # tokens evaluated
    if version >= 7:
        reader.uint32()  # length of the context
    if version < 9:
        reader.skip(4 * reader.int64())  # logits
    reader.skip(4 * reader.int64())  # tokens
    reader.skip_data()


# ---- messages


def _item(reader: QtReader, version: int) -> _Item:
    if version < 12:
        reader.int32()  # its number
    item = _Item(reader.text(), reader.text())
    if version < 10:
        reader.text()  # the prompt, as it was then
    item.other = reader.text()
    reader.flag()  # whether it is the one being written
    item.is_stopped = reader.flag()
    reader.flag()  # thumbs up
    reader.flag()  # thumbs down
    if version >= 11 and item.name == "Response: ":
        item.is_error = reader.flag()
    if version >= 8:
        item.sources = tuple(_source(reader) for _ in range(reader.count(44)))
    elif version >= 3:
        item.sources = _old_sources(reader.text(), reader.texts())
    if version >= 10:
        item.attachments = tuple(_attachment(reader) for _ in range(reader.count(8)))
    if version >= 12:
        item.parts = _parts(reader, 0)
    return item


def _parts(reader: QtReader, depth: int) -> tuple[_Item, ...]:
    if depth > _MOST_DEPTH:
        raise ValueError("parts within parts without end")
    return tuple(_part(reader, depth) for _ in range(reader.count(16)))


def _part(reader: QtReader, depth: int) -> _Item:
    part = _Item(reader.text(), reader.text())
    if part.name == "Think: ":
        part.thinking_ms = reader.int32()
    elif part.name == "ToolCall: ":
        _skip_tool_call(reader)
    elif part.name not in {"Response: ", "ToolResponse: ", "Text: "}:
        raise ValueError("a part of an unknown kind")
    part.parts = _parts(reader, depth + 1)
    return part


def _skip_tool_call(reader: QtReader) -> None:
    reader.text()  # its name
    for _ in range(reader.count(13)):
        reader.text()
        reader.int32()
        reader.variant()
    reader.text()  # the result, which follows as a part too
    reader.int32()
    reader.text()


def _source(reader: QtReader) -> Attachment:
    _, path, file, title, _, _, text = (reader.text() for _ in range(7))
    for _ in range(3):
        reader.int32()  # page, first and last line
    return Attachment(file or title or path, text)


def _old_sources(references: str, texts: list[str]) -> tuple[Attachment, ...]:
    lines = [line for line in references.split("\n") if line.strip() and not line.strip().startswith("---")]
    names = [_FILE_NAME.search(line) for line in lines]
    return tuple(
        Attachment(name.group(1) if name else line.strip()[:80], text)
        for name, line, text in zip(names, lines, texts, strict=False)
    )


def _attachment(reader: QtReader) -> Attachment:
    address, content = reader.data().decode(errors="replace"), reader.data()
    name = unquote(urlsplit(address).path).rpartition("/")[2]
    try:
        return Attachment(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError:  # a spreadsheet
        return Attachment(name, "")


def _with_sources_at_prompts(items: list[_Item], version: int) -> list[_Item]:
    """Put what a reply was made from to its question, where newer versions keep it."""
    prompt: _Item | None = None
    for item in items:
        if item.name == "Prompt: ":
            prompt = item
        elif version < 11 and prompt is not None:
            prompt.sources, item.sources = item.sources, ()
            prompt = None
    return items


def _pieces(items: list[_Item], model: str) -> tuple[list[Piece], str | None]:
    pieces: list[Piece] = []
    before: str | None = None
    for number, item in enumerate(items):
        is_user = item.name == "Prompt: "
        piece = _piece(item, str(number), before, is_user, model)
        if item.name == "System: ":
            piece = structs.replace(piece, role="")
        pieces.append(piece)
        if item.other and item.other != item.value and not is_user:
            pieces.append(structs.replace(piece, key=f"{number}.other", text=item.other))
        before = piece.key
    return pieces, before


def _piece(item: _Item, key: str, parent: str | None, is_user: bool, model: str) -> Piece:
    parts = _flat(item)
    thoughts = [part for part in parts if part.name == "Think: "]
    text = joined([*map(_part_text, parts), item.value])
    reasoning = joined([_TAGS.sub("", part.value) for part in thoughts])
    if not is_user and not reasoning:
        reasoning, text = split_thinking(text)
    return Piece(
        key,
        parent,
        "user" if is_user else "assistant",
        text=text,
        reasoning=reasoning.strip(),
        reasoning_seconds=sum(part.thinking_ms for part in thoughts) / 1000 if thoughts else None,
        state="failed" if item.is_error else "stopped" if item.is_stopped else "done",
        model="" if is_user else model,
        attachments=(*item.attachments, *item.sources),
    )


def _flat(item: _Item) -> list[_Item]:
    return [one for part in item.parts for one in (part, *_flat(part))]


def _part_text(part: _Item) -> str:
    match part.name:
        case "Think: ":
            return ""
        case "ToolCall: ":
            return _TAGS.sub("", part.value).strip()
        case "ToolResponse: ":
            return fenced(part.value) if part.value.strip() else ""
        case _:
            return part.value
