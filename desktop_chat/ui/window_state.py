"""The windows' places and what was open in each, kept between starts."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.files import write_whole
from desktop_chat.portable import found, kept

_log = logging.getLogger(__name__)


class WindowState(Struct, frozen=True, omit_defaults=True):
    """What to put back of one window at the next start. `geometry` and `layout` are Qt's own, in base64."""

    geometry: str = ""
    layout: str = ""
    is_sidebar_shown: bool = True
    folded: tuple[int, ...] = ()  # folders that do not show what is in them
    recent_actions: tuple[str, ...] = ()  # used last in the palette, the newest first
    conversation: int | None = None
    model: str = ""
    folder: str = ""  # where a model file was chosen last


class KeptPlaces(Struct, frozen=True, omit_defaults=True):
    """Where other windows stood, by the names that the code gives them; `windows` and `splitters` in base64.

    Dialogs have a size alone: they open over their window, wherever it is.
    """

    sizes: dict[str, tuple[int, int]] = {}  # of dialogs, in pixels
    windows: dict[str, str] = {}
    splitters: dict[str, str] = {}
    folders: dict[str, str] = {}  # used last, by their purpose


class WindowStates(Struct, frozen=True, omit_defaults=True):
    """What to put back of all windows, the one in front first."""

    windows: tuple[WindowState, ...] = ()
    places: KeptPlaces = KeptPlaces()
    new_chat_draft: str = ""  # of a file from before there were several windows; the store keeps drafts now


def read_window_states(path: Path) -> WindowStates:
    """Give what was kept, of at least one window; a missing or damaged file gives the defaults."""
    default = WindowStates((WindowState(),))
    try:
        content = path.read_bytes()
        states = msgspec.json.decode(content, type=WindowStates)
        if states.windows:
            return _with_paths(states, found)
        only = msgspec.json.decode(content, type=WindowState)
        return WindowStates((only,), new_chat_draft=states.new_chat_draft)
    except FileNotFoundError:
        return default
    except (OSError, ValueError) as error:
        _log.warning("window state not read: %s", type(error).__name__)
        return default


def write_window_states(path: Path, states: WindowStates) -> None:
    """Keep the state; a disk that refuses costs only the windows' places."""
    try:
        write_whole(path, msgspec.json.encode(_with_paths(states, kept)))
    except OSError as error:
        _log.warning("window state not kept: %s", error.strerror)


def _with_paths(states: WindowStates, change: Callable[[str], str]) -> WindowStates:
    places = states.places
    folders = {purpose: change(folder) for purpose, folder in places.folders.items()}
    windows = (replace(one, model=change(one.model), folder=change(one.folder)) for one in states.windows)
    return replace(states, windows=tuple(windows), places=replace(places, folders=folders))


def to_text(data: bytes) -> str:
    """Give Qt's bytes as base64."""
    return base64.b64encode(data).decode("ascii")


def from_text(text: str) -> bytes:
    """Give the bytes back; nothing for a text that is not base64."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
