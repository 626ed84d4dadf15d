"""The queue on disk: read entry by entry, written whole."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.faults import Fault
from desktop_chat.files import name_aside, write_whole
from desktop_chat.models.hub.download import UNFINISHED, Download
from desktop_chat.portable import found, kept

_logger = logging.getLogger(__name__)


class _File(Struct):
    downloads: list[msgspec.Raw] = []


class QueueFile:
    """The downloads that are not finished. What the disk refuses is logged: the queue itself goes on."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> tuple[list[Download], Fault | None]:
        """Give the downloads as they are to go on, and downloads_damaged when entries could not be read."""
        try:
            entries = msgspec.json.decode(self._path.read_bytes(), type=_File).downloads
        except FileNotFoundError:
            return [], None
        except OSError as error:
            _logger.warning("the downloads could not be read: %s", error.strerror)
            return [], None
        except ValueError:
            return [], self._keep_aside()
        read = [_entry(entry) for entry in entries]
        fault = self._keep_aside() if None in read else None
        going_on = [_to_go_on(each) for each in read if each is not None]
        return [_with_paths(each, found) for each in going_on], fault

    def write(self, downloads: Iterable[Download]) -> None:
        """Write those that are not done."""
        unfinished = [_with_paths(each, kept) for each in downloads if each.state != "done"]
        content = msgspec.json.encode({"downloads": unfinished})
        try:
            write_whole(self._path, msgspec.json.format(content, indent=2) + b"\n")
        except OSError as error:
            _logger.warning("the downloads could not be saved: %s", error.strerror)

    def _keep_aside(self) -> Fault:
        aside = name_aside(self._path, "bad")
        try:
            shutil.copyfile(self._path, aside)
        except OSError as error:
            _logger.warning("the damaged downloads could not be kept: %s", error.strerror)
        return Fault("downloads_damaged", {"name": aside.name})


def _entry(content: msgspec.Raw) -> Download | None:
    try:
        return msgspec.json.decode(content, type=Download)
    except ValueError:
        return None


def _with_paths(download: Download, change: Callable[[str], str]) -> Download:
    request = replace(download.request, folder=change(download.request.folder))
    return replace(download, request=request, folder=change(download.folder), path=change(download.path))


def _to_go_on(download: Download) -> Download:
    if download.state not in UNFINISHED:
        return download
    return replace(download, state="queued", fault=None, retry_at=0.0)
