"""Lines of Markdown read into blocks one after the other, by the CommonMark specification's parsing strategy.

What a line means depends on the blocks that are open and on nothing else: reading it costs the same however long the
text already is, and the blocks are the same however it arrives. https://spec.commonmark.org/0.31.2/#phase-1-block-structure
"""

from __future__ import annotations

import re
from typing import Final

from desktop_chat.markdown.blocks import Rule
from desktop_chat.markdown.containers import (
    CODE_INDENT,
    MAX_DEPTH,
    OpenContainer,
    OpenQuote,
    pass_quote_mark,
    start_item,
    start_note,
)
from desktop_chat.markdown.cursor import Cursor
from desktop_chat.markdown.lines import Line
from desktop_chat.markdown.open_blocks import OpenBlocks
from desktop_chat.markdown.open_code import OpenCode, OpenFence, OpenIndentedCode, start_fence
from desktop_chat.markdown.open_formula import OpenFormula, start_formula, whole_formula
from desktop_chat.markdown.open_paragraph import OpenParagraph
from desktop_chat.markdown.open_table import OpenTable
from desktop_chat.markdown.sources import Definition, Leaf, Text
from desktop_chat.markdown.tables import alignments, may_become_dashes

_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_HEADING_END: Final = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_UNDERLINE: Final = re.compile(r"(=+|-+)[ \t]*$")
_RULE: Final = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")


