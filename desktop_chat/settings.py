"""Typed settings: read value by value, so that a bad one is refused alone; written whole."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import msgspec
from msgspec import Meta, Struct
from msgspec.inspect import (
    BoolType,
    FloatType,
    IntType,
    LiteralType,
    StrType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)
from msgspec.structs import FieldInfo, replace

from desktop_chat.engine.protocol import GenerateOptions, Probability, SamplerOptions
from desktop_chat.faults import Fault, FaultError
from desktop_chat.files import name_aside, write_whole
from desktop_chat.portable import found, kept

Switch = Literal["auto", "on", "off"]
Threads = Annotated[int, Meta(ge=0, le=1024)]


class GenerationSettings(Struct, frozen=True, omit_defaults=True):
    """How replies are made, in every conversation."""

    sampler: SamplerOptions = SamplerOptions()
    max_tokens: Annotated[int, Meta(ge=0, le=10_000_000)] = 0  # 0: as many as the context holds
    stop: tuple[Annotated[str, Meta(min_length=1)], ...] = ()
    thinking: Switch = "auto"
    system_prompt: str = ""  # of new conversations

    def options(self) -> GenerateOptions:
        """Give what the engine is told for each reply."""
        thinking = {"auto": None, "on": True, "off": False}[self.thinking]
        return GenerateOptions(self.sampler, self.max_tokens, self.stop, thinking)


class GenerationOverrides(Struct, frozen=True, omit_defaults=True):
    """What one persona or one conversation sets anew; what is None is as it is without it."""

    temperature: Annotated[float, Meta(ge=0.0, le=5.0)] | None = None
    top_p: Probability | None = None
    max_tokens: Annotated[int, Meta(ge=0, le=10_000_000)] | None = None  # 0: as many as the context holds
    thinking: Switch | None = None
    system_prompt: str | None = None

    def over(self, base: GenerationSettings) -> GenerationSettings:
        """Give the settings `base` with what is set here in their place."""
        sampler = {name: getattr(self, name) for name in ("temperature", "top_p")}
        plain = {name: getattr(self, name) for name in ("max_tokens", "thinking", "system_prompt")}
        return msgspec.structs.replace(
            base, sampler=msgspec.structs.replace(base.sampler, **_set(sampler)), **_set(plain)
        )

    def upon(self, base: GenerationOverrides) -> GenerationOverrides:
        """Give what `base` sets anew, with what is set here in its place."""
        return msgspec.structs.replace(base, **_set(msgspec.structs.asdict(self)))


class EngineSettings(Struct, frozen=True, omit_defaults=True):
    """How models are loaded. Automatic values are chosen by the memory plan from the file and this PC."""

    context_tokens: Annotated[int, Meta(ge=0, le=10_000_000)] = 0  # 0: automatic
    threads: Threads = 0  # 0: automatic
    prompt_threads: Threads = 0  # 0: automatic
    gpu_layers: Annotated[int, Meta(ge=-1, le=10_000)] = -1  # -1: automatic, 0: CPU only
    flash_attention: Switch = "auto"
    kv_type: Literal["auto", "f16", "q8_0", "q4_0"] = "auto"
    repack: Switch = "auto"
    memory_map: bool = True
    batch_tokens: Annotated[int, Meta(ge=32, le=4096)] = 512
    keep_models: bool = True  # several resident where they fit
    load_on_start: bool = True


class AppearanceSettings(Struct, frozen=True, omit_defaults=True):
    """How the window looks."""

    theme: Literal["system", "light", "dark"] = "system"
    text_scale: Annotated[float, Meta(ge=0.8, le=2.0)] = 1.0
    motion: Literal["system", "reduced", "full"] = "system"


class ChatSettings(Struct, frozen=True, omit_defaults=True):
    """How conversations behave."""

    name_by_model: bool = True  # titles of new conversations are made by the model, when it is idle
    notify: bool = True  # tell when a reply ends while no window is in front
    wrap_code: bool = False  # break long lines of code instead of scrolling them
    persona: str = ""  # of new conversations; "": none
    trusted_sites: tuple[Annotated[str, Meta(min_length=1)], ...] = ()  # links there open without asking


class LanguageSettings(Struct, frozen=True, omit_defaults=True):
    """The language of the window."""

    language: Literal["system", "en", "ko"] = "system"


class StorageSettings(Struct, frozen=True, omit_defaults=True):
    """Where files are kept."""

    models_folder: str = ""  # where downloaded models are kept; "": a folder of the app's own


class NetworkSettings(Struct, frozen=True, omit_defaults=True):
    """How the hub is reached. Nothing is, unless the user searches or downloads."""

    offline: bool = False  # refuse every request
    endpoint: str = ""  # of a mirror, such as https://example.org; "": the hub's own
    proxy: str = ""  # such as http://10.0.0.1:8080; "": the system's


class DownloadSettings(Struct, frozen=True, omit_defaults=True):
    """How models are downloaded."""

    at_once: Annotated[int, Meta(ge=1, le=8)] = 1  # downloads that run at the same time
    connections: Annotated[int, Meta(ge=1, le=8)] = 4  # of one download
    rate_limit: Annotated[int, Meta(ge=0)] = 0  # bytes a second of all together; 0: none


class UpdateSettings(Struct, frozen=True, omit_defaults=True):
    """Whether newer versions of the app are looked for by themselves."""

    look: bool = False  # once a day


class Settings(Struct, frozen=True, omit_defaults=True):
    """Everything the user can set. Change one value with `msgspec.structs.replace`."""

    generation: GenerationSettings = GenerationSettings()
    engine: EngineSettings = EngineSettings()
    chat: ChatSettings = ChatSettings()
    appearance: AppearanceSettings = AppearanceSettings()
    language: LanguageSettings = LanguageSettings()
    storage: StorageSettings = StorageSettings()
    network: NetworkSettings = NetworkSettings()
    downloads: DownloadSettings = DownloadSettings()
    updates: UpdateSettings = UpdateSettings()


def _set(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def refuse_bad(settings: Struct) -> None:
    """Raise `FaultError("bad_setting")` for the first value that is out of its range."""
    refused: list[RefusedValue] = []
    _read_struct(type(settings), msgspec.to_builtins(settings, str_keys=True), "", refused)
    if refused:
        raise FaultError(refused[0].fault.code, **refused[0].fault.values)


class RefusedValue(Struct, frozen=True):
    """A value of the file that was not used: its dotted name (empty for the whole file), and why."""

    name: str
    fault: Fault

    @property
    def reason(self) -> str:
        """The English sentence."""
        return self.fault.sentence()


class SettingsFile:
    """The settings on disk, as TOML.

    Values that are the default are not written, so that a better default reaches everyone.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[Settings, list[RefusedValue]]:
        """Give the settings, the default in place of each value refused.

        A file that is not there is no fault. One that is not TOML is kept aside under the name in the fault.
        """
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return Settings(), []
        except OSError:
            return Settings(), [_unreadable(self.path)]
        import tomllib  # noqa: PLC0415  most people change nothing

        try:
            table = tomllib.loads(content.decode("utf-8-sig"))
        except ValueError:
            return Settings(), [_unreadable(self._keep_aside())]
        refused: list[RefusedValue] = []
        return _with_paths(cast(Settings, _read_struct(Settings, table, "", refused)), found), refused

    def write(self, settings: Settings) -> None:
        """Write the file whole; raises `FaultError("settings_not_saved")`, the old file untouched."""
        import tomli_w  # noqa: PLC0415  not needed for a start

        table = msgspec.to_builtins(_with_paths(settings, kept), str_keys=True)
        try:
            write_whole(self.path, tomli_w.dumps(table).encode())
        except OSError as error:
            raise FaultError("settings_not_saved", reason=error.strerror or type(error).__name__) from error

    def _keep_aside(self) -> Path:
        aside = name_aside(self.path, "bad")
        try:
            return self.path.rename(aside)
        except OSError:
            return self.path


