"""Text and JSON for the terminal. Names come from strangers' files: nothing in them may steer the terminal."""

from __future__ import annotations

import sys

import msgspec
from msgspec import Struct


def plain(text: str) -> str:
    """Give a text of one line with a mark in place of each letter that is no letter to print."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def say(line: str = "") -> None:
    """Write a line of the result."""
    print(plain(line))


def remark(line: str) -> None:
    """Write a line that is not of the result: it goes to standard error."""
    print(plain(line), file=sys.stderr)


def write_json(result: Struct) -> None:
    """Write a result as one line of JSON."""
    print(msgspec.json.encode(result).decode())
