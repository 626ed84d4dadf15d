"""The models the app knows: the list of files, and what is done to it."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from desktop_chat.models.known import KnownModel, ModelSettings, Place, path_key
from desktop_chat.models.library_file import Contents, LibraryFile, SeenFile
from desktop_chat.settings import refuse_bad

if TYPE_CHECKING:  # what looks into files is imported where that is done: a start only reads the list
    from desktop_chat.models.places.folders import Folders
    from desktop_chat.models.places.found import App, Candidate, FoundModel
    from desktop_chat.models.scan import Findings

__all__ = ["KnownModel", "Library", "ModelSettings", "Place"]

NEW_RATE_SHARE: Final = 0.3
"""How much of a new measure of speed counts; what was measured before counts for the rest."""

_OTHER_SETUP: Final = 2.0  # a rate that differs by more comes from another setup (a GPU, other settings)


def _never() -> bool:
    return False


class Library:
    """The list on disk. Every call reads it and every change writes it, so that two processes may share it.

    Files are looked at while the list is free for others; only the change itself keeps them out.
    Raises `FaultError("library_failed")` when the disk does not let it; the list is then as it was.
    """

    def __init__(self, path: Path) -> None:
        self._file = LibraryFile(path)

    @property
    def kept_aside(self) -> str:
        """The name that a damaged list was kept under; nothing if none was found."""
        return self._file.kept_aside

    # ---- reading

    def listed(self) -> list[KnownModel]:
        """Give the list, the model used last first, without looking at any model file."""
        return _sorted(self._file.read())

    def all(self) -> list[KnownModel]:
        """Give every known model, the one used last first; also those whose file is not there now."""
        return [replace(model, exists=_is_file(model.path)) for model in self.listed()]

    def find(self, path: str | Path) -> KnownModel | None:
        """Give a known model by its file, or by a copy of it."""
        found = _find(self._file.read(), path)
        return replace(found, exists=_is_file(found.path)) if found else None

    # ---- the list

    def add(
        self,
        path: str | Path,
        *,
        place: Place | None = None,
        name: str = "",
        repository: str = "",
        catalog_id: str = "",
        licence: str = "",
    ) -> KnownModel:
        """Read a model file's header and put it on the list; of a known one, what the file says is renewed.

        What is not given stays as it was. Gives the model that is shown: of a copy the one it is a copy of.
        Raises `FaultError` as `models.gguf.read_header` does.
        """
        from desktop_chat.models import scan  # noqa: PLC0415
        from desktop_chat.models.gguf import read_header  # noqa: PLC0415

        header = read_header(scan.whole_path(path))

        def told(model: KnownModel) -> KnownModel:
            return replace(
                model,
                name=name or model.name,
                repository=repository or model.repository,
                catalog_id=catalog_id or model.catalog_id,
                licence=licence or model.licence,
                last_used=model.last_used or time.time(),
                has_changed=False,
            )

        new = told(scan.described(header, KnownModel(header.path, "", place=place or "elsewhere")))
        seen = scan.Findings(sightings=[scan.sighting_of(header, new.place, new.name)])

        def change(contents: Contents) -> Contents:
            contents = scan.with_findings(contents, seen)
            contents = replace(contents, forgotten=_without(contents.forgotten, [header.path]))
            known = _find(contents, header.path)
            if known is None:
                return scan.with_arrival(contents, new)
            renewed = told(known)
            if path_key(known.path) == path_key(header.path):
                renewed = told(scan.described(header, replace(known, place=place or known.place)))
            models = (renewed if model is known else model for model in contents.models)
            return replace(contents, models=tuple(models))

        return _needed(self._file.change(change), header.path)

    def forget(self, path: str | Path) -> None:
        """Take a model and its copies off the list; the files stay. No scan brings them back, only `add` does."""

        def change(contents: Contents) -> Contents:
            model = _find(contents, path)
            if model is None:
                return contents
            paths = (model.path, *model.copies)
            return replace(
                contents,
                models=tuple(other for other in contents.models if other is not model),
                forgotten=(*_without(contents.forgotten, paths), *paths),
            )

        self._file.change(change)

    def drop(self, path: str | Path) -> None:
        """Take a file off the list that is gone for good; a copy of it is shown from now on, where there is one."""

        def change(contents: Contents) -> Contents:
            return replace(
                contents,
                models=tuple(
                    kept for model in contents.models if (kept := _without_file(model, path, contents))
                ),
            )

        self._file.change(change)

    def relocate(self, old: str | Path, new: str | Path) -> None:
        """Follow a file that was moved; everything that is known of it stays."""

        def moved(path: str) -> str:
            return os.fspath(new) if path_key(path) == path_key(old) else path

        def change(contents: Contents) -> Contents:
            is_listed = any(path_key(model.path) == path_key(old) for model in contents.models)
            models = []
            for model in contents.models:
                if is_listed and path_key(model.path) == path_key(new):
                    continue  # what was known of the same file at its new place
                path = moved(model.path)
                copies = dict.fromkeys(map(moved, _without(model.copies, [path])))
                models.append(replace(model, path=path, copies=tuple(copies)))
            forgotten = tuple(map(moved, contents.forgotten))
            files = tuple(replace(file, path=moved(file.path)) for file in contents.files)
            return Contents(tuple(models), forgotten, files)

        self._file.change(change)

    # ---- what the user says and does

    def touch(self, path: str | Path) -> None:
        """Remember that a model was used now."""
        self._change(path, lambda model: replace(model, last_used=time.time()))

    def set_template(self, path: str | Path, name: str) -> None:
        """Remember the chat template the user chose for a model; "" lets the file choose."""
        self._change(path, lambda model: replace(model, template=name))

    def set_notes(self, path: str | Path, notes: str) -> None:
        """Remember what the user wrote about a model."""
        self._change(path, lambda model: replace(model, notes=_clean(notes)))

    def set_settings(self, path: str | Path, settings: ModelSettings) -> None:
        """Remember a model's own settings; raises `FaultError("bad_setting")` for a value out of its range."""
        settings = replace(settings, system_prompt=_clean(settings.system_prompt))
        refuse_bad(settings)
        self._change(path, lambda model: replace(model, settings=settings))

    def set_reply_rate(self, path: str | Path, rate: float) -> None:
        """Take in how fast a reply was, in tokens a second.

        Rates are smoothed: a new one counts for `NEW_RATE_SHARE`, so that one slow reply does not change what
        is shown much. One that differs by more than twice is taken as it is: the model runs in another way now.
        """
        if math.isfinite(rate) and rate > 0:
            self._change(path, lambda model: replace(model, reply_rate=_smoothed(model.reply_rate, rate)))

    def mark_seen(self, path: str | Path) -> None:
        """Remember that the user looked at a model whose file had changed."""
        self._change(path, lambda model: replace(model, has_changed=False))

    # ---- files

    def check(self, *, is_cancelled: Callable[[], bool] = _never) -> list[KnownModel]:
        """Look whether the files of the list are there and as they were; gives the list. Nobody leaves it."""
        from desktop_chat.models import scan  # noqa: PLC0415

        contents = self._file.read()
        return self._put(scan.check(contents, own_leave=False, is_cancelled=is_cancelled), contents)

    def scan_own_folder(
        self, folder: str | Path, *, is_cancelled: Callable[[], bool] = _never
    ) -> list[KnownModel]:
        """Look at the files of the list and at all in our own folder; gives the list.

        New ones come in. Those of our folder that vanished leave, but for what the user wrote or chose something
        for, and unless the folder is not there at all: its drive may come back.
        """
        from desktop_chat.models import scan  # noqa: PLC0415
        from desktop_chat.models.places.own import candidates  # noqa: PLC0415

        root, contents = scan.whole_path(folder), self._file.read()
        self._put(scan.check(contents, own_leave=root.is_dir(), is_cancelled=is_cancelled), contents)
        contents = self._file.read()
        self._put(scan.put_in_place(contents, root), contents)
        contents = self._file.read()
        return self._put(scan.take_in(contents, candidates(root, is_cancelled), "own"), contents)

    def find_in_apps(
        self, folders: Folders | None = None, *, is_cancelled: Callable[[], bool] = _never
    ) -> list[FoundModel]:
        """Give what other apps keep and the list does not have, each model once; `add` puts one on the list.

        What was forgotten is left out. A copy of a listed model is remembered with it.
        """
        from desktop_chat.models.places.finding import PLACES  # noqa: PLC0415
        from desktop_chat.models.places.folders import Folders  # noqa: PLC0415
        from desktop_chat.models.places.found import FoundModel  # noqa: PLC0415

        folders = folders or Folders.of_user()
        found: dict[str, FoundModel] = {}
        for app, candidates in PLACES.items():
            for file in self._sight(app, candidates(folders, is_cancelled)):
                found.setdefault(file.fingerprint, FoundModel(file.path, app, file.name, file.size_bytes))
        return list(found.values())

    def _sight(self, app: App, candidates: Iterable[Candidate]) -> list[SeenFile]:
        """Give the models among an app's files that are not on the list."""
        from desktop_chat.models import scan  # noqa: PLC0415

        contents, findings = self._file.read(), scan.Findings()
        seen = [file for _, file in scan.sight(contents, candidates, app, findings)]
        listed = _keys_of(contents)
        unlisted = [file for file in seen if path_key(file.path) not in listed]
        known = {file.fingerprint for file in contents.files if path_key(file.path) in listed}
        findings.arrivals = [scan.as_model(file) for file in unlisted if file.fingerprint in known]
        self._put(findings, contents)
        return [file for file in unlisted if file.fingerprint not in known]

    def _put(self, findings: Findings, contents: Contents) -> list[KnownModel]:
        """Put what was found on the list; gives the list."""
        from desktop_chat.models import scan  # noqa: PLC0415

        if findings:
            contents = self._file.change(lambda now: scan.with_findings(now, findings))
        return _sorted(contents)

    def _change(self, path: str | Path, change: Callable[[KnownModel], KnownModel]) -> None:
        def changed(contents: Contents) -> Contents:
            models = (change(model) if model.lies_at(path) else model for model in contents.models)
            return replace(contents, models=tuple(models))

        self._file.change(changed)


