"""`desktop-chat models search`: the catalog, then the hub."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from desktop_chat.exit_codes import DONE, MISUSED
from desktop_chat.models.catalog import CatalogModel
from desktop_chat.models.fit import Verdict
from desktop_chat.models.hub.listing import Gate, RepositorySummary, SearchQuery
from desktop_chat.models.sizes import readable_size
from desktop_chat.terminal import words
from desktop_chat.terminal.interrupts import interruptible
from desktop_chat.terminal.telling import remark, say, write_json
from desktop_chat.terminal.weighing import choices_of_model
from desktop_chat.terminal.widths import Side, table
from desktop_chat.terminal.workplace import Workplace

if TYPE_CHECKING:
    from desktop_chat.models.hub.session import HubSession

_SIDES: Final[tuple[Side, ...]] = ("<", ">", ">", "<", "<")


class FoundInCatalog(Struct, frozen=True, tag="catalog", tag_field="source"):
    """A model of the catalog; quantization, size in bytes and verdict are of the file that suits this PC."""

    catalog_id: str
    name: str
    repository: str
    parameters: int
    languages: tuple[str, ...]
    licence: str
    quantization: str
    size_bytes: int
    verdict: Verdict | None

    def row(self) -> tuple[str, ...]:
        """Give the cells of its line for people."""
        verdict = words.VERDICTS[self.verdict] if self.verdict else ""
        return (
            self.catalog_id,
            words.count(self.parameters),
            readable_size(self.size_bytes),
            verdict,
            self.name,
        )


class FoundOnHub(Struct, frozen=True, tag="hub", tag_field="source"):
    """A repository of the hub. The time is in seconds since 1970, downloads are of the last month."""

    repository: str
    parameters: int
    licence: str
    gate: Gate
    downloads: int
    likes: int
    updated_at: float
    languages: tuple[str, ...]
    architecture: str

    @classmethod
    def of(cls, summary: RepositorySummary) -> FoundOnHub:
        """Describe a repository."""
        return cls(
            repository=summary.id,
            parameters=summary.parameters,
            licence=summary.licence,
            gate=summary.gate,
            downloads=summary.downloads,
            likes=summary.likes,
            updated_at=summary.updated_at,
            languages=summary.languages,
            architecture=summary.architecture,
        )

    def row(self) -> tuple[str, ...]:
        """Give the cells of its line for people."""
        return (
            self.repository,
            words.count(self.parameters),
            f"{words.count(self.downloads) or '0'} downloads",
            self.licence,
            words.GATES[self.gate],
        )


class FoundUnavailable(Struct, frozen=True, tag="unavailable", tag_field="source"):
    """A model that cannot be had; `nearest` are ids of the catalog."""

    name: str
    reason: str
    nearest: tuple[str, ...]


def run(options: Namespace, work: Workplace) -> int:
    """Search; what is found in the catalog is shown before the network is used. Raises `FaultError`."""
    text = " ".join(options.text)
    if not (text or options.author or options.language):
        remark("desktop-chat models search: what for? See desktop-chat models search --help")
        return MISUSED
    _tell_unavailable(text, work, is_json=options.json)
    models = [] if options.author else _in_catalog(text, options.language or "", options.limit, work)
    _tell("In the catalog:", models, is_json=options.json)
    if options.catalog:
        return DONE
    query = SearchQuery(
        text=text,
        author=options.author or "",
        language=options.language or "",
        sort=options.sort,
        limit=options.limit,
    )
    with work.hub() as session:
        found = interruptible(lambda: _on_hub(session, query))
    _tell("On the hub:", found, is_json=options.json)
    if not (models or found):
        remark("Nothing was found.")
    return DONE


def _tell_unavailable(text: str, work: Workplace, *, is_json: bool) -> None:
    found = work.catalog.unavailable_for(text)
    if found is None:
        return
    if is_json:
        write_json(FoundUnavailable(found.name, found.reason, found.nearest))
        return
    say(f"{found.name}: {found.reason}")
    say(f"Nearest: {', '.join(found.nearest)}")


def _in_catalog(text: str, language: str, limit: int, work: Workplace) -> list[FoundInCatalog]:
    models = (model for model in work.catalog.find(text) if not language or language in model.languages)
    ordered = sorted(models, key=lambda model: (model.is_historic, -model.quality))
    return [_described(model, work) for model in ordered[:limit]]


def _described(model: CatalogModel, work: Workplace) -> FoundInCatalog:
    suggested = next(choice for choice in choices_of_model(model, work) if choice.is_suggested)
    return FoundInCatalog(
        catalog_id=model.id,
        name=model.name,
        repository=model.repository,
        parameters=model.parameters,
        languages=model.languages,
        licence=model.licence,
        quantization=suggested.quantization,
        size_bytes=suggested.size,
        verdict=suggested.fit.verdict if suggested.fit else None,
    )


def _on_hub(session: HubSession, query: SearchQuery) -> list[FoundOnHub]:
    from desktop_chat.models.hub.search import search  # noqa: PLC0415  it takes long

    return [FoundOnHub.of(summary) for summary in search(session, query)]


def _tell(heading: str, found: list[FoundInCatalog] | list[FoundOnHub], *, is_json: bool) -> None:
    if is_json:
        for each in found:
            write_json(each)
        return
    if found:
        say(heading)
    for line in table([each.row() for each in found], _SIDES):
        say(f"  {line}")
