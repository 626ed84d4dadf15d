"""The lines of a table: rows of cells between `|`, and the row of dashes below the header."""

from __future__ import annotations

import re
from typing import Final

from desktop_chat.markdown.blocks import Alignment
from desktop_chat.markdown.sources import Cells

MAX_COLUMNS: Final = 200

_DELIMITER_LINE: Final = re.compile(r"[|:-][-:| \t]*$")
_DASHES: Final = re.compile(r"(:?)-+(:?)$")
_PIPE: Final = re.compile(r"(?<!\\)\|")
_CODE: Final = re.compile(r"`[^`]*(?:`|$)")
_SHORT_HEADER: Final = 120
_ALIGNMENTS: Final[dict[tuple[bool, bool], Alignment]] = {
    (True, True): "center",
    (True, False): "left",
    (False, True): "right",
    (False, False): "",
}


def split_row(line: str) -> Cells:
    """Give the cells of a row as they are written, without the white space around them."""
    cells = _PIPE.split(line.strip(" \t"))
    if cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    return tuple(cell.replace("\\|", "|").strip(" \t") for cell in cells)


def alignments(line: str, header: str) -> tuple[Alignment, ...] | None:
    """Give how the columns are aligned, where a line is the row of dashes below this header; else None."""
    if "|" not in header or not _DELIMITER_LINE.match(line) or not ("|" in line or ":" in line):
        return None
    cells = split_row(line)
    dashes = [_DASHES.match(cell) for cell in cells]
    if len(cells) != len(split_row(header)) or len(cells) > MAX_COLUMNS:
        return None
    found = tuple(_ALIGNMENTS[bool(match[1]), bool(match[2])] for match in dashes if match is not None)
    return found if len(found) == len(cells) > 0 else None


def may_become_dashes(line: str) -> bool:
    """Tell whether a line that is still being written may become the row of dashes below a header."""
    return _DELIMITER_LINE.match(line) is not None


def without_header(content: str) -> str:
    """Leave out of a paragraph what may turn out to be the header of a table: the cells of its last line."""
    before, newline, line = content.rpartition("\n")
    if line.startswith("|"):
        return before
    if len(line) > _SHORT_HEADER or "|" not in _CODE.sub("", line):
        return content
    pipe = _PIPE.search(line)
    return content if pipe is None else before + newline + line[: pipe.start()].rstrip(" \t")
