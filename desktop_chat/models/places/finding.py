"""What other apps keep, app by app: files that lie where models would, not looked into yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from desktop_chat.models.places import gpt4all, hugging_face, jan, lm_studio, ollama
from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import App, Candidate

_PLACES: Final[dict[App, Callable[[Folders, Callable[[], bool]], Iterator[Candidate]]]] = {
    "lm_studio": lm_studio.candidates,
    "ollama": ollama.candidates,
    "jan": jan.candidates,
    "gpt4all": gpt4all.candidates,
    "hugging_face": hugging_face.candidates,
}


def candidates(app: App, folders: Folders, is_cancelled: Callable[[], bool]) -> Iterator[Candidate]:
    """Give the files an app keeps where it keeps models; never raises. One may come more than once."""
    return _PLACES[app](folders, is_cancelled)
