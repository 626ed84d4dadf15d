"""Names for files of code, by the language that stands at it."""

from __future__ import annotations

import re
from typing import Final

_SIMPLE: Final = re.compile(r"\*\.[\w+-]+")
_WHOLE: Final = {"CMake": "CMakeLists.txt", "Docker": "Dockerfile", "Makefile": "Makefile"}
_STEMS: Final = {
    "bat": "script",
    "css": "style",
    "csv": "data",
    "diff": "changes",
    "html": "index",
    "ini": "settings",
    "json": "data",
    "md": "notes",
    "ps1": "script",
    "scss": "style",
    "sh": "script",
    "sql": "query",
    "svg": "image",
    "tex": "text",
    "toml": "settings",
    "txt": "text",
    "xml": "data",
    "yaml": "settings",
}
_ENDINGS: Final = {"csv": "csv", "log": "log", "r": "R", "svg": "svg", "tsv": "tsv", "zsh": "zsh"}
"""Of words that Pygments does not know, or knows as something else."""


def file_name(language: str) -> str:
    """Suggest a name, such as `main.py`; `language` is the first word after a fence. Not for the main thread."""
    word = language.strip("{}. ").lower()
    name, patterns = _known(word)
    if name in _WHOLE:
        return _WHOLE[name]
    simple = [pattern[2:] for pattern in patterns if _SIMPLE.fullmatch(pattern)]
    ending = _ENDINGS.get(word) or (simple[0] if simple else "txt")
    return f"{_STEMS.get(ending, 'main')}.{ending}"


def _known(word: str) -> tuple[str, tuple[str, ...]]:
    """Give what Pygments calls a language, and the names that its files have."""
    from pygments.lexers import get_all_lexers  # noqa: PLC0415  not needed for a start

    for name, aliases, patterns, _types in get_all_lexers(plugins=False):
        if word in aliases or (word and f"*.{word}" in patterns):
            return name, tuple(patterns)
    return "", ()
