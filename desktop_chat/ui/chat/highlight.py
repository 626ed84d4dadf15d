"""Colours of code: Pygments' tokens as runs of text, without Qt."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.style import StyleMeta
    from pygments.token import _TokenType

MAX_HIGHLIGHTED: Final = 60_000
"""Characters of one code block beyond which it is left in one colour."""

LIGHT_CODE: Final = "light-code"
"""The name of our own style; others are Pygments'."""

MAX_LINE: Final = 2_000
"""Characters of a line beyond which its block is left in one colour: some lexers take long over such lines."""


def highlight(code: str, language: str, style: str) -> list[tuple[str, str]]:
    """Cut code into runs with their colours, `#rrggbb` or empty for the text's own.

    The runs join to the very same code; an unknown language gives one run. Bold and italics are left out: code
    is calmer without them.
    """
    if not code:
        return []
    lexer = _lexer(language.lower())
    if lexer is None or len(code) > MAX_HIGHLIGHTED or max(map(len, code.split("\n"))) > MAX_LINE:
        return [(code, "")]
    runs: list[tuple[str, str]] = []
    for kind, text in lexer.get_tokens(code):
        color = _color(style, kind)
        if runs and runs[-1][1] == color:
            runs[-1] = (runs[-1][0] + text, color)
        else:
            runs.append((text, color))
    return runs


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415  not needed for the first paint
    from pygments.util import ClassNotFound  # noqa: PLC0415  not needed for the first paint

    words = language.split()
    if not words:
        return None
    try:
        return get_lexer_by_name(words[0].strip("{}."), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=4)
def _style(name: str) -> StyleMeta:
    if name == LIGHT_CODE:
        from desktop_chat.ui.chat.light_code import LightCode  # noqa: PLC0415  it loads Pygments

        return LightCode
    from pygments.styles import get_style_by_name  # noqa: PLC0415  not needed for the first paint

    return get_style_by_name(name)


@lru_cache(maxsize=512)
def _color(style: str, kind: _TokenType) -> str:
    color = _style(style).style_for_token(kind)["color"]
    return f"#{color}" if color else ""
