"""Moves the folder of downloaded models, once nothing uses it any more."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import UNFINISHED
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.hub_service import HubService
from desktop_chat.ui.library_service import LibraryService


class FolderMove(QObject):
    """Pauses downloads, ends models, moves the files, and lets the downloads go on.

    Signals:
        progressed: (bytes moved, bytes in all).
        ended: (folder that holds the models now, Fault or None).
    """

    progressed = Signal(object, object)
    ended = Signal(str, object)

    def __init__(
        self, hub: HubService, library: LibraryService, engines: EngineService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self._library = library
        self._engines = engines
        self._target = ""
        self._is_moving = False
        self._paused: list[str] = []
        hub.downloads_changed.connect(self._begin_if_free)
        engines.ended.connect(self._begin_if_free)
        library.move_progress.connect(self.progressed)
        library.moved.connect(self._on_moved)
        library.move_stopped.connect(lambda: self._end(self._hub.models_folder, None))
        library.refused.connect(self._on_refused)

    def begin(self, folder: str) -> None:
        """Move the models to a folder; told by `ended`."""
        if self._target or folder == self._hub.models_folder:
            return
        self._target = folder
        self._paused = [each.id for each in self._hub.downloads if each.state in UNFINISHED]
        for download_id in self._paused:
            self._hub.pause(download_id)
        for path in self._engines.resident():
            self._engines.unload(path)
        self._begin_if_free()

    def stop(self) -> None:
        """Give up; what was moved stays moved."""
        if self._is_moving:
            self._library.stop_moving()
        elif self._target:
            self._end(self._hub.models_folder, None)

    def _begin_if_free(self, *_: object) -> None:
        is_used = self._engines.resident() or any(each.state in UNFINISHED for each in self._hub.downloads)
        if self._target and not self._is_moving and not is_used:
            self._is_moving = True
            self._library.move_folder(self._hub.models_folder, self._target)

    def _on_moved(self, folder: str) -> None:
        self._end(folder, None)

    def _on_refused(self, fault: Fault) -> None:
        if self._is_moving and fault.code in ("move_failed", "move_no_room"):
            self._end(self._hub.models_folder, fault)

    def _end(self, folder: str, fault: Fault | None) -> None:
        self._target, self._is_moving = "", False
        self.ended.emit(folder, fault)
        paused, self._paused = self._paused, []
        for download_id in paused:
            self._hub.resume(download_id)
