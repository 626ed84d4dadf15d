"""What the hub has: repositories, and their model files grouped by quantization."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

HUB: Final = "https://huggingface.co"
"""The hub's own address, unless the settings name a mirror."""

Gate = Literal["open", "automatic", "manual"]
"""Whether a repository asks for consent first: no; yes, granted at once; yes, granted by its owner."""

SortOrder = Literal["trending", "downloads", "likes", "updated"]


class SearchQuery(Struct, frozen=True, omit_defaults=True):
    """What is searched for among repositories with GGUF files."""

    text: str = ""
    author: str = ""
    language: str = ""  # such as "ko"; "": any
    largest_parameters: float = 0.0  # in billions; 0: any
    sort: SortOrder = "trending"
    limit: int = 50


class RepositorySummary(Struct, frozen=True):
    """One repository of a search. Times are in seconds since 1970."""

    id: str  # owner/name
    downloads: int = 0  # in the last month
    likes: int = 0
    updated_at: float = 0.0
    licence: str = ""  # the hub's name for it, such as "apache-2.0"
    gate: Gate = "open"
    languages: tuple[str, ...] = ()
    parameters: int = 0  # 0: unknown
    architecture: str = ""

    @property
    def owner(self) -> str:
        """The part before the slash."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """The part after the slash."""
        return self.id.partition("/")[2]


class HubFile(Struct, frozen=True):
    """One file of a repository; sizes in bytes."""

    name: str  # with its folders
    size: int
    sha256: str = ""  # "": the hub does not tell


class ModelFiles(Struct, frozen=True):
    """One choice for the user: a model file, or all parts of a split one."""

    quantization: str  # such as "Q4_K_M"; "": the name does not tell
    files: tuple[HubFile, ...]  # in the order of the parts

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(file.size for file in self.files)

    @property
    def name(self) -> str:
        """The name of the first file."""
        return self.files[0].name


class Repository(Struct, frozen=True):
    """A repository with its model files, the smallest first."""

    summary: RepositorySummary
    revision: str  # the commit the files are of
    choices: tuple[ModelFiles, ...]
    licence_link: str = ""
    base_models: tuple[str, ...] = ()
