"""`desktop-chat models show`: the facts of one model."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from desktop_chat.exit_codes import DONE
from desktop_chat.faults import FaultError
from desktop_chat.models.catalog import CatalogModel
from desktop_chat.models.gguf import GgufHeader, read_header
from desktop_chat.models.hub.listing import Repository
from desktop_chat.models.known import KnownModel
from desktop_chat.terminal import words
from desktop_chat.terminal.failing import explain
from desktop_chat.terminal.interrupts import interruptible
from desktop_chat.terminal.naming import InCatalog, OnDisk, OnHub, find
from desktop_chat.terminal.shown_model import ShownFile, ShownLicence, ShownModel
from desktop_chat.terminal.telling import remark, write_json
from desktop_chat.terminal.weighing import Choice, a_header, choices_of_model, choices_of_repository
from desktop_chat.terminal.workplace import Workplace

if TYPE_CHECKING:
    from desktop_chat.models.hub.session import HubSession


def run(options: Namespace, work: Workplace) -> int:
    """Show a model; only for one of the hub the network is used. Raises `FaultError`."""
    match find(options.model, work.library, work.catalog):
        case OnDisk(path, known):
            shown = _on_disk(read_header(path), known, work)
        case InCatalog(model):
            shown = _in_catalog(model, work)
        case OnHub(repository):
            with work.hub() as session:
                shown = interruptible(lambda: _on_hub(session, repository, work))
    if options.json:
        write_json(shown)
    else:
        shown.tell()
    return DONE


def _on_disk(header: GgufHeader, known: KnownModel | None, work: Workplace) -> ShownModel:
    known = known or KnownModel(header.path, header.name)
    listed = work.catalog.model(known.catalog_id) or work.catalog.entry_for(
        repository=known.repository, file_name=header.path
    )
    fit = work.weigh(header, known.settings.engine(work.settings.engine))
    file = Choice(header.path, header.quantization, header.file_bytes, fit, is_suggested=False)
    shown = _in_catalog(listed, work) if listed else None
    licence = known.licence or header.licence
    return ShownModel(
        source="this_pc",
        name=known.name,
        licence=(
            ShownLicence.of(licence, header.licence_link, work.catalog)
            if licence or shown is None
            else shown.licence
        ),
        files=(ShownFile.of(file),),
        about=shown.about if shown else "",
        maker=shown.maker if shown else "",
        catalog_id=shown.catalog_id if shown else "",
        repository=known.repository,
        path=header.path,
        architecture=header.architecture,
        parameters=header.parameters,
        context_length=header.context_length,
        languages=shown.languages if shown else (),
        skills=shown.skills if shown else (),
        released=shown.released if shown else "",
        notes=known.notes,
        reply_rate=known.reply_rate,
    )


def _in_catalog(model: CatalogModel, work: Workplace) -> ShownModel:
    return ShownModel(
        source="catalog",
        name=model.name,
        licence=ShownLicence.of(model.licence, "", work.catalog),
        files=tuple(map(ShownFile.of, choices_of_model(model, work))),
        about=model.about,
        maker=model.maker,
        catalog_id=model.id,
        repository=model.repository,
        architecture=model.architecture,
        parameters=model.parameters,
        context_length=model.context_length,
        languages=model.languages,
        skills=tuple(words.SKILLS[skill] for skill in model.skills),
        released=model.released,
        gate="automatic" if model.is_gated else "open",
    )


def _on_hub(session: HubSession, name: str, work: Workplace) -> ShownModel:
    from desktop_chat.models.hub.search import repository as ask_for  # noqa: PLC0415  it takes long

    repository = ask_for(session, name)
    summary = repository.summary
    header = _header_or_none(session, repository, work)
    listed = work.catalog.entry_for(repository=summary.id)
    return ShownModel(
        source="hub",
        name=summary.name,
        licence=ShownLicence.of(
            listed.licence if listed else summary.licence, repository.licence_link, work.catalog
        ),
        files=tuple(map(ShownFile.of, choices_of_repository(repository, header, work))),
        about=listed.about if listed else "",
        catalog_id=listed.id if listed else "",
        repository=summary.id,
        architecture=header.architecture if header else summary.architecture,
        parameters=summary.parameters or (header.parameters if header else 0),
        context_length=header.context_length if header else 0,
        languages=summary.languages,
        gate=summary.gate,
        downloads=summary.downloads,
        likes=summary.likes,
        updated_at=summary.updated_at,
    )


def _header_or_none(session: HubSession, repository: Repository, work: Workplace) -> GgufHeader | None:
    """Read a header; where that cannot be, say why, and show the rest all the same."""
    try:
        return a_header(session, repository, work)
    except FaultError as error:
        remark(explain(error.fault).sentence())
        return None
