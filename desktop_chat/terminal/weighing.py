"""Which files there are to choose from, and how each fits this PC."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from desktop_chat.faults import FaultError
from desktop_chat.models.catalog import CatalogModel
from desktop_chat.models.choosing import Weighed, best_of
from desktop_chat.models.fit import Fit, with_file_size
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hub.listing import ModelFiles, Repository
from desktop_chat.terminal.workplace import Workplace

if TYPE_CHECKING:
    from desktop_chat.models.hub.session import HubSession


class Choice(Struct, frozen=True):
    """A file to choose; the size is in bytes, of all parts."""

    name: str
    quantization: str
    size: int
    fit: Fit | None  # None: not known
    is_suggested: bool  # for this PC


def choices_of_model(model: CatalogModel, work: Workplace) -> list[Choice]:
    """Give the files of a model of the catalog, the smallest first."""
    fits = [work.weigh(model.header(file)) for file in model.files]
    offered = next((one.file for one in work.recommended if one.model.id == model.id), None)
    weighed = [Weighed(file.quantization, fit.verdict) for file, fit in zip(model.files, fits, strict=True)]
    suggested = model.files.index(offered) if offered else best_of(weighed)
    return [
        Choice(file.pattern, file.quantization, file.size, fit, place == suggested)
        for place, (file, fit) in enumerate(zip(model.files, fits, strict=True))
    ]


def choices_of_repository(repository: Repository, header: GgufHeader | None, work: Workplace) -> list[Choice]:
    """Give the model files of a repository, the smallest first; `header` is of any of them."""
    files = repository.choices
    fits = [work.weigh(with_file_size(header, file.size)) if header and file.size else None for file in files]
    weighed = [
        Weighed(file.quantization, fit.verdict if fit else None)
        for file, fit in zip(files, fits, strict=True)
    ]
    suggested = best_of(weighed) if weighed else -1
    return [
        Choice(file.name, file.quantization, file.size, fit, place == suggested)
        for place, (file, fit) in enumerate(zip(files, fits, strict=True))
    ]


def a_header(session: HubSession, repository: Repository, work: Workplace) -> GgufHeader | None:
    """Give the header of one file of a repository, from the catalog where it is there; None: it has no file.

    Raises `FaultError` as `models.hub.remote_file.read_remote_header` does.
    """
    from desktop_chat.models.hub.remote_file import read_remote_header  # noqa: PLC0415  it takes long

    if not repository.choices:
        return None
    listed = work.catalog.entry_for(repository=repository.summary.id)
    if listed is not None:
        return listed.header(listed.files[0])
    smallest = repository.choices[0].name
    return read_remote_header(session, repository.summary.id, repository.revision, smallest)


def chosen_of_model(model: CatalogModel, wanted: str, work: Workplace) -> Choice:
    """Give the file of a model of the catalog that is wanted, or suits this PC; raises `no_such_file`."""
    choices = choices_of_model(model, work)
    return _chosen(model.id, choices, wanted)


def chosen_of_repository(
    repository: Repository, wanted: str, header: GgufHeader | None, work: Workplace
) -> ModelFiles:
    """Give the model files of a repository that are wanted, or suit this PC.

    Raises `FaultError`: no_such_file, several_models.
    """
    name = _chosen(repository.summary.id, choices_of_repository(repository, header, work), wanted).name
    return next(files for files in repository.choices if files.name == name)


def listed_files(repository: Repository, model: CatalogModel, quantization: str) -> ModelFiles:
    """Give the files of a model of the catalog as its repository has them now; raises `no_such_file`."""
    listed = model.file_for(quantization)
    for files in repository.choices:
        if listed and listed.matches(files.name):
            return files
    wanted = _chosen(model.repository, choices_without_fit(repository), quantization).name
    return next(files for files in repository.choices if files.name == wanted)


def choices_without_fit(repository: Repository) -> list[Choice]:
    """Give the model files of a repository without weighing them."""
    return [Choice(each.name, each.quantization, each.size, None, False) for each in repository.choices]


def _chosen(repository: str, choices: list[Choice], wanted: str) -> Choice:
    if wanted:
        found = [choice for choice in choices if _is_meant(choice, wanted.casefold())]
    else:
        found = [choice for choice in choices if choice.is_suggested]
    if len(found) > 1:
        raise FaultError("several_models", name=wanted, available=", ".join(each.name for each in found))
    if not found:
        available = ", ".join(choice.quantization or choice.name for choice in choices) or "–"
        raise FaultError("no_such_file", repository=repository, wanted=wanted or "GGUF", available=available)
    return found[0]


def _is_meant(choice: Choice, wanted: str) -> bool:
    name = choice.name.casefold()
    file = PurePosixPath(name)
    return wanted in (choice.quantization.casefold(), name, file.name, file.name.removesuffix(".gguf"))