def _sorted(contents: Contents) -> list[KnownModel]:
    return sorted(contents.models, key=lambda model: (-model.last_used, model.name.casefold()))


def _keys_of(contents: Contents) -> set[str]:
    return {path_key(path) for model in contents.models for path in (model.path, *model.copies)}


def _find(contents: Contents, path: str | Path) -> KnownModel | None:
    return next((model for model in contents.models if model.lies_at(path)), None)


def _needed(contents: Contents, path: str) -> KnownModel:
    model = _find(contents, path)
    assert model is not None
    return model


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def _clean(text: str) -> str:
    """Give a text without half surrogate pairs, as a text field may give one: no file can hold it."""
    return text.encode("utf-8", "replace").decode()


def _smoothed(old: float, new: float) -> float:
    is_other_setup = old <= 0 or not 1 / _OTHER_SETUP <= new / old <= _OTHER_SETUP
    return new if is_other_setup else old + NEW_RATE_SHARE * (new - old)


def _without(paths: tuple[str, ...], gone: Iterable[str]) -> tuple[str, ...]:
    keys = set(map(path_key, gone))
    return tuple(path for path in paths if path_key(path) not in keys)


def _without_file(model: KnownModel, path: str | Path, contents: Contents) -> KnownModel | None:
    if not model.lies_at(path):
        return model
    copies = _without(model.copies, [os.fspath(path)])
    if path_key(model.path) != path_key(path):
        return replace(model, copies=copies)
    for file in contents.files:
        if copies and path_key(file.path) == path_key(copies[0]):
            return model.shown_as(file.path, file.place, file.modified_ns, copies[1:])
    return None
