"""Tokens of running text turned into runs of one look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.token import Token
from msgspec.structs import replace

from desktop_chat.markdown.blocks import Run, Runs
from desktop_chat.markdown.links import is_allowed

MAX_ADDRESS: Final = 200
"""Characters shown of an address that may be no link."""


def runs(tokens: Iterable[Token]) -> Runs:
    """Give the runs of running text; neighbours of one look are one."""
    writer = _Writer()
    for token in tokens:
        writer.take(token)
    return tuple(writer.found)


class _Writer:
    def __init__(self) -> None:
        self.found: list[Run] = []
        self._bold = self._italic = self._strike = 0
        self._address = ""
        self._words = ""  # of the link

    def take(self, token: Token) -> None:
        match token.type:
            case "strong_open" | "strong_close":
                self._bold += token.nesting
            case "em_open" | "em_close":
                self._italic += token.nesting
            case "s_open" | "s_close":
                self._strike += token.nesting
            case "link_open":
                self._address, self._words = str(token.attrs["href"]), ""
            case "link_close":
                self._close_link()
            case "image":
                self._image(str(token.attrs["src"]), _words(token.children or []))
            case "softbreak" | "hardbreak":
                self._add("\n")
            case "note":
                self._add("", note=token.meta["number"])
            case kind:
                self._add(token.content, code=kind == "code_inline", formula=kind == "formula")

    def _add(
        self, text: str, *, code: bool = False, formula: bool = False, link: str = "", note: int = 0
    ) -> None:
        self._words += text
        link = link or (self._address if is_allowed(self._address) else "")
        run = Run(text, self._bold > 0, self._italic > 0, self._strike > 0, code, formula, link, note)
        if self.found and _joins(self.found[-1], run):
            self.found[-1] = replace(run, text=self.found[-1].text + text)
        elif text or note:
            self.found.append(run)

    def _close_link(self) -> None:
        address, self._address = self._address, ""
        if address and not is_allowed(address):
            self._add(_in_brackets(self._words, address).removeprefix(self._words))

    def _image(self, address: str, words: str) -> None:
        """Put the description of a picture in its place: it is never fetched."""
        if self._address:
            self._add(words or _shown(address))
        elif is_allowed(address):
            self._add(words or _shown(address), link=address)
        else:
            self._add(_in_brackets(words, address))


def _joins(last: Run, run: Run) -> bool:
    return not (last.note or run.note or last.formula) and replace(last, text="") == replace(run, text="")


def _in_brackets(words: str, address: str) -> str:
    """Give words with an address that may be no link."""
    shown = _shown(address)
    if not words or not shown or words == shown:
        return words or shown
    return f"{words} ({shown})"


def _shown(address: str) -> str:
    shown = normalizeLinkText(address)
    return shown if len(shown) <= MAX_ADDRESS else shown[: MAX_ADDRESS - 1] + "…"


def _words(tokens: Iterable[Token]) -> str:
    return "".join("\n" if token.type.endswith("break") else token.content for token in tokens)
