"""Progress on the app's icon in the docks of Linux that follow Unity's launcher API, as KDE's and Ubuntu's do.

https://wiki.ubuntu.com/Unity/LauncherAPI; a dock that does not know it ignores the signal.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QGuiApplication

_INTERFACE: Final = "com.canonical.Unity.LauncherEntry"
_PATH: Final = "/com/canonical/unity/launcherentry/desktopchat"


class LauncherEntry:
    """Tells docks how far something is, in the name of the app's desktop file."""

    def __init__(self, bus: QDBusConnection | None = None) -> None:
        self._bus = bus if bus is not None else QDBusConnection.sessionBus()

    def show(self, share: float | None) -> None:
        """Show a share from 0 to 1, or nothing; without a bus nothing happens."""
        if self._bus.isConnected():
            self._bus.send(update_message(share))


def update_message(share: float | None) -> QDBusMessage:
    """Give the signal that tells docks of a share: `Update(s application, a{sv} properties)`."""
    message = QDBusMessage.createSignal(_PATH, _INTERFACE, "Update")
    shown = {"progress": float(share or 0), "progress-visible": share is not None}
    message.setArguments([f"application://{QGuiApplication.desktopFileName()}.desktop", shown])
    return message
