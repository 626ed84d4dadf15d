"""The window's place and what was open in it, kept between starts."""

from __future__ import annotations

import base64
import logging
from pathlib import Path

import msgspec
from msgspec import Struct

from desktop_chat.files import write_whole

_log = logging.getLogger(__name__)


class WindowState(Struct, frozen=True, omit_defaults=True):
    """What to put back at the next start. `geometry` and `layout` are Qt's own, in base64."""

    geometry: str = ""
    layout: str = ""
    is_sidebar_shown: bool = True
    conversation: int | None = None
    model: str = ""
    new_chat_draft: str = ""
    folder: str = ""  # where a model file was chosen last


def read_window_state(path: Path) -> WindowState:
    """Give what was kept; a missing or damaged file gives the defaults."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=WindowState)
    except FileNotFoundError:
        return WindowState()
    except (OSError, ValueError) as error:
        _log.warning("window state not read: %s", type(error).__name__)
        return WindowState()


def write_window_state(path: Path, state: WindowState) -> None:
    """Keep the state; a disk that refuses costs only the window's place."""
    try:
        write_whole(path, msgspec.json.encode(state))
    except OSError as error:
        _log.warning("window state not kept: %s", error.strerror)


def to_text(data: bytes) -> str:
    """Give Qt's bytes as base64."""
    return base64.b64encode(data).decode("ascii")


def from_text(text: str) -> bytes:
    """Give the bytes back; nothing for a text that is not base64."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""
