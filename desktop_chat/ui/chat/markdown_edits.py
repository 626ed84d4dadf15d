"""Markdown as one types it: marks around words, lists, fences, and lines that go on as the one before."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

_FENCE: Final = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_ITEM: Final = re.compile(
    r"(?P<indent>\s*)(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<dot>[.)]))(?P<gap>\s+)(?P<task>\[[ xX]\]\s+)?"
)
_QUOTE: Final = re.compile(r"\s*(?:>\s?)+")
_INDENT: Final = "  "
_IN_FENCE: Final = "    "


def toggle_mark(cursor: QTextCursor, mark: str) -> None:
    """Put a mark such as `**` around what is selected, or take it away; nothing selected: write between two."""
    start, end, size = cursor.selectionStart(), cursor.selectionEnd(), len(mark)
    before, after = _text(cursor, start - size, start), _text(cursor, end, end + size)
    selected = _text(cursor, start, end)
    cursor.beginEditBlock()
    if before == after == mark and not _is_longer_mark(cursor, start, end, mark):
        _replace(cursor, end, end + size, "")
        _replace(cursor, start - size, start, "")
        _select(cursor, start - size, end - size)
    elif len(selected) > 2 * size and selected.startswith(mark) and selected.endswith(mark):
        _replace(cursor, start, end, selected[size:-size])
        _select(cursor, start, end - 2 * size)
    else:
        lead = len(selected) - len(selected.lstrip())
        kept = selected.strip()  # Markdown knows no marks beside spaces
        _replace(cursor, start + lead, start + lead + len(kept), mark + kept + mark)
        _select(cursor, start + lead + size, start + lead + size + len(kept))
    cursor.endEditBlock()


def toggle_code_block(cursor: QTextCursor) -> None:
    """Put fences around the selected lines, or begin a block of code on a line of its own."""
    first, last = _lines(cursor)
    cursor.beginEditBlock()
    _replace(cursor, _end(last), _end(last), "\n```")
    start = first.position()
    _replace(cursor, start, start, "```\n")
    cursor.setPosition(start + 4)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.endEditBlock()


def toggle_list(cursor: QTextCursor, *, numbered: bool) -> None:
    """Make the selected lines items of a list, or plain lines where they all are items of this kind."""
    lines = _between(*_lines(cursor))
    found = [_ITEM.match(line.text()) for line in lines]
    is_list = all(item is not None and bool(item["number"]) == numbered for item in found)
    cursor.beginEditBlock()
    for number, (line, item) in enumerate(zip(lines, found, strict=True), 1):
        text = line.text()
        indent = re.match(r"\s*", text)[0]  # type: ignore[index]  # matches always
        start = line.position() + len(indent)
        end = line.position() + (item.end() if item else len(indent))
        _replace(cursor, start, end, "" if is_list else f"{number}. " if numbered else "- ")
    cursor.endEditBlock()


def indent(cursor: QTextCursor, *, outwards: bool) -> bool:
    """Move the selected lines in or out, if they are items of a list or code; says whether they are."""
    lines = _between(*_lines(cursor))
    in_fence = is_in_fence(lines[0])
    if not in_fence and not all(_ITEM.match(line.text()) for line in lines):
        return False
    step = _IN_FENCE if in_fence else _INDENT
    cursor.beginEditBlock()
    if in_fence and not outwards and not cursor.hasSelection():
        cursor.insertText(step)
    else:
        for line in lines:
            _shift(cursor, line, step, outwards=outwards)
    cursor.endEditBlock()
    return True


def break_line(cursor: QTextCursor) -> None:
    """Begin a new line that goes on as this one: the next item, the quote, the same indent.

    An item or a quote with nothing in it ends instead: its mark goes, as people expect who press twice.
    """
    block = cursor.block()
    before = block.text()[: cursor.positionInBlock()]
    opening = _opening(block, before) if not cursor.hasSelection() else ""
    cursor.beginEditBlock()
    if opening.strip() and not before[len(_same_opening(before)) :].strip() and before == block.text():
        _replace(cursor, block.position(), _end(block), "")
    else:
        cursor.insertBlock(QTextBlockFormat())
        cursor.insertText(opening)
    cursor.endEditBlock()


def is_in_fence(block: QTextBlock) -> bool:
    """Say whether a line stands in a block of code whose fence is not closed before it."""
    fence = ""
    each = block.document().begin()
    while each.isValid() and each.blockNumber() < block.blockNumber():
        found = _FENCE.match(each.text())
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence) and not each.text()[found.end() :].strip():
            fence = ""
        each = each.next()
    return bool(fence)


def _opening(block: QTextBlock, before: str) -> str:
    """Give what the line after one begins with."""
    if is_in_fence(block) or _FENCE.match(before):
        return re.match(r"\s*", before)[0]  # type: ignore[index]  # matches always
    item = _ITEM.match(before)
    if item:
        mark = f"{int(item['number']) + 1}{item['dot']}" if item["number"] else item["mark"]
        return item["indent"] + mark + item["gap"] + ("[ ] " if item["task"] else "")
    quote = _QUOTE.match(before)
    return quote[0] if quote else re.match(r"\s*", before)[0]  # type: ignore[index]


def _same_opening(before: str) -> str:
    found = _ITEM.match(before) or _QUOTE.match(before)
    return found[0] if found else ""


# ---- the text around a cursor


def _text(cursor: QTextCursor, start: int, end: int) -> str:
    last = cursor.document().characterCount() - 1
    if start < 0 or end > last:
        return ""
    probe = QTextCursor(cursor.document())
    _select(probe, start, end)
    return probe.selectedText()


def _is_longer_mark(cursor: QTextCursor, start: int, end: int, mark: str) -> bool:
    """Say whether what looks like `*` is a half of `**`; three are both."""
    if len(mark) > 1 or mark == "`":
        return False
    runs = (_text(cursor, start - 2, start), _text(cursor, start - 3, start), _text(cursor, end, end + 2))
    return runs[0] == 2 * mark == runs[2] and runs[1] != 3 * mark


def _replace(cursor: QTextCursor, start: int, end: int, text: str) -> None:
    edit = QTextCursor(cursor.document())
    _select(edit, start, end)
    edit.insertText(text)


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def _lines(cursor: QTextCursor) -> tuple[QTextBlock, QTextBlock]:
    document = cursor.document()
    return document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())


def _between(first: QTextBlock, last: QTextBlock) -> list[QTextBlock]:
    lines = [first]
    while lines[-1].blockNumber() < last.blockNumber():
        lines.append(lines[-1].next())
    return lines


def _end(block: QTextBlock) -> int:
    return block.position() + block.length() - 1


def _shift(cursor: QTextCursor, line: QTextBlock, step: str, *, outwards: bool) -> None:
    start = line.position()
    if outwards:
        text = line.text()
        width = 1 if text.startswith("\t") else min(len(step), len(text) - len(text.lstrip(" ")))
        _replace(cursor, start, start + width, "")
    else:
        _replace(cursor, start, start, step)
