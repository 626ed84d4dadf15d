"""A model file that another app keeps."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

App = Literal["lm_studio", "ollama", "jan", "gpt4all", "hugging_face"]


class FoundModel(Struct, frozen=True):
    """A model file as an app's folder holds it; the size is in bytes, of all parts."""

    path: str  # of the first part
    app: App
    name: str  # as that app shows it
    size_bytes: int
