"""What each app keeps: the files that lie where its models would, not looked into yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from desktop_chat.models.places import gpt4all, hugging_face, jan, lm_studio, ollama
from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import App, Candidate

PLACES: Final[dict[App, Callable[[Folders, Callable[[], bool]], Iterator[Candidate]]]] = {
    "lm_studio": lm_studio.candidates,
    "ollama": ollama.candidates,
    "jan": jan.candidates,
    "gpt4all": gpt4all.candidates,
    "hugging_face": hugging_face.candidates,
}
"""For each app what gives the files in its folders; none raises, and a file may come more than once."""
