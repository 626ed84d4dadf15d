"""What the self-test found, as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from desktop_chat.faults import Fault

CheckName = Literal["system", "engine", "reply", "database", "folders", "screen"]
Outcome = Literal["passed", "warned", "failed", "skipped"]
"""`warned`: it works, but not as well as it could. `skipped`: it could not be tried here."""


class Fact(Struct, frozen=True):
    """One line of what was seen, in English: it is read by those who help."""

    name: str
    value: str


class Check(Struct, frozen=True):
    """One check: how it went, what was seen, and what to do where it did not go well."""

    name: CheckName
    outcome: Outcome = "passed"
    facts: tuple[Fact, ...] = ()
    faults: tuple[Fault, ...] = ()
    seconds: float = 0.0


class Report(Struct, frozen=True):
    """All checks of one run."""

    version: str  # of the app
    has_passed: bool  # nothing failed
    checks: tuple[Check, ...]

    @classmethod
    def of(cls, version: str, checks: Iterable[Check]) -> Report:
        """Put checks together."""
        checks = tuple(checks)
        return cls(version, all(check.outcome != "failed" for check in checks), checks)
