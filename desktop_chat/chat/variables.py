"""Variables in prompts, as in `Today is {{date}}.`: what is between the braces is a name, of several words too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

VARIABLE: Final = re.compile(r"\{\{\s*([^\s{}](?:[^{}\n]*[^\s{}])?)\s*\}\}")
"""A variable; its first group is the name. It takes no longer than the text is long."""


def expand(text: str, values: Mapping[str, str]) -> str:
    """Put values in place of the names that have one, in whatever case; the others stay as they are written.

    What is put in is not looked at again, so no text a user pastes is taken for a variable.
    """
    return VARIABLE.sub(lambda found: values.get(found[1].lower(), found[0]), text)
