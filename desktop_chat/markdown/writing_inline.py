"""Runs written as Markdown."""

from __future__ import annotations

import re
from typing import Final

from markdown_it.common.normalize_url import normalizeLink
from msgspec import Struct

from desktop_chat.markdown.blocks import Run, Runs

_SPECIAL: Final = re.compile(r"([\\`*_<>&~$|!#])")
_BRACKETS: Final = str.maketrans({"[": "&#91;", "]": "&#93;"})  # with a backslash they would be a formula's
_LINE_START: Final = re.compile(r"^([ \t]*)(?:([+=-])|([0-9]+)([.)]))", re.MULTILINE)
_INDENT: Final = re.compile(r"(?m)^[ \t]+")
_ADDRESS_START: Final = re.compile(r"(?i)(http)s?(?=://)|\bwww(?=\.)")
_TICKS: Final = re.compile(r"`+")
_PLAIN_ADDRESS: Final = re.compile(r"[^\s()<>]*")


class Manner(Struct, frozen=True):
    """How runs are written."""

    escapes: bool = False  # whatever could be a mark is escaped
    italic: str = "*"
    dollars: bool = True  # around formulas, or brackets
    line_break: str = "\n"
    pipes: bool = True  # as they are: not within a table


def written(runs: Runs, manner: Manner) -> str:
    """Give runs as Markdown; whether it reads as they are depends on the manner, and must be tried."""
    writer = _Writer(runs, manner)
    for index in range(len(runs)):
        writer.write(index)
    writer.close_down_to(0)
    return "".join(writer.pieces)


class _Writer:
    def __init__(self, runs: Runs, manner: Manner) -> None:
        self.pieces: list[str] = []
        self._runs = runs
        self._manner = manner
        self._open: list[str] = []  # marks, and the addresses of links

    def write(self, index: int) -> None:
        """Write one run, after the marks that end before it and those that begin with it."""
        run = self._runs[index]
        bare = self._bare_link(index)
        marks = _marks(run, self._manner) if bare is None else _marks(run, self._manner)[1:]
        kept = next((depth for depth, mark in enumerate(self._open) if mark not in marks), len(self._open))
        self.close_down_to(kept)
        words = self._words(run) if bare is None else bare
        opening = [mark for mark in marks if mark not in self._open]
        if opening:
            start = len(words) - len(words.lstrip(" \n"))
            self.pieces.append(words[:start])
            words = words[start:]
        for mark in sorted(opening, key=lambda mark: -self._reach(index, mark)):
            self.pieces.append("[" if _is_address(mark) else mark)
            self._open.append(mark)
        self.pieces.append(words)

    def close_down_to(self, depth: int) -> None:
        """Write the ends of what was begun last, before the space that stands there."""
        space = ""
        if len(self._open) > depth:
            text = "".join(self.pieces)
            kept = text.rstrip(" \n")
            self.pieces, space = [kept], text[len(kept) :]
        while len(self._open) > depth:
            mark = self._open.pop()
            self.pieces.append(_link_end(mark) if _is_address(mark) else mark)
        self.pieces.append(space)

    def _words(self, run: Run) -> str:
        if run.note:
            return f"[^{run.note}]"
        if run.code:
            text = _code(run.text)
        elif run.formula:
            text = f"${run.text}$" if self._manner.dollars else f"\\({run.text}\\)"
        else:
            text = _escaped(run.text) if self._manner.escapes else run.text
            text = text.replace("\n", self._manner.line_break)
        return text if self._manner.pipes else re.sub(r"(?<!\\)\|", r"\\|", text)

    def _bare_link(self, index: int) -> str | None:
        """Give a link that is its own address, as it may stand by itself."""
        run = self._runs[index]
        neighbours = self._runs[max(0, index - 1) : index] + self._runs[index + 1 : index + 2]
        if not run.link or run.code or any(other.link == run.link for other in neighbours):
            return None
        if f"mailto:{run.text}" == run.link:
            return f"<{run.text}>"
        for start in ("", "https://"):
            if (run.text.lower().startswith(("http", "www."))) and normalizeLink(
                start + run.text
            ) == run.link:
                return f"<{run.text}>" if self._manner.escapes and not start else run.text
        return None

    def _reach(self, index: int, mark: str) -> int:
        """Count the runs from one on that have a mark."""
        count = 0
        for run in self._runs[index:]:
            if mark not in _marks(run, self._manner):
                break
            count += 1
        return count


def _marks(run: Run, manner: Manner) -> list[str]:
    found = [run.link] if run.link else []
    found += ["~~"] if run.strike else []
    found += ["**"] if run.bold else []
    return [*found, manner.italic] if run.italic else found


def _is_address(mark: str) -> bool:
    return ":" in mark


def _link_end(address: str) -> str:
    return f"]({address})" if _PLAIN_ADDRESS.fullmatch(address) else f"](<{address}>)"


def _code(text: str) -> str:
    longest = max(map(len, _TICKS.findall(text)), default=0)
    ticks = "`" * next(
        length for length in range(1, longest + 2) if not re.search(rf"(?<!`)`{{{length}}}(?!`)", text)
    )
    needs_space = text.startswith("`") or text.endswith("`") or (text.strip() and text[0] == text[-1] == " ")
    return f"{ticks} {text} {ticks}" if needs_space else f"{ticks}{text}{ticks}"


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(r"\\\1", text).translate(_BRACKETS)
    text = _LINE_START.sub(lambda match: f"{match[1]}{match[3] or ''}\\{match[2] or match[4]}", text)
    text = _INDENT.sub(lambda match: "".join(f"&#{ord(space)};" for space in match[0]), text)
    return _ADDRESS_START.sub(lambda match: f"{match[0]}\\", text)
