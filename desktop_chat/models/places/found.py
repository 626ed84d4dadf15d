"""A model file that another app keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

App = Literal["lm_studio", "ollama", "jan", "gpt4all", "hugging_face"]


class Candidate(Struct, frozen=True):
    """A file that may be a model: it lies where one would; nobody has looked into it yet."""

    path: Path  # of the first part
    name: str = ""  # as its app shows it; "": as the file says
    repository: str = ""  # owner/name on the hub, where its folders tell it


class FoundModel(Struct, frozen=True):
    """A model file as an app's folder holds it; the size is in bytes, of all parts."""

    path: str  # of the first part
    app: App
    name: str  # as that app shows it
    size_bytes: int
