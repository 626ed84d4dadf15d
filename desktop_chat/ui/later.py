"""What is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """Makes something once, when it is called first; until then it costs a start nothing."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: T | None = None
        self._waiting: list[Callable[[T], object]] = []

    def __call__(self) -> T:
        """Give what is made here."""
        if self._made is None:
            self._made = self._make()
            waiting, self._waiting = self._waiting, []
            for call in waiting:
                call(self._made)
        return self._made

    def when_made(self, call: Callable[[T], object]) -> None:
        """Call with it as soon as it is made, such as to connect its signals; now, where it is."""
        if self._made is None:
            self._waiting.append(call)
        else:
            call(self._made)

    def if_made(self, call: Callable[[T], object]) -> None:
        """Call with it where it is made, and else not at all: whoever makes it tells it what holds by then."""
        if self._made is not None:
            call(self._made)
