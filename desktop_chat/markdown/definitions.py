"""Link reference definitions, which a paragraph may begin with: `[label]: address "title"`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from desktop_chat.markdown.sources import Definition

if TYPE_CHECKING:
    from markdown_it.helpers.parse_link_title import _State as Title

_LABEL: Final = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]:[ \t]*\n?[ \t]*", re.DOTALL)
_LINE_END: Final = re.compile(r"[ \t]*(?:\n|$)")
_GAP: Final = re.compile(r"[ \t]*\n?[ \t]*")

# What may be, or become, a definition while its last line is still being written.
_TITLE: Final = r"""(?:"[^"]*"?|'[^']*'?|\([^()]*\)?)"""
_UNDECIDED: Final = re.compile(
    r"\[(?:[^\[\]\\]|\\.){0,999}"
    rf"(?:\\|\]|\]:[ \t]*\n?[ \t]*(?:<[^<>\n]*>?|[^\s<]\S*)?(?:(?:[ \t]+|[ \t]*\n[ \t]*){_TITLE}?[ \t]*)?)?\Z",
    re.DOTALL,
)
_UNDECIDED_TITLE: Final = re.compile(rf"{_TITLE}\Z")


def take_definitions(content: str) -> tuple[list[Definition], str]:
    """Give the definitions that a paragraph begins with, and the rest of the paragraph."""
    found: list[Definition] = []
    start = 0
    while content.startswith("[", start):
        taken = _definition(content, start)
        if taken is None:
            break
        definition, start = taken
        found.append(definition)
    return found, content[start:]


def is_undecided(content: str) -> bool:
    """Tell whether a paragraph that is still being written may turn out to be nothing but definitions."""
    if _UNDECIDED.match(content):
        return True
    definition, newline, title = content.rpartition("\n")
    if newline and _UNDECIDED_TITLE.match(title):
        return not take_definitions(definition)[1]
    return False


def _definition(content: str, start: int) -> tuple[Definition, int] | None:
    from markdown_it.common.normalize_url import normalizeLink  # noqa: PLC0415  not needed for the first paint
    from markdown_it.common.utils import normalizeReference  # noqa: PLC0415
    from markdown_it.helpers import parseLinkDestination  # noqa: PLC0415

    head = _LABEL.match(content, start)
    if head is None or head[1].startswith("^") or not (label := normalizeReference(head[1])):
        return None
    destination = parseLinkDestination(content, head.end(), len(content))
    if not destination.ok:
        return None
    end = _end_of_title(content, destination.pos)
    if end is None:
        return None
    return Definition(label, normalizeLink(destination.str)), end


def _end_of_title(content: str, position: int) -> int | None:
    """Give where a definition ends whose address ends here; None where more follows in its line."""
    from markdown_it.helpers import parseLinkTitle  # noqa: PLC0415  not needed for the first paint

    gap = _GAP.match(content, position)
    if gap is not None and gap.end() > position:
        title: Title = parseLinkTitle(content, gap.end(), len(content))
        end = _LINE_END.match(content, title.pos) if title.ok else None
        if end is not None:
            return end.end()
    end = _LINE_END.match(content, position)
    return end.end() if end is not None else None
