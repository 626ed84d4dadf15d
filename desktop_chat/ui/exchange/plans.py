"""What the user decided about an export, and what a file that is imported holds."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from desktop_chat.chat.importing.carrying import ImportDone
    from desktop_chat.chat.importing.inputs import Inputs

ExportFormat = Literal["markdown", "pdf", "html", "text", "json"]

ENDINGS: Final[dict[ExportFormat, str]] = {
    "markdown": ".md",
    "pdf": ".pdf",
    "html": ".html",
    "text": ".txt",
    "json": ".json",
}


class ExportPlan(Struct, frozen=True):
    """What of which conversations goes out, and how."""

    format: ExportFormat
    ids: tuple[int, ...] | None  # None: all there are
    reasoning: bool = True
    all_versions: bool = True  # of JSON
    is_folder: bool = False  # a file for each conversation


class Source(NamedTuple):
    """A file or folder that is being looked at, unpacked where it had to be."""

    path: Path
    inputs: Inputs
    unpacked: ExitStack  # closed, what was unpacked is gone


class Imported(NamedTuple):
    """What an import brought, and the conversations that are in the bin for it."""

    done: ImportDone
    gone: tuple[int, ...]
