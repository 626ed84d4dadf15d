"""Our own folder: `OWNER/NAME/FILE.gguf` for what was downloaded, anything for what the user put there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.lm_studio import repository_of
from desktop_chat.models.places.walk import gguf_files


def candidates(folder: Path, is_cancelled: Callable[[], bool]) -> Iterator[Candidate]:
    """Give the files below our folder; a download that is not finished (`FILE.gguf.part`) is none. Never raises."""
    for path in gguf_files(folder, is_cancelled):
        yield Candidate(path, repository=repository_of(path, folder))
