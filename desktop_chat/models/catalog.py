"""The curated list of models: which there are, what they are good at, and where their files lie."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Skill = Literal["chat", "korean", "writing", "coding", "reasoning", "translation", "summaries", "completion"]
"""What a model is good at. `completion`: it only continues a text, it was not taught to answer."""


class Shape(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The facts of a model's header that its memory depends on; see `models.gguf.GgufHeader`."""

    layers: int
    embedding: int
    feed_forward: int
    heads: int
    kv_heads: int
    key_length: int
    vocabulary: int
    value_length: int = 0  # 0: as the keys
    sliding_window: int = 0  # tokens; the layers that have it are those of the architecture's rule
    experts: int = 0
    active_parameters: int = 0  # of one token, where that is not all


class CatalogFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One choice of quantization. The size is in bytes, of all parts, and may be off by a few percent."""

    quantization: str
    pattern: str  # of the file names in the repository, as `fnmatch`
    size: int


class CatalogModel(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One model of the catalog. Texts are in both languages, for someone who is not an engineer."""

    id: str
    family: str
    name: str
    maker: str
    about: str
    about_ko: str
    repository: str  # of the GGUF files, owner/name
    licence: str  # the id of one of the catalog's licences
    languages: tuple[str, ...]  # such as "en", "ko"; the best first
    skills: tuple[Skill, ...]
    parameters: int
    context_length: int  # tokens it was trained for
    architecture: str
    shape: Shape
    files: tuple[CatalogFile, ...]  # the smallest first
    released: str  # year and month, such as "2024-07"
    template: str = "file"  # the chat template: the file's own or the name of one of our families
    quality: int = (
        0  # how well it does among all of the catalog, 0 to 100: which of those that fit is recommended
    )
    source: str = ""  # the repository of the original weights
    is_gated: bool = False  # the repository asks for consent on its website
    is_confirmed: bool = False  # repository and files were seen in public material
    is_historic: bool = False  # listed for its place in the story, no longer recommended


class Licence(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The terms of a model."""

    id: str
    name: str
    link: str
    summary: str
    summary_ko: str
    version: str = ""  # accepted anew when it changes
    needs_acceptance: bool = False  # before the download
    allows_commercial_use: bool = True


class Unavailable(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A model people look for that cannot run here: closed, or of a kind the engine does not know."""

    name: str
    words: tuple[str, ...]  # regular expressions, one of which is found in what people search for
    reason: str
    reason_ko: str
    nearest: tuple[str, ...]  # ids of models of the catalog
    architectures: tuple[str, ...] = ()  # llama.cpp's names, for files that are opened


class Catalog(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole list."""

    licences: tuple[Licence, ...]
    models: tuple[CatalogModel, ...]
    unavailable: tuple[Unavailable, ...] = ()
