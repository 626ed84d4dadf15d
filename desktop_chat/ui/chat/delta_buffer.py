"""Gathers the pieces of replies being written, and hands them on as often as drawing may take place."""

from __future__ import annotations

import time
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_chat.engine.protocol import Channel
from desktop_chat.ui.chat.pacing import Pace


class Piece(NamedTuple):
    """Text of one channel of one reply."""

    message_id: int
    channel: Channel
    text: str


class DeltaBuffer(QObject):
    """Holds pieces until they are due, at most 60 times a second and within the share of `pacing`.

    Signals:
        due: (list[Piece]) to be drawn now, in the order they came.
    """

    due = Signal(list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: dict[tuple[int, Channel], list[str]] = {}
        self._pace = Pace()
        self._drawn_at = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.flush)
        self._cpu_at = 0.0
        self._painted = QTimer(
            self, singleShot=True, interval=0
        )  # comes after painting, which is most of the cost
        self._painted.timeout.connect(lambda: self._pace.drawn(time.thread_time() - self._cpu_at))

    def add(self, piece: Piece) -> None:
        """Take the next piece."""
        self._pieces.setdefault((piece.message_id, piece.channel), []).append(piece.text)
        if not self._timer.isActive():
            due = self._drawn_at + self._pace.interval - time.perf_counter()
            self._timer.start(max(0, round(due * 1000)))

    def flush(self) -> None:
        """Hand on what there is, now."""
        self._timer.stop()
        if not self._pieces:
            return
        self._drawn_at = time.perf_counter()
        self._cpu_at = time.thread_time()
        self._painted.start()
        pieces, self._pieces = self._pieces, {}
        self.due.emit([Piece(*key, "".join(texts)) for key, texts in pieces.items()])
