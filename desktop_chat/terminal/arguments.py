"""What the readers of arguments share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeVar

N = TypeVar("N", int, float)


def between(kind: Callable[[str], N], low: N, high: N) -> Callable[[str], N]:
    """Make a reader of numbers in a range, for argparse."""

    def read(text: str) -> N:
        value = kind(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not between {low} and {high}")
        return value

    read.__name__ = "number"
    return read
