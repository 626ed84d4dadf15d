"""Runs as one text for Qt, and where in it the links, code, formulas and footnotes are."""

from __future__ import annotations

from typing import Final, NamedTuple

from desktop_chat.markdown.blocks import Run, Runs
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.direction import without_overrides

LINE_BREAK: Final = "\u2028"


class Span(NamedTuple):
    """A run and the positions it takes, from `start` to before `end`."""

    start: int
    end: int
    run: Run


class Inline(NamedTuple):
    """A text as Qt takes it; positions in it are those of the text that is selected and copied."""

    text: str
    spans: tuple[Span, ...]  # of runs that are not plain

    def span_at(self, position: int) -> Span | None:
        """Give the span that the character at a position belongs to."""
        return next((span for span in self.spans if span.start <= position < span.end), None)


def inline_of(runs: Runs) -> Inline:
    """Join runs to one text."""
    pieces: list[str] = []
    spans: list[Span] = []
    at = 0
    for run in runs:
        text = words_of(run)
        end = at + utf16.length(text)
        if not _is_plain(run):
            spans.append(Span(at, end, run))
        pieces.append(text)
        at = end
    return Inline(without_overrides("".join(pieces).replace("\n", LINE_BREAK)), tuple(spans))


def words_of(run: Run) -> str:
    """Give the characters of a run that can be selected."""
    return str(run.note) if run.note else run.text


def _is_plain(run: Run) -> bool:
    return not (run.bold or run.italic or run.strike or run.code or run.formula or run.link or run.note)
