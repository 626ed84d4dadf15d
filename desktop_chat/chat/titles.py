"""A short title for a conversation: from its first message, or from what a model says when asked for one."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

TITLE_TOKENS: Final = 24
"""How many tokens a model may take for a title."""

_LONGEST = 60
_READ = 300  # characters of a line that can matter: its marks are left out
_FENCE = re.compile(r"^\s*(```|~~~)")
_BLOCK_MARK = re.compile(r"^\s*(?:(?:#{1,6}|>|[-+*]|\d{1,3}[.)])\s+|>)+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|\*|___|__|_|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LABEL = re.compile(
    r"^(?:(?:chat |conversation )?title|topic|subject|대화 ?제목|제목|주제)\s*(?:is|은|는)?\s*[:：-]\s*", re.I
)
_QUOTES = "\"'“”‘’«»‹›「」『』《》〈〉[]`*_"
_REFUSAL = re.compile(
    r"^(?:i['’]?m sorry|sorry|i (?:can(?:not|['’]t)|am (?:unable|not able)|don['’]t)|as an ai|죄송|미안|저는 ai)",
    re.I,
)
_NOTHING = re.compile(
    r"^(?:untitled|new (?:chat|conversation)|none|n/?a|title|없음|무제|제목|새 (?:대화|채팅))$", re.I
)
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_REQUESTS = {
    "ko": (
        "지금까지의 대화에 어울리는 짧은 제목을 한국어로 하나만 지어 줘. 여섯 단어 이하로, "
        "따옴표나 설명 없이 제목만 써 줘."
    ),
    "en": (
        "Write one short title for the conversation so far, in the language of the conversation. "
        "At most six words, no quotation marks, no explanation: only the title."
    ),
}
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


def title_request(question: str) -> str:
    """Give what a model is asked for the title of a conversation that began with a question."""
    return _REQUESTS["ko" if _HANGUL.search(question) else "en"]


def clean_title(said: str, *, is_cut: bool = False) -> str:
    """Give the title in what a model said, made as `title_from` makes one; "" where there is none.

    `is_cut`: it would have gone on. Refusals, labels without a title and what has no letters are none.
    """
    lines = unicodedata.normalize("NFC", said).splitlines()
    line = next((each for each in lines if each.strip() and not _FENCE.match(each)), "")
    if is_cut and line == lines[-1]:
        line = line.rpartition(" ")[0]
        line = f"{line.rstrip(' ,;:')}…" if line else ""
    title = _plain(line[:_READ]).strip(_QUOTES + " ")
    title = _LABEL.sub("", title).strip(_QUOTES + " ")
    title = title if title.endswith("..") else title.rstrip(".。")
    return "" if _is_no_title(title) else _shorten(title)


def _is_no_title(title: str) -> bool:
    letters = [character.lower() for character in title if character.isalpha()]
    is_noise = len(set(letters)) < 2 or "\ufffd" in title or title.startswith("<")
    words = title.lower().split()
    repeats = len(words) > 3 and len(set(words)) * 2 <= len(words)
    return is_noise or repeats or bool(_REFUSAL.match(title) or _NOTHING.match(title))


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
