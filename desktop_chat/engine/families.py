"""Our own chat templates by family, for model files that bring none."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from desktop_chat.paths import assets_folder

FILE: Final = "file"
"""The name that stands for the file's own template, in `TemplateChoice` and as a user's choice."""


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """One template of ours: how it is called, which models it is for, and what ends a reply."""

    name: str
    title: str
    title_ko: str
    names: tuple[str, ...] = ()  # regular expressions for a model's name
    architectures: tuple[str, ...] = ()
    token: str = ""  # a control token of its models
    needs_token: bool = False  # a model without it is another family's, whatever its name
    token_tells: bool = False  # a model with it was taught to chat, whatever its name
    stop: tuple[str, ...] = ()
    is_plain_completion: bool = False

    def fits(self, name: str, architecture: str, has_token: Callable[[str], bool]) -> bool:
        """Say whether this family's rules fit a model of that name, architecture and control tokens."""
        if not (self.names or self.architectures) or not self.is_for(architecture):
            return False
        name = re.sub(r"[_.\s]+", "-", name.lower())
        by_name = not self.names or any(re.search(pattern, name) for pattern in self.names)
        return by_name and (not self.needs_token or has_token(self.token))

    def is_for(self, architecture: str) -> bool:
        """Say whether its models may have that architecture."""
        return not self.architectures or architecture in self.architectures

    def source(self) -> str:
        """Give the template's Jinja source."""
        return (_folder() / f"{self.name}.jinja").read_text(encoding="utf-8")


class _Index(Struct, forbid_unknown_fields=True):
    family: tuple[Family, ...]


@cache
def families() -> tuple[Family, ...]:
    """Give all families in the order their rules are tried, which is also how a person chooses among them."""
    return msgspec.toml.decode((_folder() / "templates.toml").read_bytes(), type=_Index).family


def family(name: str) -> Family | None:
    """Give the family of that name; None when there is none."""
    return next((each for each in families() if each.name == name), None)


def _folder() -> Path:
    return assets_folder() / "templates"
