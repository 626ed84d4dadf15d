"""Takes what tells whose PC it is out of a report."""

from __future__ import annotations

import getpass
import re
from pathlib import Path

from msgspec.structs import replace

from desktop_chat.self_test.result import Check, Fact

_NAME = "…"


def without_person(check: Check) -> Check:
    """Give a check that names neither the user nor their home folder."""
    hidden = _Hidden()
    facts = tuple(Fact(fact.name, hidden.out_of(fact.value)) for fact in check.facts)
    faults = tuple(
        replace(fault, values={name: hidden.out_of(value) for name, value in fault.values.items()})
        for fault in check.faults
    )
    return replace(check, facts=facts, faults=faults)


class _Hidden:
    """The home folder as it is written anywhere, and the user's name where it is a folder's."""

    def __init__(self) -> None:
        homes = {str(Path.home()), str(Path.home().resolve())}
        self._homes = sorted((home for home in homes if Path(home).name), key=len, reverse=True)
        names = {Path.home().name, _user()} - {""}
        any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        self._names = re.compile(rf"(?<=[/\\])(?:{any_name})(?=[/\\]|$)", re.IGNORECASE) if names else None

    def out_of(self, text: str) -> str:
        for home in self._homes:
            text = re.sub(re.escape(home) + r"(?=[/\\]|\W|$)", "~", text)
        return self._names.sub(_NAME, text) if self._names else text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody the system knows
        return ""
