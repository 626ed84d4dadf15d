"""Lines that are still being written, of which it is not known yet what they will be: they are not shown."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = re.compile(
    r"""
      [-*_+][ \t]*$                          # a bullet
    | ([-*_])[ \t]*(?:\1[ \t]*)+$            # a line across
    | [0-9]{1,9}(?:[.)][ \t]*)?$             # the number of an item
    | \#{1,6}[ \t]*$                         # a heading
    | `{1,2}$ | `{3,}[^`]*$ | ~{1,2}$ | ~{3,}  # the first line of code
    | \[(?:\^[^\[\]\s]*\]?:?[ \t]*)?$        # a footnote
    | \$\$?$ | \\$                           # a formula
    """,
    re.VERBOSE,
)
_UNDERLINE: Final = re.compile(r"=+[ \t]*$")
_CELLS: Final = re.compile(r"\|?[ \t]*$")


def is_undecided(line: str) -> bool:
    """Tell whether a line, from its first word on, may yet become one block or another."""
    return _MARKS.match(line) is not None


def may_underline(line: str) -> bool:
    """Tell whether a line may make the paragraph before it a heading."""
    return _UNDERLINE.match(line) is not None


def is_empty_row(line: str) -> bool:
    """Tell whether a row of a table has no cell yet."""
    return _CELLS.match(line) is not None