class BlockMachine:
    """Takes lines, and gives the blocks they finish."""

    def __init__(self, blocks: OpenBlocks | None = None, notes: set[str] | None = None) -> None:
        self._blocks = blocks or OpenBlocks()
        self._is_trial = blocks is not None
        self._notes = set() if notes is None else notes

    def take(self, line: Line) -> None:
        """Read one more line."""
        if line.continues:
            self._add_text(line.text)
        else:
            self._read(Cursor(line.text), line.is_long)

    def finish(self) -> None:
        """Close what is open: nothing more will come."""
        self._blocks.close_to(0)

    def taken(self) -> tuple[list[Leaf], list[Definition]]:
        """Take the blocks and link definitions that are finished."""
        blocks = self._blocks
        taken = blocks.finished, blocks.definitions
        blocks.finished, blocks.definitions = [], []
        return taken

    def live(self, line: Line | None) -> list[Leaf]:
        """Give the blocks that are open, as they look with a last line that is still being written."""
        blocks = self._blocks.trial()
        if line is not None:
            BlockMachine(blocks, self._notes).take(line)
        return blocks.show()

    def _read(self, cursor: Cursor, is_long: bool) -> None:
        depth = self._matched(cursor)
        is_blank = cursor.is_blank and not is_long
        if is_blank and self._is_trial:
            return
        if depth < len(self._blocks.containers):
            self._give_up_formula()
        elif self._goes_on(cursor, is_blank, is_long):
            return
        while not is_blank and cursor.indent < CODE_INDENT:
            if self._is_undecided(cursor.rest, depth):
                return
            if not is_long and self._start_leaf(cursor, depth):
                return
            container = self._start_container(cursor, depth)
            if container is None:
                break
            self._blocks.close_to(depth)
            self._blocks.begin(container)
            depth = len(self._blocks.containers)
            is_blank = cursor.is_blank and not is_long
        if is_blank:
            self._blocks.close_to(depth)
        else:
            self._add_words(cursor, depth, is_long)

    def _matched(self, cursor: Cursor) -> int:
        """Go past what belongs to the open containers; give how many of them go on."""
        for depth, container in enumerate(self._blocks.containers):
            if not container.goes_on(cursor):
                return depth
        return len(self._blocks.containers)

    def _goes_on(self, cursor: Cursor, is_blank: bool, is_long: bool) -> bool:
        """Let code and formulas take a line; tell whether they do."""
        leaf = self._blocks.leaf
        if isinstance(leaf, OpenFence):
            return self._fence_goes_on(leaf, cursor, is_long)
        if isinstance(leaf, OpenIndentedCode):
            return self._code_goes_on(leaf, cursor, is_blank)
        if isinstance(leaf, OpenFormula):
            return self._formula_goes_on(leaf, cursor, is_blank or is_long)
        return False

    def _fence_goes_on(self, fence: OpenFence, cursor: Cursor, is_long: bool) -> bool:
        may_end = not is_long and cursor.indent < CODE_INDENT
        if may_end and self._is_trial and fence.may_become_end(cursor.rest):
            return True
        if may_end and fence.is_end(cursor.rest):
            self._blocks.close_leaf()
        else:
            self._blocks.give(fence.add_line(cursor.remainder))
        return True

    def _code_goes_on(self, code: OpenIndentedCode, cursor: Cursor, is_blank: bool) -> bool:
        goes_on = True
        if is_blank:
            cursor.pass_columns(min(CODE_INDENT, cursor.indent))
            goes_on = code.add_blank(cursor.remainder)
        elif cursor.indent >= CODE_INDENT:
            cursor.pass_columns(CODE_INDENT)
            self._blocks.give(code.add_line(cursor.remainder))
        else:
            goes_on = False
        if not goes_on:
            self._blocks.close_leaf()
        return goes_on

    def _formula_goes_on(self, formula: OpenFormula, cursor: Cursor, is_other: bool) -> bool:
        if is_other:
            self._give_up_formula()
            return False
        if not formula.add_line(cursor.rest):
            if formula.is_too_long:
                self._give_up_formula()
            return True
        closed = formula.closed()
        if closed is None:
            self._give_up_formula()
            return True
        source, rest = closed
        self._blocks.leaf = formula.before
        self._blocks.close_leaf()
        self._blocks.add(source)
        if rest:
            self._blocks.begin_leaf(OpenParagraph(rest))
        return True

    def _give_up_formula(self) -> None:
        if isinstance(self._blocks.leaf, OpenFormula):
            self._blocks.leaf = paragraph = self._blocks.leaf.as_words()
            self._blocks.give_full_parts(paragraph)

    def _paragraph(self, depth: int) -> OpenParagraph | None:
        """Give the paragraph that a line goes on with unless it is something else."""
        leaf = self._blocks.leaf
        return leaf if depth == len(self._blocks.containers) and isinstance(leaf, OpenParagraph) else None

    def _is_undecided(self, line: str, depth: int) -> bool:
        """Tell whether a line that is still being written may yet become one block or another."""
        if not self._is_trial:
            return False
        from desktop_chat.markdown.undecided import (  # noqa: PLC0415  not needed for what is whole
            is_empty_row,
            is_undecided,
            may_underline,
        )

        if isinstance(self._blocks.leaf, OpenTable) and is_empty_row(line):
            return True
        paragraph = self._paragraph(depth)
        if paragraph is not None:
            may_be_dashes = "|" in paragraph.last_line and may_become_dashes(line)
            return may_be_dashes or may_underline(line) or is_undecided(line)
        return is_undecided(line)

    def _start_container(self, cursor: Cursor, depth: int) -> OpenContainer | None:
        if depth >= MAX_DEPTH:
            return None
        if cursor.rest.startswith(">"):
            pass_quote_mark(cursor)
            return OpenQuote()
        if depth == 0 and (note := start_note(cursor, self._notes)) is not None:
            if not self._is_trial:
                self._notes.add(note.label)
            return note
        return start_item(cursor, self._blocks.parent(depth), interrupts=self._paragraph(depth) is not None)

    def _start_leaf(self, cursor: Cursor, depth: int) -> bool:
        """Begin a block that takes the rest of the line; tell whether one does."""
        line = cursor.rest
        paragraph = self._paragraph(depth)
        if paragraph is not None and (self._underline(paragraph, line) or self._start_table(paragraph, line)):
            return True
        if heading := _HEADING.match(line):
            content = _HEADING_END.sub("", line[heading.end() :]).rstrip(" \t")
            self._blocks.close_to(depth)
            self._blocks.add(Text(content, level=len(heading[1])))
            self._blocks.grows = True
        elif fence := start_fence(line, cursor.indent):
            self._blocks.close_to(depth)
            self._blocks.begin_leaf(fence)
        elif _RULE.match(line):
            self._blocks.close_to(depth)
            self._blocks.add(Rule())
        else:
            return self._start_formula(line, depth)
        return True

    def _underline(self, paragraph: OpenParagraph, line: str) -> bool:
        """Make a paragraph a heading, where a line underlines it."""
        match = _UNDERLINE.match(line)
        if match is None or not paragraph.is_first_part:
            return False
        self._blocks.definitions += paragraph.take_definitions()
        if paragraph.is_empty:
            paragraph.add_line(line)
        else:
            self._blocks.leaf = None
            self._blocks.add(paragraph.heading(1 if match[1][0] == "=" else 2))
        return True

    def _start_table(self, paragraph: OpenParagraph, line: str) -> bool:
        header = paragraph.last_line
        found = alignments(line, header)
        if found is None:
            return False
        paragraph.give_up_last_line()
        self._blocks.close_leaf()
        self._blocks.begin_leaf(OpenTable(header, found))
        return True

    def _start_formula(self, line: str, depth: int) -> bool:
        before = self._paragraph(depth)
        formula = whole_formula(line)
        if formula is not None:
            self._blocks.close_to(depth)
            self._blocks.add(formula)
            return True
        start = start_formula(line, before)
        if start is None:
            return False
        if before is None:
            self._blocks.close_to(depth)
        self._blocks.begin_leaf(start)
        return True

    def _add_words(self, cursor: Cursor, depth: int, is_long: bool) -> None:
        blocks = self._blocks
        if isinstance(blocks.leaf, OpenParagraph):  # of an unmatched container too: a lazy continuation
            self._add_line(blocks.leaf, cursor.rest)
        elif cursor.indent >= CODE_INDENT:
            blocks.close_to(depth)
            blocks.begin_leaf(code := OpenIndentedCode())
            cursor.pass_columns(CODE_INDENT)
            blocks.give(code.add_line(cursor.remainder))
        elif is_long or depth < len(blocks.containers) or not self._add_row(cursor.rest):
            blocks.close_to(depth)
            blocks.begin_leaf(paragraph := OpenParagraph())
            self._add_line(paragraph, cursor.rest)

    def _add_row(self, line: str) -> bool:
        """Let an open table take a line; tell whether it does."""
        table = self._blocks.leaf
        parts = table.add_row(line) if isinstance(table, OpenTable) else None
        if parts is not None:
            self._blocks.give(parts)
            self._blocks.grows = True
        return parts is not None

    def _add_line(self, paragraph: OpenParagraph, line: str) -> None:
        paragraph.add_line(line)
        self._blocks.give_full_parts(paragraph)
        self._blocks.grows = True

    def _add_text(self, text: str) -> None:
        """Take more of a long line."""
        leaf = self._blocks.leaf
        if isinstance(leaf, OpenParagraph):
            leaf.add_text(text)
            self._blocks.give_full_parts(leaf)
            self._blocks.grows = True
        elif isinstance(leaf, OpenCode):
            self._blocks.give(leaf.add_text(text))
