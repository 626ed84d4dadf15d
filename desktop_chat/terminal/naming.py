"""What MODEL on the command line names: a model on this PC, of the catalog, or on the hub."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Final

from msgspec import Struct

from desktop_chat.faults import FaultError
from desktop_chat.models.catalog import Catalog, CatalogModel
from desktop_chat.models.known import KnownModel
from desktop_chat.models.library import Library

_HUB: Final = re.compile(
    r"(?P<site>(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/)?"
    r"(?P<id>\w[\w.-]*/\w[\w.-]*)(?(site)(?:/[^:]*)?)(?::(?P<choice>.+))?",
    re.ASCII,
)
_MOST_NAMED: Final = 8


class OnDisk(Struct, frozen=True):
    """A model file, and what is known of it."""

    path: Path
    known: KnownModel | None = None


class InCatalog(Struct, frozen=True):
    """A model of the catalog."""

    model: CatalogModel
    choice: str = ""  # a file or quantization of it; "": the one that suits this PC


class OnHub(Struct, frozen=True):
    """A repository of the hub."""

    repository: str  # owner/name
    choice: str = ""  # a file or quantization in it; "": the one that suits this PC


Named = OnDisk | InCatalog | OnHub


def find(text: str, library: Library, catalog: Catalog) -> Named:
    """Give what a text names.

    Whole names come before parts of names, and this PC before the catalog. Raises `FaultError`:
    several_models, unknown_model, unavailable_model.
    """
    known = library.all()
    if model := _by_whole_name(text, known):
        return OnDisk(Path(model.path), model)
    if text.lower().endswith(".gguf") and Path(text).is_file():
        return OnDisk(Path(text))
    if listed := _in_catalog(text, catalog):
        return listed
    if model := _by_part(text, known):
        return OnDisk(Path(model.path), model)
    return find_download(text, catalog)


def find_known(text: str, library: Library) -> KnownModel:
    """Give the model of the list that a text names; raises `FaultError`: several_models, no_such_model."""
    known = library.all()
    model = _by_whole_name(text, known) or _by_catalog_id(text, known) or _by_part(text, known)
    if model is None:
        raise FaultError("no_such_model", name=text)
    return model


def find_download(text: str, catalog: Catalog) -> InCatalog | OnHub:
    """Give what a text names that can be downloaded; raises `FaultError`: unknown_model, unavailable_model."""
    if listed := _in_catalog(text, catalog):
        return listed
    if match := _HUB.fullmatch(text):
        return OnHub(match["id"], match["choice"] or "")
    unavailable = catalog.unavailable_for(text)
    if unavailable is None:
        raise FaultError("unknown_model", name=text)
    nearest = ", ".join(unavailable.nearest)
    raise FaultError("unavailable_model", name=unavailable.name, reason=unavailable.reason, nearest=nearest)


def _in_catalog(text: str, catalog: Catalog) -> InCatalog | None:
    model_id, _, choice = text.partition(":")
    model = catalog.model(model_id.casefold())
    return InCatalog(model, choice) if model else None


def _by_whole_name(text: str, known: list[KnownModel]) -> KnownModel | None:
    path = Path(text).absolute()
    if model := next((model for model in known if model.lies_at(path)), None):
        return model
    wanted = text.casefold()
    return _only(text, [model for model in known if wanted in _names(model)])


def _by_catalog_id(text: str, known: list[KnownModel]) -> KnownModel | None:
    wanted = text.casefold()
    return _only(text, [model for model in known if model.catalog_id.casefold() == wanted])


def _by_part(text: str, known: list[KnownModel]) -> KnownModel | None:
    wanted = text.casefold()
    return _only(text, [model for model in known if any(wanted in name for name in _names(model))])


def _names(model: KnownModel) -> set[str]:
    """Give what a model is called: by its file, by itself, and as a quantization of one of the catalog."""
    file = PurePath(model.path)
    names = {file.name, file.stem, model.name}
    if model.catalog_id:
        names.add(f"{model.catalog_id}:{model.quantization}")
    return {name.casefold() for name in names if name}


def _only(text: str, models: list[KnownModel]) -> KnownModel | None:
    if len(models) > 1:
        raise FaultError("several_models", name=text, available=_told_apart(models))
    return models[0] if models else None


def _told_apart(models: list[KnownModel]) -> str:
    """Name models so that each name is one's alone, where there is such a name."""
    shown, more = models[:_MOST_NAMED], "…" * (len(models) > _MOST_NAMED)
    ways: tuple[Callable[[KnownModel], str], ...] = (
        lambda model: model.name,
        lambda model: PurePath(model.path).name,
    )
    for way in ways:
        names = {way(model).casefold() for model in models}
        if len(names) == len(models):
            return ", ".join(map(way, shown)) + more
    return ", ".join(model.path for model in shown) + more
