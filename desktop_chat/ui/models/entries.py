"""What the Models window is told: models on this PC, on offer, on the hub and on their way, by key."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from desktop_chat.faults import Fault
from desktop_chat.models.catalog import CatalogModel, Licence, Unavailable
from desktop_chat.models.fit import Fit
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hub.download import Download, Progress
from desktop_chat.models.hub.listing import ModelFiles, Repository, RepositorySummary, SearchQuery
from desktop_chat.models.library import KnownModel
from desktop_chat.models.recommend import Recommendation

Kind = Literal["download", "installed", "catalog", "hub"]
HubState = Literal["idle", "searching", "found", "failed"]


class EntryKey(Struct, frozen=True):
    """What an entry stands for; `id` is a download's id, a file's path, a catalog id or OWNER/NAME."""

    kind: Kind
    id: str


class Choice(Struct, frozen=True):
    """One file the user may take; `name` tells it from the others of its entry. The size is in bytes."""

    name: str  # of a catalog's file its pattern, of a repository's the name of the first part
    quantization: str
    size: int


class Shelf(Struct):
    """Everything the window was told. Views read it, only the window writes it."""

    installed: list[KnownModel] = field(default_factory=list)
    catalog: dict[str, CatalogModel] = field(default_factory=dict)
    licences: dict[str, Licence] = field(default_factory=dict)
    unavailable: tuple[Unavailable, ...] = ()
    offers: list[Recommendation] = field(default_factory=list)
    downloads: tuple[Download, ...] = ()
    progress: dict[str, Progress] = field(default_factory=dict)
    resident: frozenset[str] = frozenset()
    hub_state: HubState = "idle"
    hub_fault: Fault | None = None
    hub_query: SearchQuery = field(default_factory=SearchQuery)
    hub_found: tuple[RepositorySummary, ...] = ()
    repositories: dict[str, Repository] = field(default_factory=dict)
    faults: dict[EntryKey, Fault] = field(default_factory=dict)
    fits: dict[EntryKey, dict[str, Fit]] = field(default_factory=dict)
    headers: dict[str, GgufHeader] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()  # licences by id, and gated repositories
    is_offline: bool = False

    def known_model(self, path: str) -> KnownModel | None:
        """Give the model on this PC at a path."""
        return next((model for model in self.installed if model.path == path), None)

    def download(self, download_id: str) -> Download | None:
        """Give the entry of the queue with an id."""
        return next((one for one in self.downloads if one.id == download_id), None)

    def offer(self, catalog_id: str) -> Recommendation | None:
        """Give the recommendation of a model of the catalog."""
        return next((offer for offer in self.offers if offer.model.id == catalog_id), None)

    def summary(self, repository: str) -> RepositorySummary | None:
        """Give what is known of a repository of the hub."""
        if repository in self.repositories:
            return self.repositories[repository].summary
        return next((found for found in self.hub_found if found.id == repository), None)

    def catalog_model(self, key: EntryKey) -> CatalogModel | None:
        """Give the model of the catalog that an entry is, or was chosen from."""
        if key.kind == "catalog":
            return self.catalog.get(key.id)
        model, download = self.known_model(key.id), self.download(key.id)
        catalog_id = model.catalog_id if model else download.request.catalog_id if download else ""
        return self.catalog.get(catalog_id)

    def unfinished(self) -> tuple[Download, ...]:
        """Give the downloads that are not done, in the order of the queue."""
        return tuple(one for one in self.downloads if one.state != "done")

    def download_of(self, key: EntryKey) -> Download | None:
        """Give the unfinished download that belongs to an entry."""
        return next((one for one in self.unfinished() if _belongs(one, key)), None)

    def copies_of(self, catalog_id: str) -> list[KnownModel]:
        """Give the files on this PC of a model of the catalog."""
        return [model for model in self.installed if model.catalog_id == catalog_id]

    def choices(self, key: EntryKey) -> tuple[Choice, ...]:
        """Give the files of an entry to choose from, the smallest first; none while they are not known."""
        model = self.catalog.get(key.id)
        if key.kind == "catalog" and model is not None:
            return tuple(Choice(file.pattern, file.quantization, file.size) for file in model.files)
        repository = self.repositories.get(key.id)
        if key.kind == "hub" and repository is not None:
            return tuple(map(_choice, repository.choices))
        return ()

    def fit(self, key: EntryKey, choice: str = "") -> Fit | None:
        """Give how a file of an entry fits; `choice` is "" for files on this PC and downloads."""
        fit = self.fits.get(key, {}).get(choice)
        offer = self.offer(key.id) if fit is None and key.kind == "catalog" else None
        return offer.fit if offer is not None and offer.file.pattern == choice else fit

    def has(self, key: EntryKey) -> bool:
        """Tell whether an entry is still there."""
        if key.kind == "download":
            return any(one.id == key.id for one in self.unfinished())
        if key.kind == "installed":
            return self.known_model(key.id) is not None
        return key.id in self.catalog if key.kind == "catalog" else self.summary(key.id) is not None


def _choice(files: ModelFiles) -> Choice:
    return Choice(files.name, files.quantization, files.size)


def _belongs(download: Download, key: EntryKey) -> bool:
    request = download.request
    ids = {"download": download.id, "catalog": request.catalog_id, "hub": request.repository}
    return ids.get(key.kind) == key.id
