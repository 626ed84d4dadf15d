"""Looking at model files for the list: which are new, which changed or vanished, and which are copies."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.faults import FaultError
from desktop_chat.models.gguf import GgufHeader, read_header
from desktop_chat.models.known import KnownModel, Place, path_key
from desktop_chat.models.library_file import Contents, SeenFile
from desktop_chat.models.model_files import FileState, file_state, fingerprint
from desktop_chat.models.places.found import Candidate

_GONE: Final = (FileNotFoundError, NotADirectoryError)
_UNTOLD: Final = (OSError, ValueError)  # a drive that does not answer, a path no system takes
_MAY_PASS: Final = frozenset({"file_missing", "file_unreadable", "drive_gone"})
"""Faults of files that may be readable the next time without having changed."""

_NAMED_BY_APP: Final = frozenset[Place]({"ollama", "jan", "gpt4all"})
_SIGHT: Final = (
    "path",
    "name",
    "size_bytes",
    "architecture",
    "quantization",
    "parameters",
    "context_length",
    "exists",
    "place",
    "modified_ns",
    "has_changed",
    "copies",
    "licence",
)
"""What looking at files changes of a model."""


class Sighting(Struct, frozen=True):
    """A look into a file: what is remembered of it, and what it says where it is a model."""

    file: SeenFile
    header: GgufHeader | None


class Outcome(Struct, frozen=True):
    """A listed model before and after a look at its file; after None it leaves the list."""

    before: KnownModel
    after: KnownModel | None


class Findings(Struct):
    """What looking at files found out, to be put on the list at once."""

    outcomes: list[Outcome] = []
    sightings: list[Sighting] = []  # in the order they were looked at
    arrivals: list[KnownModel] = []
    stale: set[str] = set()  # keys of paths of which nothing is remembered any more

    def __bool__(self) -> bool:
        """Whether the list changes."""
        return bool(self.outcomes or self.sightings or self.arrivals or self.stale)


def look(path: Path, place: Place, name: str = "") -> Sighting | None:
    """Look into a file; None where that cannot be done now but perhaps the next time. Raises `OSError`."""
    state = file_state(path)
    seen = SeenFile(str(path), state.size_bytes, state.modified_ns, place=place)
    try:
        return sighting_of(read_header(path), place, name)
    except FaultError as error:
        return None if error.fault.code in _MAY_PASS else Sighting(seen, None)


def sighting_of(header: GgufHeader, place: Place, name: str = "") -> Sighting:
    """Give what is remembered of a model file whose header was just read.

    Raises `FaultError("file_unreadable")` where it can be read no more.
    """
    try:
        mark = fingerprint(header)
    except OSError as error:
        raise FaultError("file_unreadable", name=Path(header.path).name) from error
    name = name or header.name
    return Sighting(SeenFile(header.path, header.file_bytes, header.modified_ns, mark, place, name), header)


# ---- files of the list


def check(contents: Contents, *, own_leave: bool, is_cancelled: Callable[[], bool]) -> Findings:
    """Look at all files of the list; headers are read again of those that changed.

    `own_leave`: models of our own folder leave once their file is gone, unless the user wrote or chose something.
    """
    files = {path_key(file.path): file for file in contents.files}
    findings = Findings()
    for model in contents.models:
        if is_cancelled():
            return findings
        after = _checked(model, files, findings)
        if own_leave and not after.exists and not after.is_kept_when_gone:
            findings.outcomes.append(Outcome(model, None))
        elif after != model:
            findings.outcomes.append(Outcome(model, after))
    shown = {path_key(model.path) for model in contents.models}
    for key, file in files.items():
        if key not in shown and not is_cancelled() and not _is_unchanged(file):
            findings.stale.add(key)
    return findings


def _checked(model: KnownModel, files: dict[str, SeenFile], findings: Findings) -> KnownModel:
    file = files.get(path_key(model.path))
    copies = tuple(path for path in model.copies if _is_copy(files.get(path_key(path)), file))
    model = replace(model, copies=copies)
    try:
        state = file_state(Path(model.path))
        if file is not None and state == FileState(model.size_bytes, model.modified_ns):
            return replace(model, exists=True)
        sighting = look(Path(model.path), model.place, model.name)
    except _GONE:
        return _gone(model, files)
    except _UNTOLD:
        return model
    if sighting is None:  # one of its parts is gone, or it may not be read
        return _gone(model, files)
    findings.sightings.append(sighting)
    return _seen_again(model, file, sighting)


def _seen_again(model: KnownModel, before: SeenFile | None, now: Sighting) -> KnownModel:
    is_other = (
        model.size_bytes != now.file.size_bytes
        if before is None
        else before.fingerprint != now.file.fingerprint
    )
    has_changed = model.has_changed or is_other
    if now.header is None:
        size, modified = now.file.size_bytes, now.file.modified_ns
        return replace(model, size_bytes=size, modified_ns=modified, exists=True, has_changed=has_changed)
    copies = () if is_other else model.copies
    return replace(described(now.header, model), has_changed=has_changed, copies=copies)


def _gone(model: KnownModel, files: dict[str, SeenFile]) -> KnownModel:
    """Show the first copy of a model whose own file is gone."""
    if not model.copies:
        return replace(model, exists=False)
    copy = files[path_key(model.copies[0])]
    return model.shown_as(copy.path, copy.place, copy.modified_ns, model.copies[1:])


def _is_copy(copy: SeenFile | None, shown: SeenFile | None) -> bool:
    is_same = copy is not None and (shown is None or copy.fingerprint == shown.fingerprint)
    return is_same and copy is not None and _is_unchanged(copy)


def _is_unchanged(file: SeenFile) -> bool:
    try:
        return file_state(Path(file.path)) == FileState(file.size_bytes, file.modified_ns)
    except _GONE:
        return False
    except _UNTOLD:
        return True


# ---- other files


def sight(
    contents: Contents, candidates: Iterable[Candidate], place: Place, findings: Findings
) -> Iterator[tuple[Candidate, SeenFile]]:
    """Give the files that are models, with what is known of them; only new and changed ones are looked into.

    Those that were forgotten are left out. What is looked into is put with the findings.
    """
    files = {path_key(file.path): file for file in contents.files}
    passed = set(map(path_key, contents.forgotten))
    for candidate in candidates:
        try:
            path = whole_path(candidate.path)
            if path_key(path) in passed:
                continue
            passed.add(path_key(path))
            file = files.get(path_key(path))
            if file is None or not _is_unchanged(file):
                sighting = look(path, place, candidate.name)
                if sighting is None:
                    continue
                findings.sightings.append(sighting)
                file = sighting.file
        except (FaultError, *_UNTOLD):  # it cannot be looked at now: perhaps the next time
            continue
        if file.fingerprint:
            yield candidate, file


def take_in(contents: Contents, candidates: Iterable[Candidate], place: Place) -> Findings:
    """Find the models that come in: those that are not on the list."""
    findings = Findings()
    listed = {path_key(path) for model in contents.models for path in (model.path, *model.copies)}
    for candidate, file in sight(contents, candidates, place, findings):
        if path_key(file.path) in listed:
            continue
        sighting = _of(file, findings) or look(Path(file.path), place)
        if sighting is not None and sighting.header is not None:
            new = KnownModel(file.path, "", place=place, repository=candidate.repository)
            findings.arrivals.append(replace(described(sighting.header, new), name=file.name))
    return findings


def put_in_place(contents: Contents, folder: Path) -> Findings:
    """Call those models our own that lie in our folder, and no others."""
    findings = Findings()
    for model in contents.models:
        is_inside = Path(path_key(model.path)).is_relative_to(path_key(folder))
        if is_inside != (model.place == "own"):
            after = replace(model, place="own" if is_inside else "elsewhere")
            findings.outcomes.append(Outcome(model, after))
    return findings


def as_model(file: SeenFile) -> KnownModel:
    """Give a seen file as the list would name it, were it no copy."""
    return KnownModel(file.path, file.name, file.size_bytes, place=file.place, modified_ns=file.modified_ns)


def _of(file: SeenFile, findings: Findings) -> Sighting | None:
    last = findings.sightings[-1] if findings.sightings else None
    return last if last is not None and last.file is file else None


def described(header: GgufHeader, model: KnownModel) -> KnownModel:
    """Give a model with what its file says now; what the user or an app said of it stays."""
    is_named = model.name and (model.place in _NAMED_BY_APP or model.catalog_id)
    return replace(
        model,
        path=header.path,
        name=model.name if is_named else header.name,
        size_bytes=header.file_bytes,
        architecture=header.architecture,
        quantization=header.quantization,
        parameters=header.parameters,
        context_length=header.context_length,
        modified_ns=header.modified_ns,
        exists=True,
        licence=model.licence or header.licence,
    )


def whole_path(path: str | os.PathLike[str]) -> Path:
    """Give the path from the root; refuse one that is not Unicode (on Linux): no list can hold it."""
    try:
        os.fspath(path).encode()
    except UnicodeEncodeError:
        name = os.fsencode(Path(path).name).decode("utf-8", "replace")
        raise FaultError("file_unreadable", name=name) from None
    return Path(os.path.normpath(Path(path).absolute()))


# ---- the list afterwards


def with_findings(contents: Contents, findings: Findings) -> Contents:
    """Give the list with what was found; what others changed meanwhile stays as they left it."""
    contents = _with_outcomes(contents, findings.outcomes)
    contents = _with_files(contents, [sighting.file for sighting in findings.sightings], findings.stale)
    for model in findings.arrivals:
        contents = with_arrival(contents, model)
    return contents


def _with_outcomes(contents: Contents, outcomes: Iterable[Outcome]) -> Contents:
    by_path = {path_key(outcome.before.path): outcome for outcome in outcomes}
    models = []
    for model in contents.models:
        outcome = by_path.get(path_key(model.path))
        if outcome is None or _sight_of(model) != _sight_of(outcome.before):
            models.append(model)
        elif outcome.after is not None:
            models.append(replace(model, **_sight_of(outcome.after)))
        elif model.is_kept_when_gone:
            models.append(replace(model, exists=False))
    return replace(contents, models=tuple(models))


def _sight_of(model: KnownModel) -> dict[str, object]:
    return {name: getattr(model, name) for name in _SIGHT}


def _with_files(contents: Contents, new: Iterable[SeenFile], stale: set[str]) -> Contents:
    files = {key: file for file in contents.files if (key := path_key(file.path)) not in stale}
    files.update({path_key(file.path): file for file in new})
    return replace(contents, files=tuple(files.values()))


def with_arrival(contents: Contents, new: KnownModel) -> Contents:
    """Give the list with a new model, whose file was seen: one of its own, or one with that it is a copy of."""
    if any(model.lies_at(new.path) for model in contents.models):
        return contents
    twin = twin_of(contents, new.path)
    if twin is None:
        return replace(contents, models=(*contents.models, new))
    models = (_joined(twin, new) if model is twin else model for model in contents.models)
    return replace(contents, models=tuple(models))


def twin_of(contents: Contents, path: str) -> KnownModel | None:
    """Give the listed model with the same content as a file that was seen, or None."""
    files = {path_key(file.path): file for file in contents.files}
    file = files.get(path_key(path))
    if file is None or not file.fingerprint:
        return None
    for model in contents.models:
        other = files.get(path_key(model.path))
        if other is not None and other is not file and other.fingerprint == file.fingerprint:
            return model
    return None


def _joined(model: KnownModel, new: KnownModel) -> KnownModel:
    """Show two files as one model: the one in our folder, else the one the user opened, else the known one."""
    if model.exists and _rank(new.place) >= _rank(model.place):
        return replace(model, copies=(*model.copies, new.path))
    copies = (model.path, *model.copies) if model.exists else model.copies
    return replace(
        model.shown_as(new.path, new.place, new.modified_ns, copies),
        repository=new.repository or model.repository,
        catalog_id=new.catalog_id or model.catalog_id,
    )


def _rank(place: Place) -> int:
    return {"own": 0, "elsewhere": 1}.get(place, 2)
