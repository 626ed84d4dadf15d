"""The licences of what the app is made of, as one text."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import PurePath
from typing import Final

from desktop_chat.paths import assets_folder

FILE: Final = "licences.txt"
"""In the assets of a packaged app: packaging writes it, for what is really inside."""

_LINE: Final = "=" * 78
_NAMES: Final = ("licen", "copying", "notice", "authors")
_CLASSIFIER: Final = "License :: "
_LONGEST_NAME: Final = 60  # of a licence: some put its whole text where its name belongs


def third_party_licences() -> str:
    """Give the text of the packaged app, else one of what is installed beside this Python. Nothing is raised."""
    try:
        return (assets_folder() / FILE).read_text("utf-8", "replace")
    except OSError:
        return "\n\n".join(map(_told, _installed()))


def _installed() -> list[Distribution]:
    by_name = {each.name.casefold(): each for each in distributions() if each.name}
    return [by_name[name] for name in sorted(by_name)]


def _told(distribution: Distribution) -> str:
    heading = f"{distribution.name} {distribution.version}"
    texts = list(_texts(distribution))
    return "\n".join([_LINE, heading, _licence(distribution), _LINE, *(f"\n{text}" for text in texts)])


def _licence(distribution: Distribution) -> str:
    """Give the licence's name: the newest field of the metadata that has one."""
    given = [_field(distribution, "License-Expression"), *_classified(distribution)]
    names = (name.strip() for name in [*given, _field(distribution, "License")])
    return next((name for name in names if name and len(name) <= _LONGEST_NAME and "\n" not in name), "–")


def _field(distribution: Distribution, name: str) -> str:
    return next(iter(distribution.metadata.get_all(name) or ()), "")


def _classified(distribution: Distribution) -> list[str]:
    classifiers = distribution.metadata.get_all("Classifier") or ()
    return [name.rpartition(" :: ")[2] for name in classifiers if name.startswith(_CLASSIFIER)]


def _texts(distribution: Distribution) -> Iterator[str]:
    for file in distribution.files or ():
        path = PurePath(file)
        is_of_metadata = any(part.endswith((".dist-info", ".egg-info")) for part in path.parts)
        if is_of_metadata and path.name.casefold().startswith(_NAMES):
            try:
                yield file.read_text("utf-8").strip()
            except (OSError, ValueError):
                continue
