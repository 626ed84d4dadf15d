"""Variables in prompts, as in `Today is {{date}}.`: what is between the braces is a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_VARIABLE: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def expand(text: str, values: Mapping[str, str]) -> str:
    """Put values in place of the names that have one, in whatever case; the others stay as they are written.

    What is put in is not looked at again, so no text a user pastes is taken for a variable.
    """
    return _VARIABLE.sub(lambda found: values.get(found[1].lower(), found[0]), text)
