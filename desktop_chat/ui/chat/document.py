"""Writes Markdown tokens at the end of a QTextDocument; no HTML is involved, so nothing is ever fetched or run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextList,
    QTextListFormat,
    QTextTable,
)

from desktop_chat.ui.chat.code_block import CodeBlock
from desktop_chat.ui.chat.document_style import DocumentStyle

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_RUNS: Final = 3_000
"""Pieces of one paragraph beyond which it is written in one look."""

_LINE_BREAK: Final = "\u2028"
_ALIGNMENTS: Final = {
    "text-align:center": Qt.AlignmentFlag.AlignHCenter,
    "text-align:right": Qt.AlignmentFlag.AlignRight,
}


class _Mark(NamedTuple):
    """A place at the end of the document that writing is taken back to."""

    position: int
    is_fresh: bool
    block: QTextBlockFormat


class _List:
    """A list that is being written."""

    def __init__(self, style: QTextListFormat) -> None:
        self._style = style
        self._items: QTextList | None = None

    def take(self, cursor: QTextCursor) -> None:
        """Make the cursor's block the next item."""
        if self._items is None:
            self._items = cursor.createList(self._style)
        else:
            self._items.add(cursor.block())


class DocumentWriter:
    """Appends Markdown to an empty document. It is the sink of a `MarkdownStream`."""

    def __init__(self, document: QTextDocument, style: DocumentStyle) -> None:
        self._style = style
        self._cursor = QTextCursor(document)
        self._is_fresh = True  # the block at the end is empty, and to be used
        self._tail: _Mark | None = _Mark(0, True, style.spacer)
        self._lists: list[_List] = []
        self._outer_lists: list[list[_List]] = []
        self._item_opens = False
        self._code: CodeBlock | None = None
        self._text = style.text
        self._blocks: dict[str, Callable[[Token], None]] = {
            "paragraph_open": self._open_paragraph,
            "heading_open": self._open_heading,
            "inline": lambda token: self._write_inline(token.children or []),
            "bullet_list_open": self._open_list,
            "ordered_list_open": self._open_list,
            "bullet_list_close": lambda _token: self._close_list(),
            "ordered_list_close": lambda _token: self._close_list(),
            "list_item_open": lambda _token: self._open_item(),
            "list_item_close": lambda _token: self._settle_item(),
            "blockquote_open": lambda _token: self._open_quote(),
            "blockquote_close": lambda _token: self._close_quote(),
            "fence": self._write_code,
            "code_block": self._write_code,
            "hr": self._write_rule,
        }

    # ---- what a stream asks

    @property
    def ends_in_text(self) -> bool:
        """Whether text appended now would continue the last paragraph, item or heading."""
        return not self._is_fresh

    def replace_tail(self, finished: list[Token], tail: list[Token]) -> None:
        """Put blocks in place of the tail: some for good, the others as the new tail."""
        self._cursor.beginEditBlock()
        self._drop_tail()
        self._write(finished)
        self._mark()
        self._write(tail)
        self._cursor.endEditBlock()

    def append_text(self, text: str) -> None:
        """Continue the last paragraph, in the look it ends with."""
        self._cursor.insertText(text)

    def begin_code(self, language: str) -> None:
        """Begin a code block in place of the tail."""
        self._cursor.beginEditBlock()
        self._drop_tail()
        frame = self._begin_frame(self._style.code_frame(language, 0))
        self._code = CodeBlock(self._cursor, frame, self._style)
        self._cursor.endEditBlock()

    def append_code(self, lines: str, partial: str) -> None:
        """Continue the code block with whole lines, and with a last one that still grows."""
        assert self._code is not None
        self._cursor.beginEditBlock()
        self._code.append(lines, partial)
        self._cursor.endEditBlock()

    def end_code(self) -> None:
        """End the code block; it is finished, and coloured as a whole."""
        assert self._code is not None
        self._cursor.beginEditBlock()
        self._code.finish()
        self._leave_frame(self._code.frame)
        self._code = None
        self._mark()
        self._cursor.endEditBlock()

    def _write(self, tokens: list[Token]) -> None:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "table_open":
                end = next(at for at in range(index, len(tokens)) if tokens[at].type == "table_close")
                self._write_table(tokens[index:end])
                index = end
            elif token.type in self._blocks:
                self._blocks[token.type](token)
            index += 1

    def _mark(self) -> None:
        self._tail = _Mark(self._cursor.position(), self._is_fresh, self._cursor.blockFormat())

    def _drop_tail(self) -> None:
        if self._tail is None:
            return
        self._cursor.setPosition(self._tail.position)
        self._cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        self._cursor.removeSelectedText()
        if (
            not self._cursor.block().text()
        ):  # an empty block takes over the format of what was removed after it
            self._cursor.setBlockFormat(self._tail.block)
        self._is_fresh = self._tail.is_fresh
        self._tail = None

    # ---- blocks

    def _open_block(self, block: QTextBlockFormat, text: QTextCharFormat) -> None:
        if self._is_fresh:
            self._cursor.setBlockFormat(self._first(block))
            self._cursor.setBlockCharFormat(text)
            self._cursor.setCharFormat(text)
        else:
            self._cursor.insertBlock(block, text)
        self._is_fresh = False
        self._text = text

    def _first(self, block: QTextBlockFormat) -> QTextBlockFormat:
        """Lower the top margin of a block that has none, or a frame's margin, above it."""
        result = QTextBlockFormat(block)
        is_top = self._cursor.position() == 0
        result.setTopMargin(0 if is_top else max(0, block.topMargin() - self._style.paragraph.topMargin()))
        return result

    def _open_paragraph(self, _token: Token) -> None:
        if self._item_opens:
            self._settle_item()
        elif self._lists:
            self._open_block(self._style.inner_paragraph(len(self._lists)), self._style.text)
        else:
            self._open_block(self._style.paragraph, self._style.text)

    def _open_heading(self, token: Token) -> None:
        level = int(token.tag[1])
        if self._item_opens:
            self._settle_item()
            self._text = self._style.heading_text(6)
        else:
            self._open_block(self._style.heading(level, len(self._lists)), self._style.heading_text(level))

    def _write_rule(self, _token: Token) -> None:
        self._settle_item()
        self._open_block(self._style.rule, self._style.spacer_text)

    def _write_code(self, token: Token) -> None:
        self._settle_item()
        frame = self._begin_frame(self._style.code_frame(token.info.strip(), len(self._lists)))
        CodeBlock(self._cursor, frame, self._style).write(token.content.removesuffix("\n"))
        self._leave_frame(frame)

    # ---- lists

    def _open_list(self, token: Token) -> None:
        self._settle_item()
        start = int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None
        if token.attrGet("start") == 0:
            start = 0
        self._lists.append(_List(self._style.list(len(self._lists) + 1, start)))

    def _close_list(self) -> None:
        self._lists.pop()

    def _open_item(self) -> None:
        self._item_opens = True

    def _settle_item(self) -> None:
        """Give an item that has just opened its block."""
        if self._item_opens:
            self._item_opens = False
            self._open_block(self._style.item, self._style.text)
            self._lists[-1].take(self._cursor)

    # ---- frames

    def _begin_frame(self, style: QTextFrameFormat) -> QTextFrame:
        if self._is_fresh:
            self._make_spacer()
        frame = self._cursor.insertFrame(style)
        self._is_fresh = True
        return frame

    def _leave_frame(self, frame: QTextFrame) -> None:
        self._cursor.setPosition(frame.lastPosition() + 1)
        self._make_spacer()
        self._is_fresh = True

    def _make_spacer(self) -> None:
        self._cursor.setBlockFormat(self._style.spacer)
        self._cursor.setBlockCharFormat(self._style.spacer_text)
        self._cursor.setCharFormat(self._style.spacer_text)

    def _open_quote(self) -> None:
        self._settle_item()
        self._begin_frame(self._style.quote_frame(len(self._lists)))
        self._outer_lists.append(self._lists)
        self._lists = []

    def _close_quote(self) -> None:
        self._lists = self._outer_lists.pop()
        self._leave_frame(self._cursor.currentFrame())

    def _write_table(self, tokens: list[Token]) -> None:
        self._settle_item()
        rows = sum(token.type == "tr_open" for token in tokens)
        columns = max(1, sum(token.type == "th_open" for token in tokens))
        if self._is_fresh:
            self._make_spacer()
        table = self._cursor.insertTable(rows, columns, self._style.table(columns, len(self._lists)))
        self._fill(table, tokens)
        self._leave_frame(table)

    def _fill(self, table: QTextTable, tokens: list[Token]) -> None:
        row, column = -1, -1
        for token in tokens:
            if token.type == "tr_open":
                row, column = row + 1, -1
            elif token.type in {"th_open", "td_open"}:
                column += 1
                self._cursor = table.cellAt(row, column).firstCursorPosition()
                self._open_cell(token)
            elif token.type == "inline":
                self._write_inline(token.children or [])

    def _open_cell(self, token: Token) -> None:
        block = QTextBlockFormat(self._style.cell)
        block.setAlignment(_ALIGNMENTS.get(str(token.attrGet("style")), Qt.AlignmentFlag.AlignLeft))
        self._cursor.setBlockFormat(block)
        self._text = self._style.heading_text(6) if token.type == "th_open" else self._style.text

    # ---- text

    def _write_inline(self, tokens: list[Token]) -> None:
        """Write runs of text, each as long as its format stays the same: Qt takes long over many short ones."""
        if len(tokens) > MAX_RUNS:
            self._cursor.insertText("".join(map(_words, tokens)), self._text)
            return
        formats = [self._text]
        pending, pending_format = "", self._text
        for token in tokens:
            if token.nesting > 0:
                formats.append(self._changed(formats[-1], token))
                continue
            if token.nesting < 0:
                formats.pop()
                continue
            is_code = token.type == "code_inline"
            text = self._style.inline_code(formats[-1]) if is_code else formats[-1]
            if text is not pending_format:
                self._cursor.insertText(pending, pending_format)
                pending, pending_format = "", text
            pending += _words(token)
        self._cursor.insertText(pending, pending_format)

    def _changed(self, text: QTextCharFormat, token: Token) -> QTextCharFormat:
        if token.type == "link_open":
            return self._style.link(text, str(token.attrGet("href")))
        result = QTextCharFormat(text)
        if token.type == "strong_open":
            result.setFontWeight(QFont.Weight.DemiBold)
        elif token.type == "em_open":
            result.setFontItalic(True)
        elif token.type == "s_open":
            result.setFontStrikeOut(True)
        return result


def _words(token: Token) -> str:
    """Give the characters a token shows; a picture's description and address stand for it: it is never fetched."""
    if token.type in {"softbreak", "hardbreak"}:
        return _LINE_BREAK
    if token.type == "image":
        return f"{token.content or '🖼'} ({token.attrGet('src')})"
    return token.content
