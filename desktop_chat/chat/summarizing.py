"""Summaries of texts that do not fit into a model's context: made of pieces that do, and then of their summaries."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Final

from msgspec import Struct

from desktop_chat.chat.attaching import head
from desktop_chat.chat.messages import Draft
from desktop_chat.engine.protocol import ChatMessage

Count = Callable[[str], int]
"""Gives about how many tokens of the model a text has."""

_REQUEST_TOKENS: Final = 160  # of the words around a piece, in any language, and of the template
_LIKELY_SHARE: Final = 0.8  # of what is left, for a count that is estimated
_LEAST_PIECE: Final = 96
_LEAST_HALF: Final = 24
_HANGUL_SHARE: Final = 0.2
_LOOKED_AT: Final = 2000  # characters that tell the language

_PART: Final = (
    "Summarize the following part of “{name}” (part {number} of about {total}). Keep facts, names, numbers, dates and "
    "conclusions; leave out the rest. Write in the language of the text, and write only the summary.\n\n{text}"
)
_WHOLE: Final = (
    "These are summaries of the parts of “{name}”, in order. Put them together into one summary without repeating "
    "anything. Keep facts, names, numbers, dates and conclusions. Write in the language of the text, and write only "
    "the summary.\n\n{text}"
)
_KOREAN_PART: Final = (
    "다음은 “{name}”의 일부야(약 {total}부분 중 {number}번째). 사실, 이름, 숫자, 날짜, 결론은 남기고 나머지는 빼면서 "
    "한국어로 요약해 줘. 요약만 써 줘.\n\n{text}"
)
_KOREAN_WHOLE: Final = (
    "다음은 “{name}”의 각 부분을 차례대로 요약한 글이야. 되풀이하지 말고 하나의 요약으로 합쳐 줘. "
    "사실, 이름, 숫자, 날짜, 결론은 남기고 한국어로 써 줘. 요약만 써 줘.\n\n{text}"
)


class SummarySizes(Struct, frozen=True):
    """How long the pieces of a text and the summaries of them may be, in tokens."""

    piece: int
    summary: int

    @classmethod
    def of(cls, context_tokens: int) -> SummarySizes:
        """Give the sizes for a model that reads so many tokens at once."""
        summary = max(48, min(400, context_tokens // 8))
        room = context_tokens - summary - _REQUEST_TOKENS
        return cls(max(_LEAST_PIECE, 2 * summary, round(room * _LIKELY_SHARE)), summary)


class Summary:
    """The summary of one text under way: `request`, then `take` or `split`, until `is_done`."""

    def __init__(self, name: str, text: str, sizes: SummarySizes, count: Count) -> None:
        self._name = name
        self._sizes = sizes
        self._count = count
        self._is_korean = _is_korean(text)
        self._is_whole = False  # it is summaries that are put together now
        self._pieces = self._parted(text)
        self._length = count(text)  # of what is being summarized, the text or its summaries
        self._total = max(1, math.ceil(self._length / sizes.piece))
        self._piece = next(self._pieces, "")
        self._summaries: list[str] = []
        self._taken = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing more is to be asked."""
        return not self._piece

    @property
    def text(self) -> str:
        """The summary, once it is done; empty where the model said nothing at all."""
        return "\n\n".join(self._summaries)

    @property
    def most_tokens(self) -> int:
        """How many tokens the model may take for what it is asked next."""
        return self._sizes.summary

    @property
    def part(self) -> int:
        """The number of the part that is being summarized, from 1 on."""
        return self._taken + 1

    @property
    def total(self) -> int:
        """About how many parts there are, those that are put together included."""
        return max(self._total, self.part)

    def request(self) -> tuple[ChatMessage, ...]:
        """Give what the model is asked next."""
        part, whole = (_KOREAN_PART, _KOREAN_WHOLE) if self._is_korean else (_PART, _WHOLE)
        words = (whole if self._is_whole else part).replace("{name}", self._name)
        words = words.replace("{number}", str(self.part)).replace("{total}", str(self.total))
        return (ChatMessage("user", words.replace("{text}", self._piece)),)

    def take(self, said: str) -> None:
        """Take what the model said, and go on to what is left."""
        if said.strip():
            self._summaries.append(said.strip())
        self._taken += 1
        self._piece = next(self._pieces, "")
        if not self._piece and len(self._summaries) > 1:
            self._put_together()

    def split(self) -> bool:
        """Ask for half of the piece, which was too long for the model; False where it is short already.

        What comes after it is asked for in pieces as short.
        """
        half = self._count(self._piece) // 2
        if half < _LEAST_HALF:
            return False
        first = head(self._piece, half, self._count)
        if not first:
            return False
        self._pieces = chain(self._parted(self._piece[len(first) :]), self._pieces)
        self._piece = first
        self._sizes = SummarySizes(half, min(self._sizes.summary, half // 2))
        self._total += 1
        return True

    def _put_together(self) -> None:
        """Begin with the summaries as the text, unless they are no shorter than what they are of."""
        joined = "\n\n".join(self._summaries)
        length = self._count(joined)
        if length >= self._length:
            return
        self._is_whole, self._length = True, length
        self._summaries = []
        self._pieces = self._parted(joined)
        self._piece = next(self._pieces, "")
        self._total = self._taken + max(1, math.ceil(length / self._sizes.piece))

    def _parted(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            window = text[at : at + 16 * self._sizes.piece]
            piece = head(window, self._sizes.piece, self._count) or text[at : at + 1]
            at += len(piece)
            if piece.strip():
                yield piece


def to_summarize(draft: Draft, excess: int, sizes: SummarySizes, count: Count) -> list[int]:
    """Choose attachments whose summaries make a draft `excess` tokens shorter, the longest first; gives indexes.

    Those that are hardly longer than their summaries are left as they are, even where it does not fit then.
    """
    lengths = [count(each.text) for each in draft.attachments]
    chosen: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        if excess <= 0 or lengths[index] <= 2 * sizes.summary:
            break
        chosen.append(index)
        excess -= lengths[index] - sizes.summary
    return chosen


def _is_korean(text: str) -> bool:
    seen: Sequence[str] = [each for each in text[:_LOOKED_AT] if each.isalpha()]
    return bool(seen) and sum("가" <= each <= "힣" for each in seen) > _HANGUL_SHARE * len(seen)
