"""Makes typed facts of what the hub says about a repository, trusting none of it to be of the right kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from huggingface_hub.hf_api import ModelInfo, RepoSibling
from huggingface_hub.repocard_data import ModelCardData

from desktop_chat.faults import FaultError
from desktop_chat.models.gguf_parts import MAX_PARTS, part_name, part_paths
from desktop_chat.models.hub.listing import Gate, HubFile, ModelFiles, Repository, RepositorySummary
from desktop_chat.models.hub.quantizations import quantization_of
from desktop_chat.models.hub.session import check_name

_MAX_TEXT: Final = 200
_MAX_TEXTS: Final = 64
_GATES: Final[dict[object, Gate]] = {False: "open", None: "open", "auto": "automatic"}
_SHA256: Final = re.compile(r"[0-9a-f]{64}")

_NO_MODEL: Final = re.compile(r"mmproj|^ggml-vocab|(?:^|[-_.])adapter", re.IGNORECASE)
_ADAPTER: Final = re.compile(r"(?:^|[-_.])lora(?:$|[-_.])", re.IGNORECASE)
_LARGEST_ADAPTER: Final = 512 << 20  # bytes; "lora" is in the name of whole models too


def summary_of(model: ModelInfo) -> RepositorySummary:
    """Describe a repository in short."""
    card = _card(model)
    facts = model.gguf if isinstance(model.gguf, dict) else {}
    return RepositorySummary(
        id=model.id,
        downloads=_count(model.downloads),
        likes=_count(model.likes),
        updated_at=model.last_modified.timestamp() if model.last_modified else 0.0,
        licence=_licence(model, card),
        gate=_GATES.get(model.gated, "manual"),
        languages=_texts(card.get("language")),
        parameters=_count(facts.get("total")),
        architecture=_text(facts.get("architecture")),
    )


def described(model: ModelInfo, endpoint: str) -> Repository:
    """Describe a repository with its model files."""
    card = _card(model)
    return Repository(
        summary=summary_of(model),
        revision=_text(model.sha) or "main",
        choices=tuple(sorted(_choices(model.siblings or ()), key=lambda choice: (choice.size, choice.name))),
        licence_link=_licence_link(card, f"{endpoint}/{model.id}/blob/main/"),
        base_models=_texts(card.get("base_model")),
    )


# ---- files


def _choices(siblings: Iterable[RepoSibling]) -> Iterator[ModelFiles]:
    """Give each model once. A split one of which a part is missing could not be loaded, and is left out."""
    files = {file.name: file for file in map(_file, siblings) if file and _is_model(file)}
    models: dict[str, list[HubFile | None]] = defaultdict(list)
    for name, file in files.items():
        split = part_name(name)
        if split is None:
            models[name] = [file]
        elif split.number == 1 <= split.count <= MAX_PARTS:
            models[name] = [files.get(part) for part in part_paths(split.stem, split.count)]
    for parts in models.values():
        whole = tuple(part for part in parts if part)
        if len(whole) == len(parts):
            yield ModelFiles(quantization_of(whole[0].name), whole)


def _file(sibling: RepoSibling) -> HubFile | None:
    """Describe a GGUF file; None for any other, and where its name would lead out of a folder."""
    name = sibling.rfilename
    if not isinstance(name, str) or not name.lower().endswith(".gguf"):
        return None
    try:
        check_name(name)
    except FaultError:
        return None
    sha256 = sibling.lfs.sha256 if sibling.lfs else ""
    return HubFile(name, _count(sibling.size), sha256 if _SHA256.fullmatch(_text(sha256)) else "")


def _is_model(file: HubFile) -> bool:
    """Whether a GGUF file can be chatted with, as far as its name tells."""
    name = PurePosixPath(file.name).name
    is_adapter = file.size < _LARGEST_ADAPTER and _ADAPTER.search(PurePosixPath(name).stem)
    is_matrix = "imatrix" in name.lower() and not quantization_of(name)
    return not (_NO_MODEL.search(name) or is_adapter or is_matrix)


# ---- the model card


def _card(model: ModelInfo) -> dict[str, object]:
    """Give what the author wrote at the head of the model card."""
    return vars(model.card_data) if isinstance(model.card_data, ModelCardData) else {}


def _licence(model: ModelInfo, card: dict[str, object]) -> str:
    told = _text(card.get("license"))
    if told in ("", "other"):
        told = _text(card.get("license_name")) or told
    tags = (_text(tag) for tag in model.tags or ())
    return told or next((tag.removeprefix("license:") for tag in tags if tag.startswith("license:")), "")


def _licence_link(card: dict[str, object], folder: str) -> str:
    """Give the address of the licence's text, which may be a file of the repository."""
    link = _text(card.get("license_link"))
    if link.startswith(("https://", "http://")):
        return link
    is_file = link and "://" not in link and not link.startswith("/")
    return folder + quote(link) if is_file else ""


def _text(value: object) -> str:
    return value.strip()[:_MAX_TEXT] if isinstance(value, str) and value.isprintable() else ""


def _texts(value: object) -> tuple[str, ...]:
    """Give the texts of a list, or the one that stands for a list of one."""
    values = value if isinstance(value, list) else [value]
    return tuple(text for text in map(_text, values[:_MAX_TEXTS]) if text)


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 1 << 62 else 0