def _with_paths(settings: Settings, change: Callable[[str], str]) -> Settings:
    folder = change(settings.storage.models_folder)
    if folder == settings.storage.models_folder:
        return settings
    return replace(settings, storage=replace(settings.storage, models_folder=folder))


def _unreadable(path: Path) -> RefusedValue:
    return RefusedValue("", Fault("settings_unreadable", {"name": path.name}))


def _read_struct(
    kind: type[Struct], table: dict[str, Any], prefix: str, refused: list[RefusedValue]
) -> Struct:
    """Make a struct of the values in `table` that are good; name the others in `refused`."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    good: dict[str, Any] = {}
    for name, value in table.items():
        dotted = prefix + name
        if name not in fields:
            refused.append(RefusedValue(dotted, Fault("unknown_setting", {"name": dotted})))
            continue
        field = fields[name]
        if isinstance(field.type, type) and issubclass(field.type, Struct) and isinstance(value, dict):
            good[field.name] = _read_struct(field.type, value, f"{dotted}.", refused)
            continue
        try:
            good[field.name] = _read_value(field, value)
        except ValueError:
            refused.append(_refuse(dotted, field, value))
    return kind(**good)


def _read_value(field: FieldInfo, value: object) -> object:
    """Check a value; raises `ValueError` (`msgspec.ValidationError` is one)."""
    if any(math.isnan(number) for number in _floats(value)):
        raise ValueError
    return msgspec.convert(value, field.type, str_keys=True)


def _floats(value: object) -> Iterator[float]:
    """Give the floats in a TOML value: a NaN is inside every range that msgspec checks."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _floats(inner)


def _refuse(name: str, field: FieldInfo, value: object) -> RefusedValue:
    shown = str(value) if len(str(value)) <= 40 else f"{str(value)[:40]}…"
    values = {"name": name, "value": shown, "allowed": _allowed(type_info(field.type))}
    return RefusedValue(name, Fault("bad_setting", values))


def _allowed(kind: Type) -> str:
    """Say what a setting takes, as it is written in the file: the same in every language."""
    if isinstance(kind, UnionType):  # a value or none
        return _allowed(kind.types[0])
    if isinstance(kind, LiteralType):
        return ", ".join(map(str, sorted(kind.values, key=str)))
    if isinstance(kind, BoolType):
        return "true, false"
    if isinstance(kind, IntType | FloatType):
        return f"{kind.ge} – {kind.le}"
    if isinstance(kind, StrType):
        return '"…"'
    return '["…"]' if isinstance(kind, VarTupleType) else "{ … = … }"
