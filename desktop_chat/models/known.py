"""What is remembered about a model file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from desktop_chat.engine.protocol import KvType, Probability
from desktop_chat.settings import EngineSettings, GenerationSettings

Place = Literal["own", "elsewhere", "lm_studio", "ollama", "jan", "gpt4all", "hugging_face"]
"""Whose folder a model lies in: this app's, one the user opened it from, or another app's."""


class ModelSettings(Struct, frozen=True, omit_defaults=True):
    """Settings of one model; what is None or empty is as in the settings of the app."""

    context_tokens: Annotated[int, Meta(ge=0, le=10_000_000)] | None = None
    gpu_layers: Annotated[int, Meta(ge=-1, le=10_000)] | None = None
    kv_type: KvType | None = None
    temperature: Annotated[float, Meta(ge=0.0, le=5.0)] | None = None
    top_p: Probability | None = None
    system_prompt: str = ""

    def engine(self, base: EngineSettings) -> EngineSettings:
        """Give how this model is loaded where the app's settings are `base`."""
        return replace(
            base,
            context_tokens=base.context_tokens if self.context_tokens is None else self.context_tokens,
            gpu_layers=base.gpu_layers if self.gpu_layers is None else self.gpu_layers,
            kv_type=self.kv_type or base.kv_type,
        )

    def generation(self, base: GenerationSettings) -> GenerationSettings:
        """Give how this model's replies are made where the app's settings are `base`."""
        sampler = replace(
            base.sampler,
            temperature=base.sampler.temperature if self.temperature is None else self.temperature,
            top_p=base.sampler.top_p if self.top_p is None else self.top_p,
        )
        return replace(base, sampler=sampler, system_prompt=self.system_prompt or base.system_prompt)


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
    last_used: float = 0.0  # seconds since 1970; not used yet: when the user added it, or 0 if it was found
    exists: bool = True  # the file was there when it was last looked for
    place: Place = "elsewhere"
    notes: str = ""
    settings: ModelSettings = ModelSettings()
    reply_rate: float = 0.0  # tokens a second on this PC, smoothed over replies; 0: not measured yet
    modified_ns: int = 0  # of the file when its header was read
    has_changed: bool = False  # the file is another one than the user saw last
    copies: tuple[str, ...] = ()  # other paths of the same model
    licence: str = ""  # as the file or the catalog tells it
    repository: str = ""  # of the hub, where it was downloaded from
    catalog_id: str = ""

    @property
    def title(self) -> str:
        """Its name, or its file's where it has none."""
        return self.name or Path(self.path).stem

    @property
    def is_kept_when_gone(self) -> bool:
        """Whether it stays on the list without its file: the user put it there, or wrote or chose something for it."""
        return self.place != "own" or bool(self.notes or self.template or self.settings != ModelSettings())

    def shown_as(self, path: str, place: Place, modified_ns: int, copies: tuple[str, ...]) -> KnownModel:
        """Give this model with another of its files as the one that is shown."""
        return replace(self, path=path, place=place, modified_ns=modified_ns, exists=True, copies=copies)

    def lies_at(self, path: str | os.PathLike[str]) -> bool:
        """Whether this is the model at a path, or one of its copies is."""
        key = path_key(path)
        return key == path_key(self.path) or key in map(path_key, self.copies)


def path_key(path: str | os.PathLike[str]) -> str:
    """Give what two spellings of one path have in common on this system."""
    return os.path.normcase(path)
