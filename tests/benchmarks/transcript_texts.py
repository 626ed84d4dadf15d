"""Conversations and replies as long as they are wanted, the same each time."""

from __future__ import annotations

from typing import Final

from desktop_chat.chat.messages import Message

_WORDS: Final = (
    "the lighthouse keeper counted every wave until morning came over a quiet harbour and its boats"
)
_KOREAN: Final = "등대지기는 아침이 조용한 항구와 배들 위로 올 때까지 모든 파도를 세었습니다."


def conversation(length: int) -> list[Message]:
    """Give questions and answers in turn: short and long ones, code, lists and tables, English and Korean."""
    return [_message(number) for number in range(1, length + 1)]


def section(number: int) -> str:
    """Give a part of a reply: a heading, words, a list, code, a table and a formula; 40 lines."""
    code = "\n".join(
        f"    value_{line} = compute(value_{line - 1}, {number * line})" for line in range(1, 13)
    )
    rows = "\n".join(f"| case {row} | {number * row} | `x_{row}` |" for row in range(1, 7))
    items = "\n".join(f"- point **{item}**: {_words(number + item, 9)}" for item in range(1, 6))
    return (
        f"## Part {number}\n\n{_words(number, 40)}. {_KOREAN} $a_{{{number}}} \\le b$ holds.\n\n{items}\n\n"
        f"```python\ndef part_{number}(value_0):\n{code}\n    return value_12\n```\n\n"
        f"| name | number | code |\n|---|---:|---|\n{rows}\n\n"
        f"$$\\sum_{{k=1}}^{{{number}}} k^2 = \\frac{{n(n+1)(2n+1)}}{{6}}$$\n\n"
    )


def reply(lines: int) -> str:
    """Give a reply of at least so many lines."""
    parts: list[str] = []
    count = number = 0
    while count < lines:
        number += 1
        parts.append(section(number))
        count += parts[-1].count("\n")
    return "".join(parts)


def _message(number: int) -> Message:
    is_question = number % 2 == 1
    text = _question(number) if is_question else _answer(number)
    return Message(
        id=number,
        conversation_id=1,
        parent_id=number - 1 or None,
        role="user" if is_question else "assistant",
        text=text,
        reasoning="",
        state="done",
        created_at=1_750_000_000.0 + number,
        model="/models/bench.gguf",
        timings=None,
        fault=None,
        sibling_ids=(number,),
    )


def _question(number: int) -> str:
    return f"{_words(number, 8 + number % 30)}?" if number % 3 else f"{_KOREAN} {number}?"


def _answer(number: int) -> str:
    if number % 10 == 0:
        return section(number)
    paragraphs = [f"{_words(number + part, 30 + 7 * part)}." for part in range(1 + number % 4)]
    return "\n\n".join([*paragraphs, _KOREAN] if number % 4 == 0 else paragraphs)


def _words(start: int, count: int) -> str:
    words = _WORDS.split()
    return " ".join(words[(start + at) % len(words)] for at in range(count)).capitalize()
