"""The model that is offered where there is none yet."""

from __future__ import annotations

from msgspec import Struct


class FirstOffer(Struct, frozen=True):
    """A model that suits this PC, in words for people. Sizes are in bytes."""

    key: str  # given back when it is to be downloaded
    title: str
    about: str  # one sentence, in the language of the window
    size_bytes: int  # of the download
    needed_bytes: int  # of memory
    licence: str  # its name
