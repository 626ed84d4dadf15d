"""Which version is newer: Semantic Versioning 2.0.0, section 11 (semver.org)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_NUMBER: Final = r"(?:0|[1-9]\d{0,8})"
_VERSION: Final = re.compile(
    rf"v?(?P<core>{_NUMBER}\.{_NUMBER}\.{_NUMBER})(?:-(?P<pre>[0-9A-Za-z.-]{{1,60}}))?(?:\+[0-9A-Za-z.-]{{1,60}})?",
    re.ASCII,
)
_Part = tuple[int, int, str]  # numbers come before words


class Version(NamedTuple):
    """A version, in the order of versions; what stands after `+` tells builds apart and does not count."""

    core: tuple[int, ...]
    is_release: bool  # a pre-release comes before the version it is called after
    pre: tuple[_Part, ...] = ()  # of `-beta.2`


def read_version(text: str) -> Version | None:
    """Read a version such as `1.4.0`, `v1.4.0` or `1.4.0-beta.2`; None for what is none."""
    match = _VERSION.fullmatch(text)
    if match is None:
        return None
    parts = match["pre"].split(".") if match["pre"] else []
    if not all(parts):
        return None
    return Version(tuple(map(int, match["core"].split("."))), not parts, tuple(map(_part, parts)))


def _part(text: str) -> _Part:
    return (0, int(text), "") if text.isdigit() else (1, 0, text)
