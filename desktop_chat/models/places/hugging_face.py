"""The Hugging Face cache: `models--OWNER--NAME/snapshots/COMMIT/FILE`, a link to a blob, or on Windows the file.

Layout: https://huggingface.co/docs/huggingface_hub/guides/manage-cache; the variables that move it:
https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables. llama.cpp keeps its downloads
there too (`common/hf-cache.cpp` in ggml-org/llama.cpp); before, flat in a folder of its own
(`fs_get_cache_directory` in `common/common.cpp`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.walk import files_in, gguf_files

_PREFIX: Final = "models--"


def candidates(folders: Folders, is_cancelled: Callable[[], bool]) -> Iterator[Candidate]:
    """Give the files of each downloaded revision, and those of llama.cpp's own cache; never raises."""
    for cache in dict.fromkeys(_hub_caches(folders)):
        for repository in files_in(cache):
            if repository.name.startswith(_PREFIX):
                owner, _, name = repository.name.removeprefix(_PREFIX).partition("--")
                for path in gguf_files(repository / "snapshots", is_cancelled):
                    yield Candidate(path, repository=f"{owner}/{name}" if name else "")
    for cache in dict.fromkeys(_llama_caches(folders)):
        for path in gguf_files(cache, is_cancelled, depth=0):
            yield Candidate(path)


def _hub_caches(folders: Folders) -> Iterator[Path]:
    for name in ("LLAMA_CACHE", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        cache = folders.variable(name)
        if cache is not None:
            yield cache
    home, cache = folders.variable("HF_HOME"), folders.variable("XDG_CACHE_HOME")
    if home is not None:
        yield home / "hub"
    if cache is not None:
        yield cache / "huggingface" / "hub"
    yield folders.home / ".cache" / "huggingface" / "hub"


def _llama_caches(folders: Folders) -> Iterator[Path]:
    cache = folders.variable("LLAMA_CACHE")
    if cache is not None:
        yield cache
    yield folders.cache / "llama.cpp"
