"""A conversation as strips: its title, who wrote what, and the blocks of every message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from msgspec import structs

from desktop_chat.chat.exporting.reading import shown_branch
from desktop_chat.chat.exporting.texts import ExportTexts, fence_around
from desktop_chat.chat.messages import Attachment
from desktop_chat.chat.records import ConversationRecord, MessageRecord
from desktop_chat.markdown.blocks import Block, Heading, Quote, Run
from desktop_chat.markdown.parsing import parse
from desktop_chat.ui.chat.blocks.looks import scaled
from desktop_chat.ui.chat.plain_text import typed_blocks
from desktop_chat.ui.exchange.pdf.boxes import strips_of_blocks
from desktop_chat.ui.exchange.pdf.paper import PaperStyle
from desktop_chat.ui.exchange.pdf.strips import Line, Space, Strip

_BETWEEN_EM: Final = 2.2
_AFTER_AUTHOR_EM: Final = 0.5
_GROUND_EM: Final = 0.75
GROUND_PADDING_EM: Final = 1.0
"""What the ground of a message reaches beyond its text at both sides, in units of the font's size."""


class Column(NamedTuple):
    """The room of a page in units of the paper, and how it is filled."""

    width: int
    height: int
    style: PaperStyle


def strips_of_conversation(
    record: ConversationRecord, texts: ExportTexts, column: Column
) -> Iterator[list[Strip]]:
    """Give the strips of the shown branch, a few at a time."""
    yield from _head(record, texts, column)
    em = column.style.pixels
    for number, message in enumerate(shown_branch(record)):
        author = scaled(column.style.font, 1.0, column.style.header_cell_look.font.weight())
        parts = [
            (texts.author(message), author, column.style.theme.text),
            (texts.moment(message.created_at), column.style.caption, column.style.theme.text_muted),
        ]
        line = Line(column.width, parts, em * 1.6)
        yield [Strip(line, 0, line.height, em * _BETWEEN_EM, keeps_next=True)]
        body = _message(message, texts, column)
        yield from _on_ground(body, number, column) if message.role == "user" else body


def _head(record: ConversationRecord, texts: ExportTexts, column: Column) -> Iterator[list[Strip]]:
    style, em = column.style, column.style.pixels
    title = Heading(1, (Run(texts.title(record)),))
    yield from _blocks([title], column, gap=0)
    about = " · ".join(filter(None, (texts.moment(record.created_at), texts.model_name(record.model))))
    line = Line(column.width, [(about, style.caption, style.theme.text_muted)], em * 1.4)
    yield [Strip(line, 0, line.height, em * 0.3)]
    if record.system_prompt.strip():
        yield _label(texts.system_prompt, column, gap=em * 1.4)
        yield from _aside(typed_blocks(record.system_prompt.strip()), column)


def _message(message: MessageRecord, texts: ExportTexts, column: Column) -> Iterator[list[Strip]]:
    gap = column.style.pixels * _AFTER_AUTHOR_EM
    if message.reasoning.strip():
        yield _label(texts.reasoning, column, gap=gap)
        yield from _aside(parse(message.reasoning.strip()), column)
        gap = column.style.pixels
    if message.text.strip():
        is_typed = message.role == "user"
        blocks = typed_blocks(message.text.strip("\n")) if is_typed else parse(message.text)
        yield from _blocks(blocks, column, gap=gap)
        gap = column.style.pixels
    for attachment in message.attachments:
        yield _label(attachment.name, column, gap=gap)
        yield from _blocks(_attached(attachment), column, gap=column.style.pixels * 0.3)
        gap = column.style.pixels


def _attached(attachment: Attachment) -> Sequence[Block]:
    if not attachment.text.strip():
        return ()
    fence, language = fence_around(attachment)
    return typed_blocks(f"{fence}{language}\n{attachment.text.rstrip()}\n{fence}")


def _aside(blocks: Sequence[Block], column: Column) -> Iterator[list[Strip]]:
    """Set blocks as what matters less, with a bar beside them."""
    quoted = [structs.replace(one, within=(Quote(at == 0), *one.within)) for at, one in enumerate(blocks)]
    muted = column._replace(style=column.style.muted)
    yield from _blocks(quoted, muted, gap=column.style.pixels * 0.3)


def _label(text: str, column: Column, *, gap: float) -> list[Strip]:
    style = column.style
    line = Line(column.width, [(text, style.caption, style.theme.text_muted)], style.pixels * 1.4)
    return [Strip(line, 0, line.height, gap, keeps_next=True)]


def _blocks(blocks: Sequence[Block], column: Column, *, gap: float) -> Iterator[list[Strip]]:
    return strips_of_blocks(blocks, column.style, column.width, column.height, gap=gap)


def _on_ground(groups: Iterator[list[Strip]], number: int, column: Column) -> Iterator[list[Strip]]:
    """Put strips on a ground of their own, with room above and below."""
    last: list[Strip] = _room(column, keeps_next=True)
    last[0].gap = column.style.pixels * _AFTER_AUTHOR_EM
    is_first = True
    for strips in groups:
        if is_first:
            strips[0].gap = 0
            is_first = False
        yield _grounded(last, number)
        last = strips
    last[-1].keeps_next = True
    yield _grounded(last, number)
    yield _grounded(_room(column), number)


def _room(column: Column, *, keeps_next: bool = False) -> list[Strip]:
    space = Space(column.style.pixels * _GROUND_EM)
    return [Strip(space, 0, space.height, keeps_next=keeps_next)]


def _grounded(strips: list[Strip], number: int) -> list[Strip]:
    for strip in strips:
        strip.ground = number
    return strips
