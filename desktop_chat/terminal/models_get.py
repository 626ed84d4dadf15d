"""`desktop-chat models get`: downloads a model and puts it on the list."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from desktop_chat.exit_codes import DONE, FAILED
from desktop_chat.faults import FaultError
from desktop_chat.models.catalog import CatalogModel, Licence
from desktop_chat.models.fit import Fit, with_file_size
from desktop_chat.models.hub.download import Download, DownloadRequest
from desktop_chat.models.hub.listing import ModelFiles, Repository
from desktop_chat.models.known import KnownModel
from desktop_chat.models.licences import Acceptances
from desktop_chat.models.sizes import readable_size
from desktop_chat.terminal.confirming import confirm, is_watched
from desktop_chat.terminal.downloading import download
from desktop_chat.terminal.interrupts import interruptible
from desktop_chat.terminal.models_list import ListedModel
from desktop_chat.terminal.naming import InCatalog, OnHub, find_download
from desktop_chat.terminal.progress_bar import view_for
from desktop_chat.terminal.telling import remark, say, write_json
from desktop_chat.terminal.weighing import a_header, chosen_of_model, chosen_of_repository, listed_files
from desktop_chat.terminal.workplace import Workplace

if TYPE_CHECKING:
    from desktop_chat.models.hub.session import HubSession


class _Order(Struct, frozen=True):
    """What is to be downloaded, under which terms, and how it fits this PC."""

    request: DownloadRequest
    licence: Licence | None
    fit: Fit | None
    model: CatalogModel | None


def run(options: Namespace, work: Workplace) -> int:
    """Download a model; raises `FaultError`."""
    wanted = find_download(options.model, work.catalog)
    folder = str(Path(options.folder).absolute()) if options.folder else ""
    with work.hub() as session:
        order = interruptible(lambda: _order(session, wanted, folder, work))
        if not _accept(order, work, is_accepted=options.accept_licence):
            remark("Nothing was downloaded.")
            return FAILED
        _warn(order)
        done = download(order.request, session, work, view_for(sys.stderr, order.request.title))
    if done is None:
        remark("Paused. The same command goes on from there.")
        return FAILED
    model = _put_on_list(done, order, work)
    if options.json:
        write_json(ListedModel.of(model))
    else:
        say(model.path)
    return DONE


# ---- what is wanted


def _order(session: HubSession, wanted: InCatalog | OnHub, folder: str, work: Workplace) -> _Order:
    from desktop_chat.models.hub.search import repository as ask_for  # noqa: PLC0415  it takes long

    match wanted:
        case InCatalog(model, choice):
            chosen = chosen_of_model(model, choice, work)
            repository = ask_for(session, model.repository)
            files = listed_files(repository, model, chosen.quantization)
            return _order_of(repository, files, folder, work, model=model, fit=chosen.fit)
        case OnHub(name, choice):
            repository = ask_for(session, name)
            header = a_header(session, repository, work)
            files = chosen_of_repository(repository, choice, header, work)
            fit = work.weigh(with_file_size(header, files.size)) if header and files.size else None
            listed = work.catalog.entry_for(repository=repository.summary.id, file_name=files.name)
            return _order_of(repository, files, folder, work, model=listed, fit=fit)


def _order_of(
    repository: Repository,
    files: ModelFiles,
    folder: str,
    work: Workplace,
    *,
    model: CatalogModel | None,
    fit: Fit | None,
) -> _Order:
    request = DownloadRequest(
        repository=repository.summary.id,
        files=files.files,
        title=model.name if model else repository.summary.name,
        revision=repository.revision,
        quantization=files.quantization,
        folder=folder,
        catalog_id=model.id if model else "",
    )
    licence = work.catalog.licence(model.licence if model else repository.summary.licence)
    return _Order(request, licence, fit, model)


# ---- before


def _accept(order: _Order, work: Workplace, *, is_accepted: bool) -> bool:
    """See to the licence; gives whether it is accepted, or need not be.

    Raises `FaultError`: licence_not_accepted where nobody can be asked, licence_not_kept.
    """
    licence, acceptances = order.licence, Acceptances(work.paths.licences_file)
    if licence is None or acceptances.has(licence):
        return True
    title = order.request.title
    if not is_accepted and not is_watched():
        raise FaultError("licence_not_accepted", name=title, licence=licence.name, link=licence.link)
    if not is_accepted:
        remark(f"“{title}” comes under the {licence.name}: {licence.link}")
        remark(licence.summary)
        is_accepted = confirm("Do you accept it?")
    if is_accepted:
        acceptances.accept(licence)
    return is_accepted


def _warn(order: _Order) -> None:
    fit = order.fit
    if fit is not None and fit.verdict == "does_not_fit":
        needed, free = readable_size(fit.needed_bytes), readable_size(max(fit.free_bytes, 0))
        remark(f"It does not fit this PC as it is now: it needs {needed} of memory, and {free} are free.")


# ---- after


def _put_on_list(done: Download, order: _Order, work: Workplace) -> KnownModel:
    path = Path(done.path)
    model = work.library.add(
        path,
        place="own" if work.is_own(path) else None,
        name=order.request.title,
        repository=order.request.repository,
        catalog_id=order.request.catalog_id,
        licence=order.model.licence if order.model else "",
    )
    template = order.model.template if order.model else "file"
    if template != "file" and not model.template:
        work.library.set_template(model.path, template)
    return model
