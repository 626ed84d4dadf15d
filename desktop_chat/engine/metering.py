"""Bounds on what rendering a stranger's template may use: processor time, and the size of every value.

The time is that of the rendering thread: measuring it needs no signal, no second thread and no asynchronous
exception, and does not depend on what else the PC does. It is looked at between two operations; since no
value can outgrow the meter's limit, no single operation in C, which nothing could interrupt, takes long.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from typing import Final, Literal, TypeVar

from jinja2.utils import Namespace

TIME_LIMIT: Final = 2.0
"""Seconds of processor time for compiling a template, or for rendering it once."""

_LEAST_LIMIT: Final = 2_000_000  # characters a value or the output may have, even in a short conversation
_LIMIT_PER_CHARACTER: Final = 4  # more of them for each character of the conversation
_TOTAL_IN_LIMITS: Final = 64  # all values made during one rendering together
_ELEMENT_SIZE: Final = 8  # what an element of a list or a mapping counts, in characters
_STEPS_BETWEEN_LOOKS: Final = 16  # at the clock
_LARGE: Final = 10_000  # characters of a value; after making one the clock is looked at, too
_INTEGER_BITS: Final = 4096
_WIDEST: Final = 1000  # columns text may be padded or indented to
_TOO_WIDE: Final = {  # fields of patterns for `%` and `str.format` with a width of thousands, or from a value
    "%": re.compile(r"%(\([^)]*\))?[^a-zA-Z%]*(\d{4}|\*)"),
    "{": re.compile(r"\{[^{}]*\d{4}|\{[^{}]+\{"),
}

_Value = TypeVar("_Value")


class TemplateRefusedError(Exception):
    """The template refused the conversation, or was refused; the text says in a few words why."""


class OutOfBoundsError(TemplateRefusedError):
    """The template would use too much."""


class Meter:
    """What one rendering may still use. Its methods raise `OutOfBoundsError` at their bounds."""

    def __init__(self, characters: int, seconds: float) -> None:
        self._limit = _LEAST_LIMIT + _LIMIT_PER_CHARACTER * characters
        self._left = self._limit * _TOTAL_IN_LIMITS
        self._deadline = time.thread_time() + seconds
        self._steps = 0

    def step(self, size: int = 0) -> None:
        """Account for one operation, and for the value of `size` characters it makes."""
        self._left -= size
        if size > self._limit or self._left < 0:
            raise OutOfBoundsError("it makes too much text")
        self._steps += 1
        is_look = size > _LARGE or self._steps % _STEPS_BETWEEN_LOOKS == 0
        if is_look and time.thread_time() > self._deadline:
            raise OutOfBoundsError("it takes too long")

    def made(self, value: _Value) -> _Value:
        """Account for the operation that made `value`, and give it back."""
        self.step(0 if isinstance(value, Namespace) else self.size(value))
        return value

    def size(self, value: object) -> int:
        """Give the size of `value` with all it holds."""
        if isinstance(value, str):
            return len(value)
        total, waiting = 0, [value]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                total += len(item)
            elif isinstance(item, Mapping):
                waiting += [*item.keys(), *item.values()]
            elif isinstance(item, list | tuple | KeysView | ValuesView | ItemsView):
                waiting += item
            elif isinstance(item, Namespace):
                raise OutOfBoundsError(
                    "it uses a namespace as a value"
                )  # which may hold itself many times over
            total += _ELEMENT_SIZE
            if total > self._limit:
                raise OutOfBoundsError("it makes too large a list")
        return total

    def steps(self, values: Iterable[_Value]) -> Iterator[_Value]:
        """Give the values one by one, each of them a step."""
        for value in values:
            self.step()
            yield value

    def joined(self, parts: Iterable[str], between: str = "") -> str:
        """Join texts."""
        collected, total = [], 0
        for part in parts:
            total += len(part) + len(between)
            if total > self._limit:
                break
            collected.append(part)
        self.step(total)
        return between.join(collected)

    def text(self, value: object) -> str:
        """Give a value as output shows it."""
        if isinstance(value, str):
            return value
        self.step(self.size(value))
        return str(value)

    def replaced(self, text: str, old: str, new: str, count: int | None = None) -> str:
        """Replace in a text, the first `count` times or everywhere."""
        most = -1 if count is None else count
        times = text.count(old) if most < 0 else min(most, text.count(old))
        self.step(len(text) + times * max(0, len(new) - len(old)))
        return text.replace(old, new, most)

    def check_operands(self, sign: str, left: object, right: object) -> None:
        """Refuse an operation whose result would be too large to make."""
        if isinstance(left, int) and isinstance(right, int):
            if _bits(sign, left, right) > _INTEGER_BITS:
                raise OutOfBoundsError("it makes too large a number")
        elif sign == "*":
            for value, count in ((left, right), (right, left)):
                if isinstance(count, int):
                    self.step(self.size(value) * max(0, count))
        elif sign == "%" and isinstance(left, str):
            self.check_pattern(left, "%", right)

    def check_pattern(self, pattern: str, sign: Literal["%", "{"], values: object) -> None:
        """Refuse to fill a pattern whose result would be too large to make; `sign` begins its fields."""
        if _TOO_WIDE[sign].search(pattern):
            raise OutOfBoundsError("it pads text too far")
        self.step(len(pattern) + pattern.count(sign) * (self.size(values) + _WIDEST))

    def check_widths(self, value: object, numbers: Iterable[object]) -> None:
        """Refuse to pad or indent the lines of a value too far."""
        widest = max((number for number in numbers if isinstance(number, int)), default=0)
        if widest > _WIDEST:
            raise OutOfBoundsError("it pads text too far")
        text = value if isinstance(value, str) else ""
        self.step(len(text) + (text.count("\n") + 1) * widest)


def _bits(sign: str, left: int, right: int) -> int:
    """Give how many bits the result of an operation on two integers has at most."""
    return left.bit_length() * max(1, right) if sign == "**" else left.bit_length() + right.bit_length()


class _Current(threading.local):
    meter: Meter | None = None


_current = _Current()


@contextmanager
def metered(characters: int, seconds: float = TIME_LIMIT) -> Iterator[None]:
    """Bound what this thread compiles or renders inside; `characters`: how long the conversation is."""
    before, _current.meter = _current.meter, Meter(characters, seconds)
    try:
        yield
    finally:
        _current.meter = before


def meter() -> Meter:
    """Give the meter of what this thread compiles or renders; raises `RuntimeError` outside `metered`."""
    if _current.meter is None:
        raise RuntimeError("a template is used outside metered()")
    return _current.meter
