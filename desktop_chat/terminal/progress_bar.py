"""How far a download is: a bar on a terminal, a line for each tenth in a pipe."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from typing import Final, TextIO

from desktop_chat.models.hub.download import Progress
from desktop_chat.models.sizes import readable_size
from desktop_chat.terminal import words
from desktop_chat.terminal.telling import plain
from desktop_chat.terminal.widths import padded, shortened, width

_USUAL_COLUMNS: Final = 80
_WIDEST: Final = 120
_BAR: Final = 24
_SHORTEST_BAR: Final = 8
_SHORTEST_TITLE: Final = 8
_STEP: Final = 10  # percent, between two lines in a pipe


class ProgressView(ABC):
    """Shows one download on a stream."""

    def __init__(self, stream: TextIO, title: str) -> None:
        self._stream = stream
        self._title = plain(title)

    @abstractmethod
    def show(self, progress: Progress) -> None:
        """Show how far it is."""

    @abstractmethod
    def say(self, text: str) -> None:
        """Say what it is doing when it does not go on."""

    @abstractmethod
    def close(self) -> None:
        """Leave the terminal at the beginning of a line."""


class ProgressBar(ProgressView):
    """One line that is drawn again and again, as wide as the terminal is at the moment."""

    _drawn = ""

    def show(self, progress: Progress) -> None:
        """Draw the bar."""
        self._draw(bar_line(self._title, progress, self._columns() - 1))

    def say(self, text: str) -> None:
        """Draw words in place of the bar."""
        self._draw(shortened(f"{self._title}: {plain(text)}", self._columns() - 1))

    def close(self) -> None:
        """Leave the last state where it is, and go to the next line."""
        if self._drawn:
            self._stream.write("\n")
            self._stream.flush()
        self._drawn = ""

    def _draw(self, line: str) -> None:
        covered = min(width(self._drawn), self._columns() - 1)
        self._stream.write("\r" + padded(line, covered))
        self._stream.flush()
        self._drawn = line

    def _columns(self) -> int:
        try:
            return min(os.get_terminal_size(self._stream.fileno()).columns or _USUAL_COLUMNS, _WIDEST)
        except (OSError, ValueError):
            return _USUAL_COLUMNS


class ProgressLines(ProgressView):
    """A line at the beginning and at each tenth: for pipes, files and logs."""

    _told = -_STEP
    _said = ""

    def show(self, progress: Progress) -> None:
        """Write a line where the next tenth is reached."""
        tenth = percent_of(progress) // _STEP * _STEP
        if tenth > self._told:
            self._told = tenth
            self._write(f"{tenth} % of {readable_size(progress.total_bytes)}")

    def say(self, text: str) -> None:
        """Write it, once."""
        if text != self._said:
            self._write(plain(text))
        self._said = text

    def close(self) -> None:
        """Nothing: each line is whole."""

    def _write(self, text: str) -> None:
        self._stream.write(f"{self._title}: {text}\n")
        self._stream.flush()


def view_for(stream: TextIO, title: str) -> ProgressView:
    """Give the view that suits where a stream goes."""
    return ProgressBar(stream, title) if stream.isatty() else ProgressLines(stream, title)


def percent_of(progress: Progress) -> int:
    """Give how far it is; 100 only when all is there."""
    return 100 * progress.done_bytes // max(progress.total_bytes, 1)


def bar_line(title: str, progress: Progress, columns: int) -> str:
    """Put title, bar and figures into so many columns; what matters least is left out where it is narrow."""
    percent = f"{percent_of(progress):3} %"
    amount = _amount(progress.done_bytes, progress.total_bytes)
    rate = f"{readable_size(progress.rate)}/s" if progress.rate else ""
    left = f"{words.duration(progress.seconds_left)} left" if progress.seconds_left is not None else ""
    for figures in ((percent, amount, rate, left), (percent, amount, left), (percent, left), (percent,)):
        text = "  ".join(filter(None, figures))
        room = columns - width(text) - 2
        if room >= _SHORTEST_TITLE + 2 + _SHORTEST_BAR:
            drawn = _drawn(progress, min(_BAR, max(_SHORTEST_BAR, room - 2 - width(title))))
            return f"{shortened(title, room - width(drawn) - 2)}  {drawn}  {text}"
    return shortened(f"{percent}  {title}", columns)


def _drawn(progress: Progress, columns: int) -> str:
    inside = columns - 2
    done = inside * progress.done_bytes // max(progress.total_bytes, 1)
    return "[" + "#" * done + "-" * (inside - done) + "]"


def _amount(done: int, total: int) -> str:
    had, whole = readable_size(done), readable_size(total)
    if had.split()[1] == whole.split()[1]:
        had = had.split()[0]
    return f"{had} of {whole}"
