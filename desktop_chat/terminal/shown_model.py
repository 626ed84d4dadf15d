"""What is told of one model, on this PC, of the catalog or on the hub: for people and as JSON."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from desktop_chat.models.catalog import Catalog
from desktop_chat.models.fit import Verdict
from desktop_chat.models.hub.listing import Gate
from desktop_chat.models.hub.quantizations import Quality, quality_of
from desktop_chat.models.sizes import readable_size
from desktop_chat.terminal import words
from desktop_chat.terminal.telling import say
from desktop_chat.terminal.weighing import Choice
from desktop_chat.terminal.widths import Side, table

Source = Literal["this_pc", "catalog", "hub"]

_SIDES: Final[tuple[Side, ...]] = ("<", "<", ">", "<", "<", "<")
_WIDEST: Final = 100


class ShownLicence(Struct, frozen=True):
    """The terms of a model."""

    name: str = ""
    link: str = ""
    summary: str = ""
    needs_acceptance: bool = False

    @classmethod
    def of(cls, licence: str, link: str, catalog: Catalog) -> ShownLicence:
        """Describe a licence by its name; the catalog knows more of many."""
        known = catalog.licence(licence)
        if known is None:
            return cls(licence, link)
        return cls(known.name, link or known.link, known.summary, known.needs_acceptance)


class ShownFile(Struct, frozen=True):
    """A file to choose. The size is in bytes; a verdict of None: it is not known."""

    name: str
    quantization: str
    quality: Quality
    size_bytes: int
    verdict: Verdict | None
    is_suggested: bool

    @classmethod
    def of(cls, choice: Choice) -> ShownFile:
        """Describe a choice."""
        return cls(
            name=choice.name,
            quantization=choice.quantization,
            quality=quality_of(choice.quantization),
            size_bytes=choice.size,
            verdict=choice.fit.verdict if choice.fit else None,
            is_suggested=choice.is_suggested,
        )

    def row(self) -> tuple[str, ...]:
        """Give the cells of its line for people."""
        return (
            "*" if self.is_suggested else "",
            self.quantization or self.name,
            readable_size(self.size_bytes),
            words.QUALITIES[self.quality],
            words.VERDICTS[self.verdict] if self.verdict else "",
            self.name if self.quantization else "",
        )


class ShownModel(Struct, frozen=True):
    """A model, as `--json` tells it. Sizes are in bytes, times in seconds since 1970; 0 and "" mean unknown."""

    source: Source
    name: str
    licence: ShownLicence
    files: tuple[ShownFile, ...]
    about: str = ""
    maker: str = ""
    catalog_id: str = ""
    repository: str = ""
    path: str = ""
    architecture: str = ""
    parameters: int = 0
    context_length: int = 0
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    released: str = ""
    gate: Gate = "open"
    downloads: int = 0
    likes: int = 0
    updated_at: float = 0.0
    notes: str = ""
    reply_rate: float = 0.0  # tokens a second, as measured on this PC

    def tell(self) -> None:
        """Write it for people."""
        say(self.name)
        for line in textwrap.wrap(self.about, min(_WIDEST, shutil.get_terminal_size().columns - 1)):
            say(line)
        say()
        for line in table([fact for fact in self._facts() if fact[1]], ("<", "<")):
            say(line)
        if self.files:
            say()
        for line in table([file.row() for file in self.files], _SIDES):
            say(line)
        if len(self.files) > 1 and any(file.verdict for file in self.files):
            say("* suits this PC best")

    def _facts(self) -> Iterator[tuple[str, str]]:
        yield "maker", self.maker
        yield "catalog", self.catalog_id
        yield "repository", self.repository
        yield "", words.GATES[self.gate]
        yield "file", self.path
        yield "architecture", self.architecture
        yield "parameters", words.count(self.parameters)
        yield "context", f"{self.context_length} tokens" if self.context_length else ""
        yield "languages", " ".join(self.languages)
        yield "good at", ", ".join(self.skills)
        yield "released", self.released
        yield "licence", " ".join(filter(None, (self.licence.name, self.licence.link)))
        yield "", self.licence.summary
        yield "downloads", f"{words.count(self.downloads)} in the last month" if self.downloads else ""
        yield "likes", words.count(self.likes)
        yield "updated", words.date(self.updated_at)
        yield "writes", words.words_a_second(self.reply_rate) if self.reply_rate else ""
        yield "notes", self.notes
