"""One window for one data folder: a second start raises the first one's window."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QSysInfo, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MILLISECONDS = 2000
END_MILLISECONDS = 30_000
_LARGEST_CALL = 1 << 16
_RETRY_MILLISECONDS = 50


class Call(Struct, frozen=True):
    """What a second start asks of the first: to come to the front, with a model file to open, if any; or to end."""

    model: str = ""
    quit: bool = False


class SingleInstance(QObject):
    """Claims a data folder for this process, over a local socket only this user can reach.

    Signals:
        called: (Call) the app was started again.
    """

    called = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None, *, is_carried: bool = False) -> None:
        """Claim `folder`, which may have come from another PC where it is carried around."""
        super().__init__(parent)
        self._folder = folder
        self._is_carried = is_carried
        self._lock = QLockFile(str(folder / "running.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    @cached_property
    def _name(self) -> str:
        return _socket_name(self._folder)

    def claim(self) -> bool:
        """Give whether this process is the first."""
        if self._is_carried:
            self._forget_other_pc()
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def _forget_other_pc(self) -> None:
        """Take away the claim of a PC that the stick was pulled out of: nobody could end that process here."""
        _, host, _ = self._lock.getLockInfo()
        if host and host != QSysInfo.machineHostName():
            self._lock.removeStaleLockFile()

    def listen(self) -> None:
        """Hear of later starts from now on."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  the first paint does not wait for it

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)

    def call_first(self, call: Call) -> bool:
        """Ask the process that has the folder; gives whether it heard. One that has just started is waited for."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  only a second start needs it

        socket = QLocalSocket()
        deadline = QDeadlineTimer(ANSWER_MILLISECONDS)
        socket.connectToServer(self._name)
        while not socket.waitForConnected(deadline.remainingTime()):
            if deadline.hasExpired():
                return False
            QThread.msleep(_RETRY_MILLISECONDS)
            socket.connectToServer(self._name)
        _allow_foreground()
        socket.write(msgspec.json.encode(call))
        heard = socket.waitForBytesWritten(ANSWER_MILLISECONDS)
        socket.disconnectFromServer()
        return heard

    def end_first(self) -> bool:
        """Let the process that has the folder end; gives whether none has it any more, within half a minute."""
        if not self._folder.is_dir():
            return True
        is_ended = self.claim() or (self.call_first(Call(quit=True)) and self._lock.tryLock(END_MILLISECONDS))
        if is_ended:
            self.release()
        return is_ended

    def release(self) -> None:
        """Give the folder free."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _on_connection(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        socket.setParent(self)
        socket.disconnected.connect(lambda: self._on_said(socket))

    def _on_said(self, socket: QLocalSocket) -> None:
        data = bytes(socket.read(_LARGEST_CALL).data())
        socket.deleteLater()
        try:
            self.called.emit(msgspec.json.decode(data, type=Call))
        except ValueError:
            self.called.emit(Call())


def _socket_name(folder: Path) -> str:
    """Name the socket after the folder: short, since a socket's path holds about 100 bytes."""
    import hashlib  # noqa: PLC0415  the first paint does not wait for it

    return f"desktop-chat-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"


def _allow_foreground() -> None:
    """Let the first process take the focus, which Windows otherwise keeps from background programs."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  there for Windows alone

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
