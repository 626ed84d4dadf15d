"""A short title for a conversation, from its first message."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60
_READ = 300  # characters of a line that can matter: its marks are left out
_FENCE = re.compile(r"^\s*(```|~~~)")
_BLOCK_MARK = re.compile(r"^\s*(?:(?:#{1,6}|>|[-+*]|\d{1,3}[.)])\s+|>)+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|___|__|_|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_RULE = re.compile(r"^\s*([-*_=])(\s*\1){2,}\s*$")


def title_from(text: str) -> str:
    """Give the first line that says something, without Markdown, at most 60 characters; "" if there is none.

    A longer line is cut between words, or inside a word that fills the title by itself, and ends with `…`.
    """
    for line in unicodedata.normalize("NFC", text[:10_000]).splitlines():
        if _FENCE.match(line) or _RULE.match(line):
            continue
        plain = _plain(line[:_READ])
        if plain:
            return _shorten(plain)
    return ""


def _plain(line: str) -> str:
    line = _LINK.sub(r"\1", _BLOCK_MARK.sub("", line))
    line = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", line))
    visible = (character for character in line.replace("`", "") if not _is_control(character))
    return " ".join("".join(visible).split())


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} and not character.isspace()


def _shorten(line: str) -> str:
    if len(line) <= _LONGEST:
        return line
    head = line[:_LONGEST]
    words, space, _ = head.rpartition(" ")
    if space and len(words) >= _LONGEST // 2:
        return f"{words.rstrip(' ,;:')}…"
    end = _LONGEST - 1
    while end > 1 and _joins(line[end - 1], line[end]):
        end -= 1
    return f"{line[:end]}…"


def _joins(left: str, right: str) -> bool:
    """Say whether two characters are drawn as one (accents, emoji sequences)."""
    joiner = "\u200d"
    return joiner in (left, right) or bool(unicodedata.combining(right)) or _extends(right)


def _extends(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U0001f3fb" <= character <= "\U0001f3ff"
