"""Writes GPT4All's chat files with Qt's own QDataStream, in every version of their layout.

The layout is that of `gpt4all-chat/src/`: `ChatSaver::saveChats` in `chatlistmodel.cpp`, `Chat::serialize` in
`chat.cpp`, `ChatLLM::serialize` in `chatllm.cpp`, `ChatItem::serialize` in `chatmodel.cpp`, and
`ToolCallInfo::serialize` in `tool.cpp`, with what older releases of these wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QByteArray, QDataStream, QFile, QIODevice, QUrl


@dataclass
class Source:
    """An excerpt of a document: `ResultInfo` in `database.h`."""

    file: str
    text: str


@dataclass
class Item:
    """A message, or a part of one: `ChatItem` in `chatmodel.h`."""

    name: str
    value: str
    new_response: str = ""
    stopped: bool = False
    is_error: bool = False
    thinking_ms: int = 0
    tool_result: str = ""
    sources: list[Source] = field(default_factory=list)
    attachments: list[tuple[str, bytes]] = field(default_factory=list)
    parts: list[Item] = field(default_factory=list)


def prompt(value: str, **fields: object) -> Item:
    """Give a message of the user."""
    return Item("Prompt: ", value, **fields)  # type: ignore[arg-type]


def response(value: str, **fields: object) -> Item:
    """Give a reply."""
    return Item("Response: ", value, **fields)  # type: ignore[arg-type]


def write(
    path: Path, version: int, items: list[Item], *, cache: bytes = b"", title: str = "GPT4All 대화"
) -> Path:
    """Write a chat file; `cache` is the model's state, which older versions kept in it."""
    file = QFile(str(path))
    assert file.open(QIODevice.OpenModeFlag.WriteOnly)
    out = QDataStream(file)
    out.setVersion(QDataStream.Version.Qt_6_2)
    if version > 0:
        out.writeUInt32(0xF5D553CC)
        out.writeInt32(version)
    out.writeInt64(1_700_000_000)
    for text in ("chat-id-1", title, "", "Llama-3.2-3B-Instruct-Q4_0.gguf"):
        out.writeQString(text)
    if version >= 3:
        out.writeQStringList(["문서"])
    if version < 11:
        _write_state(out, version, cache)
    out.writeInt32(len(items))
    for number, item in enumerate(items):
        _write_item(out, version, number, item)
    file.close()
    return path


def _write_state(out: QDataStream, version: int, cache: bytes) -> None:
    if version >= 6:
        out.writeBool(bool(cache))
    if version >= 2:
        out.writeInt32(1)
        out.writeInt32(0)
    out.writeQString("response")
    out.writeQString("name")
    out.writeUInt32(7)
    if version >= 6 and not cache:
        return
    if version < 4:
        out.writeInt32(0)
    out.writeInt32(5)
    if version >= 7:
        out.writeInt32(2048)
    if version < 9:
        out.writeUInt64(3)
        out.writeRawData(b"\x01\x02\x03\x04" * 3)
    out.writeUInt64(2)
    out.writeRawData(b"\x05\x06\x07\x08" * 2)
    out << QByteArray(cache)


def _write_item(out: QDataStream, version: int, number: int, item: Item) -> None:
    if version < 12:
        out.writeInt32(number)
    out.writeQString(item.name)
    out.writeQString(item.value)
    if version < 10:
        out.writeQString("the prompt again")
    out.writeQString(item.new_response)
    for flag in (False, item.stopped, True, False):
        out.writeBool(flag)
    if version >= 11 and item.name == "Response: ":
        out.writeBool(item.is_error)
    if version >= 8:
        _write_sources(out, item.sources)
    elif version >= 3:
        _write_references(out, item.sources)
    if version >= 10:
        out.writeInt64(len(item.attachments))
        for address, content in item.attachments:
            out << QUrl(address)
            out << QByteArray(content)
    if version >= 12:
        _write_parts(out, item.parts)


def _write_sources(out: QDataStream, sources: list[Source]) -> None:
    out.writeInt64(len(sources))
    for source in sources:
        for text in ("문서", f"/docs/{source.file}", source.file, "A title", "", "2024", source.text):
            out.writeQString(text)
        for number in (-1, 3, 9):
            out.writeInt32(number)


def _write_references(out: QDataStream, sources: list[Source]) -> None:
    out.writeQString(
        "\n".join(
            f'{number}. "A title". Date: 2024. In {source.file}. Lines 3-9. [Context](context://{number})'
            for number, source in enumerate(sources, 1)
        )
    )
    out.writeQStringList([source.text for source in sources])


def _write_parts(out: QDataStream, parts: list[Item]) -> None:
    out.writeInt64(len(parts))
    for part in parts:
        out.writeQString(part.name)
        out.writeQString(part.value)
        if part.name == "Think: ":
            out.writeInt32(part.thinking_ms)
        if part.name == "ToolCall: ":
            _write_tool_call(out, part)
        _write_parts(out, part.parts)


def _write_tool_call(out: QDataStream, part: Item) -> None:
    out.writeQString("javascript_interpret")
    out.writeInt64(1)
    out.writeQString("code")
    out.writeInt32(0)
    out.writeQVariant("console.log(1)")
    out.writeQString(part.tool_result)
    out.writeInt32(0)
    out.writeQString("")
