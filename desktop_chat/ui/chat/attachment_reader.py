"""Reads the files to be attached, off the main thread and in the order they were given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.attaching import read_attachment
from desktop_chat.chat.messages import Attachment
from desktop_chat.faults import FaultError
from desktop_chat.ui.background import Background


class AttachmentReader(QObject):
    """Reads files one after the other.

    Signals:
        attachment_read: (Attachment) a file is read.
        refused: (Fault) a file cannot be attached.
        finished: nothing is left to be read.
    """

    attachment_read = Signal(object)
    refused = Signal(object)
    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background("attachments", parent=self)
        self._left = 0
        self._round = 0

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read, or waits for it."""
        return self._left > 0

    def read(self, paths: Sequence[str]) -> None:
        """Read files."""
        for path in paths:
            self._left += 1
            self._background.run(
                lambda path=path: _read(path),
                lambda result, at=self._round: self._tell(result, at),
                receiver=self,
            )

    def forget(self) -> None:
        """Tell nothing more of what is being read."""
        self._round += 1
        self._left = 0

    def _tell(self, result: Attachment | FaultError, at: int) -> None:
        if at != self._round:
            return
        self._left -= 1
        if isinstance(result, Attachment):
            self.attachment_read.emit(result)
        else:
            self.refused.emit(result.fault)
        if not self._left:
            self.finished.emit()


def _read(path: str) -> Attachment | FaultError:
    try:
        return read_attachment(path)
    except FaultError as error:
        return error
