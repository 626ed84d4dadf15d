"""The curated list of models: which there are, what they are good at, and where their files lie."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final, Literal

import msgspec
from msgspec import Struct

from desktop_chat.faults import FaultError
from desktop_chat.models.architectures import HYBRIDS, INTERVAL_HYBRIDS, RECURRENT, SLIDING
from desktop_chat.models.gguf import GgufHeader, Layer
from desktop_chat.paths import assets_folder

Skill = Literal["chat", "korean", "writing", "coding", "reasoning", "translation", "summaries", "completion"]
"""What a model is good at. `completion`: it only continues a text, it was not taught to answer."""

SKILL_WORDS: Final[dict[Skill, str]] = {
    "chat": "chat conversation 대화 채팅",
    "korean": "korean 한국어 국산 우리말",
    "writing": "writing 글쓰기 작문",
    "coding": "coding code programming 코딩 코드 프로그래밍",
    "reasoning": "reasoning thinking math 추론 사고 수학",
    "translation": "translation 번역",
    "summaries": "summaries summary 요약",
    "completion": "completion base 이어쓰기",
}
"""What people type who look for a skill, in both languages."""

_ATTENTION_INTERVAL: Final = 4  # of the hybrids that do not say another
_QUANTIZATION: Final = re.compile(
    r"[-._](i1[-._])?(ud[-._])?(i?q\d\w*|tq\d\w*|b?f(p)?(16|32)|mxfp4\w*|q4)$"  # of a name in lower case
)
_PART: Final = re.compile(r"-\d{5}-of-\d{5}$")


class Shape(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The facts of a model's header that its memory depends on; see `models.gguf.GgufHeader`.

    Where layers with a sliding window have other heads than those that see all, `window_kv_heads` and
    `window_key_length` are of the former.
    """

    layers: int
    embedding: int
    feed_forward: int
    heads: int
    kv_heads: int
    key_length: int
    vocabulary: int
    value_length: int = 0  # 0: as the keys
    sliding_window: int = 0  # tokens; the layers that have it are those of the architecture's rule
    window_period: int = 0  # of so many layers the last sees all; 0: by the architecture's rule
    window_kv_heads: int = 0  # 0: as the others
    window_key_length: int = 0  # 0: as the others
    shared_kv_layers: int = 0  # the last ones, which use an earlier layer's keys and values
    state_values: int = 0  # of each recurrent layer of a hybrid
    experts: int = 0
    experts_used: int = 0  # of each layer for one token
    expert_feed_forward: int = 0
    token_values: int = 0  # that every layer looks up for a token, beside the embedding
    ties_output: bool = False  # the output matrix is the token embedding


class CatalogFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One choice of quantization. The size is in bytes, of all parts, and may be off by a few percent."""

    quantization: str
    pattern: str  # of the file names in the repository, as `fnmatch`
    size: int

    def matches(self, name: str) -> bool:
        """Tell whether a file of the repository, named with its folders, is this one or a part of it."""
        return fnmatchcase(PurePosixPath(name).name, self.pattern)


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
    aliases: tuple[str, ...] = ()  # what else people call it, such as its Korean name
    is_gated: bool = False  # the repository asks for consent on its website
    is_confirmed: bool = False  # repository and files were seen in public material
    is_historic: bool = False  # listed for its place in the story, no longer recommended

    def header(self, file: CatalogFile) -> GgufHeader:
        """Give what the header of a file would say, as far as its memory depends on it."""
        shape = self.shape
        each = file.size / self.parameters  # bytes of a weight, on average
        embedding = shape.vocabulary * shape.embedding
        tables = shape.vocabulary * shape.token_values * shape.layers
        experts = 3 * shape.embedding * shape.expert_feed_forward * shape.experts * shape.layers
        lookups = tables if shape.ties_output else tables + embedding
        outputs = embedding if shape.ties_output else 2 * embedding
        layers = _layers(self.architecture, shape)
        return GgufHeader(
            path=file.pattern,
            parts=(file.pattern,),
            version=3,
            file_bytes=file.size,
            modified_ns=0,
            architecture=self.architecture,
            name=self.name,
            quantization=file.quantization,
            parameters=self.parameters,
            tensor_bytes=file.size,
            context_length=self.context_length,
            embedding=shape.embedding,
            feed_forward=shape.feed_forward,
            heads=shape.heads,
            layers=layers,
            vocabulary=shape.vocabulary,
            output_bytes=int(each * (tables + outputs)),
            chat_template=None,
            experts=shape.experts,
            sliding_window=max(layer.window for layer in layers),
            is_recurrent=self.architecture in RECURRENT or self.architecture in HYBRIDS,
            experts_used=shape.experts_used,
            expert_feed_forward=shape.expert_feed_forward,
            expert_bytes=int(each * experts),
            lookup_bytes=int(each * lookups),
        )

    def file_for(self, quantization: str) -> CatalogFile | None:
        """Give the file of a quantization, however its letters are written."""
        wanted = quantization.casefold()
        return next((file for file in self.files if file.quantization.casefold() == wanted), None)


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


class Catalog(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole list."""

    licences: tuple[Licence, ...]
    models: tuple[CatalogModel, ...]
    unavailable: tuple[Unavailable, ...] = ()

    def model(self, model_id: str) -> CatalogModel | None:
        """Give the model with an id."""
        return self._models.get(model_id)

    def licence(self, licence_id: str) -> Licence | None:
        """Give the licence with an id."""
        return next((licence for licence in self.licences if licence.id == licence_id), None)

    def find(self, text: str) -> list[CatalogModel]:
        """Give the models that hold every word of a text in a name, a maker, a language or a skill."""
        words = text.casefold().split()
        return [model for model, searched in self._searched if all(word in searched for word in words)]

    def unavailable_for(self, text: str) -> Unavailable | None:
        """Give what is known of a model that is not on the list, by what someone searched for."""
        wanted = text.casefold()
        found = (one for one in self.unavailable if any(re.search(word, wanted) for word in one.words))
        return next(found, None)

    def unavailable_for_architecture(self, architecture: str) -> Unavailable | None:
        """Give what is known of models of an architecture that the engine does not run."""
        return next((one for one in self.unavailable if architecture in one.architectures), None)

    def entry_for(self, *, repository: str = "", file_name: str = "") -> CatalogModel | None:
        """Give the model that a repository of the hub or a file belongs to.

        A file is known by its name without the quantization, whoever quantized it.
        """
        if found := self._repositories.get(repository.casefold()):
            return found
        stem = _stem(PurePosixPath(file_name.replace("\\", "/")).name)
        return self._stems.get(stem) or self._stems.get(stem.partition("_")[2].replace("_", "-"))

    @cached_property
    def _models(self) -> dict[str, CatalogModel]:
        return {model.id: model for model in self.models}

    @cached_property
    def _searched(self) -> list[tuple[CatalogModel, str]]:
        return [(model, _searched(model)) for model in self.models]

    @cached_property
    def _repositories(self) -> dict[str, CatalogModel]:
        sources = {model.source.casefold(): model for model in reversed(self.models) if model.source}
        return sources | {model.repository.casefold(): model for model in self.models}

    @cached_property
    def _stems(self) -> dict[str, CatalogModel]:
        return {stem: model for model in reversed(self.models) for stem in _stems(model)}


def load_catalog(path: Path | None = None) -> Catalog:
    """Read the list that comes with the app, or another; raises `FaultError("catalog_missing")`."""
    try:
        content = (path or assets_folder() / "catalog.toml").read_bytes()
        return msgspec.toml.decode(content, type=Catalog)
    except (OSError, ValueError) as error:
        raise FaultError("catalog_missing") from error


# ---- search


def _searched(model: CatalogModel) -> str:
    skills = (SKILL_WORDS[skill] for skill in model.skills)
    names = (model.id, model.name, model.family, model.maker, model.repository, *model.aliases)
    return " ".join((*names, *skills)).casefold()


def _stems(model: CatalogModel) -> set[str]:
    """Give the names that files of a model have before their quantization."""
    names = [model.repository, model.source, *(file.pattern for file in model.files)]
    stems = {_stem(PurePosixPath(name).name) for name in names}
    return stems - {"", "ggml-model"}


def _stem(name: str) -> str:
    stem = re.sub(r"(\*|-\*)?\.gguf$", "", name.casefold())
    stem = re.sub(r"[-._]gguf$", "", _PART.sub("", stem))
    while (shorter := _QUANTIZATION.sub("", stem)) != stem:
        stem = shorter
    return re.sub(r"[.\s]+", "-", stem)


# ---- layers


def _layers(architecture: str, shape: Shape) -> tuple[Layer, ...]:
    return tuple(_layer(number, architecture, shape) for number in range(shape.layers))


def _layer(number: int, architecture: str, shape: Shape) -> Layer:
    if architecture in INTERVAL_HYBRIDS and (number + 1) % _ATTENTION_INTERVAL:
        return Layer(0, shape.key_length, shape.key_length, state_values=shape.state_values)
    slides = bool(shape.sliding_window) and not _sees_all(number, architecture, shape)
    kv_heads = (slides and shape.window_kv_heads) or shape.kv_heads
    key_length = (slides and shape.window_key_length) or shape.key_length
    return Layer(
        kv_heads=kv_heads if number < shape.layers - shape.shared_kv_layers else 0,
        key_length=key_length,
        value_length=shape.value_length or key_length,
        window=shape.sliding_window if slides else 0,
    )


def _sees_all(number: int, architecture: str, shape: Shape) -> bool:
    rule = SLIDING.get(architecture)
    if rule is None:
        return True
    period = shape.window_period or rule.period
    return number % period == (0 if rule.starts_full else period - 1)
