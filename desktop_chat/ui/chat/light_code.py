"""Colours of code on a light ground, readable by WCAG AA: Pygments has none that goes with its dark ones."""

from __future__ import annotations

from typing import ClassVar

from pygments.style import Style
from pygments.token import Comment, Generic, Keyword, Literal, Name, Number, Operator, String, _TokenType

_RED = "#cf222e"
_BLUE = "#0550ae"
_NAVY = "#0a3069"
_VIOLET = "#6639ba"
_GREEN = "#116329"
_BROWN = "#953800"
_GREY = "#59636e"


class LightCode(Style):
    """The counterpart of Pygments' `github-dark`."""

    styles: ClassVar[dict[_TokenType, str]] = {
        Comment: _GREY,
        Comment.Preproc: _RED,
        Keyword: _RED,
        Keyword.Constant: _BLUE,
        Operator: _RED,
        Literal: _BLUE,
        Number: _BLUE,
        String: _NAVY,
        String.Escape: _BLUE,
        String.Interpol: _BLUE,
        String.Regex: _GREEN,
        Name.Attribute: _BLUE,
        Name.Builtin: _BLUE,
        Name.Class: _BROWN,
        Name.Constant: _BLUE,
        Name.Decorator: _VIOLET,
        Name.Entity: _BLUE,
        Name.Exception: _BROWN,
        Name.Function: _VIOLET,
        Name.Label: _BLUE,
        Name.Tag: _GREEN,
        Name.Variable: _BROWN,
        Generic.Deleted: "#82071e",
        Generic.Inserted: _GREEN,
        Generic.Heading: _BLUE,
        Generic.Subheading: _BLUE,
        Generic.Prompt: _GREY,
    }
