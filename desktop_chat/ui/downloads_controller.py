"""Shows downloads in one window."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.models.hub.download import UNFINISHED, Download, Progress
from desktop_chat.ui.hub_service import HubService
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.models.cancel_dialog import CHEAP_BYTES, CancelDialog
from desktop_chat.ui.taskbar import TaskbarProgress
from desktop_chat.ui.widgets.dialogs import show_dialog


class DownloadsController(QObject):
    """Follows the queue."""

    def __init__(self, hub: HubService, window: MainWindow) -> None:
        super().__init__(window)
        self._hub = hub
        self._sidebar = window.sidebar
        self._taskbar = TaskbarProgress(window)
        self._progress: dict[str, Progress] = {}
        self._sidebar.pause_requested.connect(hub.pause)
        self._sidebar.resume_requested.connect(hub.resume)
        hub.downloads_changed.connect(self._on_downloads)
        hub.download_progressed.connect(self._on_progress)
        self._on_downloads(hub.downloads)

    def cancel(self, download_id: str, parent: QWidget) -> None:
        """Take a download off the queue; where much is downloaded already, the user is asked first."""
        download = next((each for each in self._hub.downloads if each.id == download_id), None)
        progress = self._progress.get(download_id)
        if download is None or progress is None or progress.done_bytes < CHEAP_BYTES:
            self._hub.cancel(download_id)
            return
        dialog = CancelDialog(download, progress.done_bytes, parent)
        dialog.cancel_confirmed.connect(self._hub.cancel)
        show_dialog(dialog)

    def _on_downloads(self, downloads: tuple[Download, ...]) -> None:
        unfinished = [each for each in downloads if each.state != "done"]
        self._progress = {each.id: Progress(each.done_bytes, each.total_bytes) for each in unfinished}
        self._sidebar.set_downloads(unfinished)
        self._show_share(unfinished)

    def _on_progress(self, download_id: str, progress: Progress) -> None:
        self._progress[download_id] = progress
        self._sidebar.set_download_progress(download_id, progress)
        self._show_share([each for each in self._hub.downloads if each.state != "done"])

    def _show_share(self, downloads: list[Download]) -> None:
        going = [self._progress[each.id] for each in downloads if each.state in UNFINISHED]
        total = sum(each.total_bytes for each in going)
        self._taskbar.set_progress(sum(each.done_bytes for each in going) / total if total else None)
