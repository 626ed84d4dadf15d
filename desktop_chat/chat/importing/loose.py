"""Looking into what a stranger wrote: every value is taken only if it is of the kind it should be."""

from __future__ import annotations

import json
import math
from datetime import datetime
from typing import Any, Final, cast

import msgspec

_LATEST: Final = 1e11  # later than any time in seconds, and earlier than any in milliseconds


class Loose:
    """An object of a JSON file, whatever it holds. What is not there is as if it were empty."""

    def __init__(self, value: object) -> None:
        self._table: dict[str, Any] = cast(dict[str, Any], value) if isinstance(value, dict) else {}

    def __bool__(self) -> bool:
        return bool(self._table)

    def __contains__(self, name: str) -> bool:
        return name in self._table

    def raw(self, name: str) -> Any:  # noqa: ANN401  anything may be there
        """Give a value as it is; None where there is none."""
        return self._table.get(name)

    def text(self, name: str) -> str:
        """Give a text."""
        return text_of(self._table.get(name))

    def number(self, name: str) -> float | None:
        """Give a number that is finite."""
        value = self._table.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        try:
            return float(value) if math.isfinite(value) else None
        except OverflowError:
            return None

    def whole(self, name: str) -> int:
        """Give a whole number of 0 or more."""
        number = self.number(name)
        return int(number) if number is not None and 0 <= number <= 1e15 else 0

    def flag(self, name: str) -> bool:
        """Say whether a value is true."""
        return self._table.get(name) is True

    def table(self, name: str) -> Loose:
        """Give an object."""
        return Loose(self._table.get(name))

    def tables(self, name: str) -> list[Loose]:
        """Give the objects of a list."""
        return [Loose(value) for value in self.values(name) if isinstance(value, dict)]

    def values(self, name: str) -> list[Any]:
        """Give a list."""
        value = self._table.get(name)
        return value if isinstance(value, list) else []

    def items(self) -> list[tuple[str, Any]]:
        """Give what is in it by name."""
        return list(self._table.items())

    def seconds(self, name: str) -> float | None:
        """Give a time in seconds since 1970, written as seconds, milliseconds and so on, or in ISO 8601."""
        value = self._table.get(name)
        if isinstance(value, str):
            return _iso_seconds(value)
        number = self.number(name)
        while number is not None and number >= _LATEST:
            number /= 1000
        return number if number is not None and number > 0 else None


def text_of(value: object) -> str:
    """Give a text as the store can keep it, or "" for anything else."""
    if not isinstance(value, str):
        return ""
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a character
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def decode(data: bytes) -> object:
    """Read a JSON value; raises `ValueError` for what is none, also for one that is nested too deep.

    What Python's own writer lets through is read too: NaN, and halves of characters.
    """
    try:
        return msgspec.json.decode(data)
    except RecursionError as error:
        raise ValueError("too deep") from error
    except ValueError:
        try:
            return json.loads(data)
        except RecursionError as error:
            raise ValueError("too deep") from error


def as_json(value: object) -> str:
    """Give a value as JSON for people to read."""
    try:
        return json.dumps(value, ensure_ascii=False, indent=2, default=str)
    except (ValueError, RecursionError):
        return ""


def _iso_seconds(text: str) -> float | None:
    try:
        seconds = datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError, OSError):
        return None
    return seconds if seconds > 0 else None
