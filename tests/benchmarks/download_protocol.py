"""What the measuring process tells the hub, the bare client and our downloads: one JSON object a line."""

from __future__ import annotations

from msgspec import Struct

REPOSITORY = "bench/Model-GGUF"
FILE = "model-Q4_K_M.gguf"


class Serve(Struct, tag=True, frozen=True):
    """Serve a file as the one of the repository; answered by `Serving`."""

    path: str


class Fetch(Struct, tag=True, frozen=True):
    """Fetch the file into a folder that is empty; answered by `Fetched`."""

    url: str
    size: int
    folder: str
    connections: int


Request = Serve | Fetch


class Serving(Struct, tag=True, frozen=True):
    """A hub is there."""

    url: str


class Fetched(Struct, tag=True, frozen=True):
    """The file is on the disk, after so many seconds."""

    seconds: float


Answer = Serving | Fetched
