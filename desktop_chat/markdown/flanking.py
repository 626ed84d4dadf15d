"""Which `*`, `_` and `~` open and which close, in Chinese, Japanese and Korean too.

CommonMark asks for white space beside a mark that stands next to punctuation, which these languages do not write:
`**"인용"**은` would stay as it is. So a letter of theirs beside the mark does as well, as
https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md proposes.
"""

from __future__ import annotations

from typing import Final

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

_EAST_ASIAN: Final = (  # the first and the last character of each block
    ("\u1100", "\u11ff"),
    ("\u2e80", "\u9fff"),
    ("\ua960", "\ua97f"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)


class FlankingState(StateInline):
    """Running text that is being read; `is_live` where more may come after its last character."""

    is_live = False

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803  the parser's own name
        """Give whether a run of marks can open and can close, and its length."""
        mark = self.src[start]
        end = start
        while end < self.posMax and self.src[end] == mark:
            end += 1
        before = _Beside(self.src[start - 1] if start else " ")
        after = _Beside(self.src[end] if end < self.posMax else " ")
        left = not after.is_space and (not after.is_punctuation or before.lets_punctuation_follow)
        right = not before.is_space and (not before.is_punctuation or after.lets_punctuation_follow)
        can_open = left and (canSplitWord or not right or before.is_punctuation)
        can_close = right and (canSplitWord or not left or after.is_punctuation)
        return Scanned(can_open, can_close, end - start)


class _Beside:
    """A character beside a run of marks."""

    __slots__ = ("is_punctuation", "is_space", "lets_punctuation_follow")

    def __init__(self, character: str) -> None:
        is_east_asian = any(first <= character <= last for first, last in _EAST_ASIAN)
        self.is_space = isWhiteSpace(ord(character))
        self.is_punctuation = not is_east_asian and (isMdAsciiPunct(ord(character)) or isPunctChar(character))
        self.lets_punctuation_follow = self.is_space or self.is_punctuation or is_east_asian
