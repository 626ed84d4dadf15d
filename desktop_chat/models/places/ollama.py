"""Ollama's models: `manifests/HOST/NAMESPACE/MODEL/TAG` says which file below `blobs` is the model.

Layout: `manifest/paths.go` and `manifest/manifest.go` in ollama/ollama; older versions named blobs `sha256:…`
(`server/modelpath.go`). The folder is `$OLLAMA_MODELS`, else `~/.ollama/models` (`envconfig/config.go`); the
Linux service runs as a user of its own, whose home is `/usr/share/ollama` (`scripts/install.sh`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.reading import read_json
from desktop_chat.models.places.walk import files_in

MODEL_LAYER: Final = "application/vnd.ollama.image.model"
_HOST: Final = "registry.ollama.ai"
_NAMESPACE: Final = "library"
_HUBS: Final = frozenset({"hf.co", "huggingface.co"})
_DIGEST: Final = re.compile(r"sha256[:-]([0-9a-fA-F]{64})")
_SERVICES: Final = ("usr/share/ollama/.ollama/models",)


class _Layer(Struct):
    media_type: str = field(name="mediaType", default="")
    digest: str = ""


class _Manifest(Struct):
    layers: list[_Layer] = []


def candidates(folders: Folders, is_cancelled: Callable[[], bool]) -> Iterator[Candidate]:
    """Give the model of each manifest, once where several name it; never raises."""
    seen: set[Path] = set()
    for folder in dict.fromkeys(_models_folders(folders)):
        for manifest in sorted(_manifests(folder / "manifests"), key=lambda path: path.name == "latest"):
            if is_cancelled():
                return
            blob = _model_blob(manifest, folder / "blobs")
            if blob is not None and blob not in seen:
                seen.add(blob)
                host, namespace, model, _tag = manifest.parts[-4:]
                repository = f"{namespace}/{model}" if host in _HUBS else ""
                yield Candidate(blob, short_name(manifest), repository)


def short_name(manifest: Path) -> str:
    """Give the name Ollama lists a manifest under: `llama3.1:8b`, `someone/model:tag`, `hf.co/owner/name:Q4_K_M`."""
    host, namespace, model, tag = manifest.parts[-4:]
    if host != _HOST:
        return f"{host}/{namespace}/{model}:{tag}"
    return f"{model}:{tag}" if namespace == _NAMESPACE else f"{namespace}/{model}:{tag}"


def _models_folders(folders: Folders) -> Iterator[Path]:
    named = folders.variable("OLLAMA_MODELS")
    if named is not None:
        yield named
    yield folders.home / ".ollama" / "models"
    if folders.system.startswith("linux"):
        for service in _SERVICES:
            yield folders.root / service


def _manifests(folder: Path) -> Iterator[Path]:
    for host in files_in(folder):
        for namespace in files_in(host):
            for model in files_in(namespace):
                yield from files_in(model)


def _model_blob(manifest: Path, blobs: Path) -> Path | None:
    content = read_json(manifest, _Manifest)
    layers = content.layers if content is not None else []
    digest = next((layer.digest for layer in layers if layer.media_type == MODEL_LAYER), "")
    match = _DIGEST.fullmatch(digest)
    if match is None:
        return None
    names = (blobs / f"sha256-{match[1]}", blobs / f"sha256:{match[1]}")
    return next((path for path in names if _is_file(path)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
