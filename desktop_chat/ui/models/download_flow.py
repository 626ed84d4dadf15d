"""From the wish for a model to its place in the queue: its licence, its consent, its files."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.catalog import Catalog, CatalogFile, CatalogModel, Licence
from desktop_chat.models.hub.download import DownloadRequest
from desktop_chat.models.hub.listing import ModelFiles, Repository
from desktop_chat.models.licences import Acceptances
from desktop_chat.ui.background import Background
from desktop_chat.ui.hub_service import HubService
from desktop_chat.ui.models.entries import EntryKey


class _Wish(Struct, frozen=True):
    """What the user wants to have."""

    key: EntryKey
    title: str
    repository: str
    choice: str  # of a catalog's file its pattern, else the name of the first part
    licence: Licence | None
    is_gated: bool
    known: Repository | None = None  # where its files are known already
    catalog_id: str = ""


class DownloadFlow(QObject):
    """Asks what must be asked before a download, one model at a time, and then puts it in the queue.

    Signals:
        licence_asked: (Licence, title of the model) go on with `accept_licence`.
        token_asked: (owner/name) an access token is needed; go on with `go_on` once there is one.
        began: (EntryKey, DownloadRequest) it is in the queue.
        accepted: (frozenset of ids) the licences the user accepted so far.
        failed: (EntryKey, Fault).
    """

    licence_asked = Signal(object, str)
    token_asked = Signal(str)
    began = Signal(object, object)
    accepted = Signal(object)
    failed = Signal(object, object)

    def __init__(self, hub: HubService, licences_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._acceptances = Acceptances(licences_file)  # used on the background thread only
        self._background = Background("licences", parent=self)
        self._wish: _Wish | None = None  # what an answer of the user is waited for
        self._token_asked = 0
        self._listing: dict[int, _Wish] = {}
        hub.token_known.connect(self._on_token_known)
        hub.repository_shown.connect(self._on_repository)
        hub.failed.connect(self._on_failed)

    def want_catalog(self, catalog: Catalog, model: CatalogModel, file: CatalogFile) -> None:
        """Begin with a model of the catalog."""
        self._begin(
            _Wish(
                key=EntryKey("catalog", model.id),
                title=model.name,
                repository=model.repository,
                choice=file.pattern,
                licence=catalog.licence(model.licence),
                is_gated=model.is_gated,
                catalog_id=model.id,
            )
        )

    def want_repository(self, catalog: Catalog | None, repository: Repository, choice: str) -> None:
        """Begin with a file of a repository; the catalog tells the terms of its licence."""
        summary = repository.summary
        found = catalog.entry_for(repository=summary.id, file_name=choice) if catalog else None
        licence = found.licence if found else summary.licence
        self._begin(
            _Wish(
                key=EntryKey("hub", summary.id),
                title=found.name if found else summary.name,
                repository=summary.id,
                choice=choice,
                licence=catalog.licence(licence) if catalog else None,
                is_gated=summary.gate != "open",
                known=repository,
                catalog_id=found.id if found else "",
            )
        )

    def tell_accepted(self, catalog: Catalog) -> None:
        """Say which licences of the catalog are accepted; told by `accepted`."""

        def work() -> frozenset[str]:
            has = self._acceptances.has
            return frozenset(each.id for each in catalog.licences if each.needs_acceptance and has(each))

        self._background.run(work, self.accepted.emit, receiver=self)

    def accept_licence(self, licence: Licence) -> None:
        """Keep that the user accepts a licence, and go on."""
        wish = self._wish

        def failed(error: Exception) -> None:
            if wish is None or not isinstance(error, FaultError):
                raise error
            self.failed.emit(wish.key, error.fault)

        self._background.run(
            lambda: self._acceptances.accept(licence), lambda _: self._ask_token(), failed, receiver=self
        )

    def go_on(self) -> None:
        """Go on after an access token was given."""
        wish, self._wish = self._wish, None
        if wish is not None:
            self._list(wish)

    def close(self) -> None:
        """Wait until everything is kept."""
        self._background.close()

    def _begin(self, wish: _Wish) -> None:
        self._wish = wish
        licence = wish.licence
        if licence is None or not licence.needs_acceptance:
            self._ask_token()
            return

        def done(is_accepted: bool) -> None:
            if is_accepted:
                self._ask_token()
            else:
                self.licence_asked.emit(licence, wish.title)

        self._background.run(lambda: self._acceptances.has(licence), done, receiver=self)

    def _ask_token(self) -> None:
        if self._wish is not None and self._wish.is_gated:
            self._token_asked = self._hub.ask_token()
        else:
            self.go_on()

    def _on_token_known(self, command_id: int, has_token: bool, _is_lasting: bool) -> None:
        if command_id != self._token_asked or self._wish is None:
            return
        if has_token:
            self.go_on()
        else:
            self.token_asked.emit(self._wish.repository)

    def _list(self, wish: _Wish) -> None:
        if wish.known is not None:
            self._add(wish, wish.known)
        else:
            self._listing[self._hub.show_repository(wish.repository)] = wish

    def _on_repository(self, command_id: int, repository: Repository) -> None:
        wish = self._listing.pop(command_id, None)
        if wish is not None:
            self._add(wish, repository)

    def _on_failed(self, command_id: int, fault: Fault) -> None:
        wishes = [self._listing.pop(command_id, None)] if command_id else list(self._listing.values())
        if not command_id:
            self._listing.clear()
        for wish in filter(None, wishes):
            self.failed.emit(wish.key, fault)

    def _add(self, wish: _Wish, repository: Repository) -> None:
        files = next((each for each in repository.choices if _is_chosen(each, wish.choice)), None)
        if files is None:
            values = {"repository": wish.repository, "name": wish.choice}
            self.failed.emit(wish.key, Fault("hub_file_missing", values))
            return
        request = DownloadRequest(
            repository=wish.repository,
            files=files.files,
            title=wish.title,
            revision=repository.revision,
            quantization=files.quantization,
            catalog_id=wish.catalog_id,
        )
        self._hub.add(request)
        self.began.emit(wish.key, request)


def _is_chosen(files: ModelFiles, choice: str) -> bool:
    return files.name == choice or fnmatchcase(files.name, choice)
