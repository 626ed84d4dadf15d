"""A short title for a conversation, from what its model says when asked for one."""

from __future__ import annotations

import re
from typing import Final

from desktop_chat.chat.titles import title_from

TITLE_TOKENS: Final = 24
"""How many tokens a model may take for a title."""

_QUOTES: Final = " \"'“”‘’«»‹›「」『』《》〈〉[]`*_"
_LABEL: Final = re.compile(
    r"^(?:(?:chat |conversation )?title|topic|subject|대화 ?제목|제목|주제)\s*(?:is|은|는)?\s*[:：-]\s*", re.I
)
_REFUSAL: Final = re.compile(
    r"^(?:i['’]?m sorry|sorry|i (?:can(?:not|['’]t)|am (?:unable|not able)|don['’]t)|as an ai|죄송|미안|저는 ai)",
    re.I,
)
_NOTHING: Final = re.compile(
    r"^(?:untitled|new (?:chat|conversation)|none|n/?a|title|없음|무제|제목|새 (?:대화|채팅))$", re.I
)
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]")
_REQUEST: Final = (
    "Write one short title for the conversation so far, in the language of the conversation. "
    "At most six words, no quotation marks, no explanation: only the title."
)
_KOREAN_REQUEST: Final = (
    "지금까지의 대화에 어울리는 짧은 제목을 한국어로 하나만 지어 줘. 여섯 단어 이하로, "
    "따옴표나 설명 없이 제목만 써 줘."
)


def title_request(question: str) -> str:
    """Give what a model is asked for the title of a conversation that began with a question."""
    return _KOREAN_REQUEST if _HANGUL.search(question) else _REQUEST


def clean_title(said: str, *, is_cut: bool = False) -> str:
    """Give the title in what a model said, made as `title_from` makes one; "" where there is none.

    `is_cut`: it would have gone on. Refusals, labels without a title and what has no letters are none.
    """
    said = said.strip()
    if is_cut and "\n" not in said:
        whole_words = said.rpartition(" ")[0].rstrip(" ,;:")
        said = f"{whole_words}…" if whole_words else ""
    title = _LABEL.sub("", title_from(said).strip(_QUOTES)).strip(_QUOTES)
    title = title if title.endswith("..") else title.rstrip(".。")
    return "" if _is_no_title(title) else title


def _is_no_title(title: str) -> bool:
    letters = {character.lower() for character in title if character.isalpha()}
    is_noise = len(letters) < 2 or "\ufffd" in title or title.startswith("<")
    words = title.lower().split()
    repeats = len(words) > 3 and len(set(words)) * 2 <= len(words)
    return is_noise or repeats or bool(_REFUSAL.match(title) or _NOTHING.match(title))
