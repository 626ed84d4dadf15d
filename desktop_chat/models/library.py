"""The models the app knows: a list of files, kept as JSON."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.engine.protocol import KvType
from desktop_chat.faults import FaultError
from desktop_chat.files import name_aside, write_whole
from desktop_chat.models.gguf import read_header

Place = Literal["own", "elsewhere", "lm_studio", "ollama", "jan", "gpt4all", "hugging_face"]
"""Whose folder a model lies in: this app's, one the user opened it from, or another app's."""

_log = logging.getLogger(__name__)


class ModelSettings(Struct, frozen=True, omit_defaults=True):
    """Settings of one model; what is None or empty is as in the settings of the app."""

    context_tokens: int | None = None
    gpu_layers: int | None = None
    kv_type: KvType | None = None
    temperature: float | None = None
    top_p: float | None = None
    system_prompt: str = ""


class KnownModel(Struct, frozen=True, omit_defaults=True):
    """A model file and what is remembered about it. The size is in bytes, of all its parts."""

    path: str
    name: str
    size_bytes: int = 0
    architecture: str = ""
    quantization: str = ""
    parameters: int = 0
    context_length: int = 0  # tokens it was trained for
    template: str = ""  # the chat template the user chose; "": choose by the file
    last_used: float = 0.0  # seconds since 1970; of a model not used yet, when it was added
    exists: bool = True  # the file was there when the list was read
    place: Place = "elsewhere"
    notes: str = ""
    settings: ModelSettings = ModelSettings()
    reply_rate: float = 0.0  # tokens a second, the newest measured on this PC; 0: not measured yet
    modified_ns: int = 0  # of the file when its header was read
    has_changed: bool = False  # the file is another one now
    copies: tuple[str, ...] = ()  # other paths of the same model
    licence: str = ""  # as the file or the catalog tells it
    repository: str = ""  # of the hub, where it was downloaded from
    catalog_id: str = ""


class _File(Struct):
    models: list[msgspec.Raw] = []


class Library:
    """The list on disk. Every call reads it and every change writes it, so that two processes may share it.

    Raises `FaultError("library_failed")` when the disk does not let it; the list is then as it was.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.kept_aside = ""  # the name that a damaged list was kept under, once one was found

    def all(self) -> list[KnownModel]:
        """Give every known model, the one used last first; also those whose file is not there now."""
        found = [replace(model, exists=Path(model.path).is_file()) for model in self._read()]
        return sorted(found, key=lambda model: -model.last_used)

    def find(self, path: str | Path) -> KnownModel | None:
        """Give a known model by its file."""
        return next((model for model in self.all() if _same(model.path, path)), None)

    def add(self, path: str | Path) -> KnownModel:
        """Read a model file's header and put it on the list; of a known one, what the file says is renewed.

        Raises `FaultError` as `models.gguf.read_header` does.
        """
        header = read_header(_whole_path(path))
        known = next((model for model in self._read() if _same(model.path, header.path)), None)
        model = KnownModel(
            path=header.path,
            name=header.name,
            size_bytes=header.file_bytes,
            architecture=header.architecture,
            quantization=header.quantization,
            parameters=header.parameters,
            context_length=header.context_length,
            template=known.template if known else "",
            last_used=known.last_used if known else time.time(),
        )
        self._write([*(other for other in self._read() if not _same(other.path, model.path)), model])
        return model

    def remove(self, path: str | Path) -> None:
        """Take a model off the list; its file stays."""
        self._write([model for model in self._read() if not _same(model.path, path)])

    def touch(self, path: str | Path) -> None:
        """Remember that a model was used now."""
        self._change(path, lambda model: replace(model, last_used=time.time()))

    def set_template(self, path: str | Path, name: str) -> None:
        """Remember the chat template the user chose for a model; "" lets the file choose."""
        self._change(path, lambda model: replace(model, template=name))

    def _change(self, path: str | Path, change: Callable[[KnownModel], KnownModel]) -> None:
        self._write([change(model) if _same(model.path, path) else model for model in self._read()])

    def _read(self) -> list[KnownModel]:
        """Read the list. An entry that cannot be read is left out; a file that cannot is kept aside."""
        try:
            entries = msgspec.json.decode(self._path.read_bytes(), type=_File).models
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _failed(error) from error
        except msgspec.MsgspecError:
            self._keep_aside()
            return []
        return [model for model in map(_entry, entries) if model is not None]

    def _keep_aside(self) -> None:
        try:
            aside = self._path.rename(name_aside(self._path, "bad"))
        except OSError:
            return
        self.kept_aside = aside.name
        _log.warning("the list of models was damaged; it is kept as %s", aside.name)

    def _write(self, models: list[KnownModel]) -> None:
        content = msgspec.json.encode({"models": [replace(model, exists=True) for model in models]})
        try:
            write_whole(self._path, msgspec.json.format(content, indent=2) + b"\n")
        except OSError as error:
            raise _failed(error) from error


def _failed(error: OSError) -> FaultError:
    return FaultError("library_failed", reason=error.strerror or type(error).__name__)


def _entry(content: msgspec.Raw) -> KnownModel | None:
    try:
        return msgspec.json.decode(content, type=KnownModel)
    except msgspec.MsgspecError:
        return None


def _same(one: str | Path, other: str | Path) -> bool:
    return os.path.normcase(one) == os.path.normcase(other)


def _whole_path(path: str | Path) -> Path:
    """Give the path from the root; refuse one that is not Unicode (on Linux): no list can hold it."""
    try:
        os.fspath(path).encode()
    except UnicodeEncodeError:
        name = os.fsencode(Path(path).name).decode("utf-8", "replace")
        raise FaultError("file_unreadable", name=name) from None
    return Path(os.path.normpath(Path(path).absolute()))
