"""Notifications through the notification service of a Linux desktop.

The service is that of the Desktop Notifications Specification 1.2. It is spoken to through jeepney, which keyring
brings along: QtDBus cannot send the unsigned numbers that the service wants from Python.
"""

from __future__ import annotations

import os
from contextlib import suppress
from html import escape
from typing import Final, NamedTuple

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    new_method_call,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, Signal

from desktop_chat import DESKTOP_ENTRY
from desktop_chat.ui.background import Background
from desktop_chat.ui.notices.notice import Notice

_SERVICE: Final = DBusAddress(
    "/org/freedesktop/Notifications",
    bus_name="org.freedesktop.Notifications",
    interface="org.freedesktop.Notifications",
)
_WAIT_SECONDS: Final = 5.0
_ERRORS: Final = (OSError, KeyError, ValueError, EOFError, DBusErrorResponse)
"""Without a session bus, with one that refuses, or with an address that is none."""


class _Line(NamedTuple):
    """An open connection, and what the service on it can do."""

    connection: DBusConnection
    capabilities: frozenset[str]


class ServiceNotices(QObject):
    """Connects with the first notice, off the main thread; a notice is a small message whose answer is not waited for.

    Signals:
        clicked: (conversation id) the user clicked a notification.
        refused: (Notice) there is no service, or it did not take this.
    """

    clicked = Signal(int)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background("notices", parent=self)
        self._line: _Line | None = None
        self._notifier: QSocketNotifier | None = None
        self._waiting: list[Notice] = []  # until the connection is there
        self._sent: dict[int, Notice] = {}  # not answered yet, by the serial numbers of messages
        self._shown: dict[int, int] = {}  # the service's numbers, by conversation
        self._is_connecting = False

    def show(self, notice: Notice) -> None:
        """Show a notice in place of the one of the same conversation."""
        if self._line is not None:
            self._send(self._line, notice)
            return
        self._waiting.append(notice)
        if not self._is_connecting:
            self._is_connecting = True
            self._background.run(_connect, self._on_connected)

    def withdraw(self, conversation_id: int) -> None:
        """Take back the notice of a conversation."""
        number = self._shown.pop(conversation_id, None)
        if number is not None and self._line is not None:
            with suppress(OSError):
                self._line.connection.send(new_method_call(_SERVICE, "CloseNotification", "u", (number,)))

    def close(self) -> None:
        """Take all of them back and hang up."""
        for conversation_id in list(self._shown):
            self.withdraw(conversation_id)
        self._background.close()
        self._hang_up()

    # ---- the connection

    def _on_connected(self, line: _Line | None) -> None:
        self._is_connecting = False
        waiting, self._waiting = self._waiting, []
        self._line = line
        if line is not None:
            self._notifier = QSocketNotifier(line.connection.sock.fileno(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._hear)
        for notice in waiting:
            self.show(notice) if line is not None else self.refused.emit(notice)

    def _hang_up(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._line is not None:
            self._line.connection.close()
            self._line = None
        unanswered, self._sent = list(self._sent.values()), {}
        self._shown.clear()
        for notice in unanswered:
            self.refused.emit(notice)

    def _send(self, line: _Line, notice: Notice) -> None:
        text = escape(notice.text, quote=False) if "body-markup" in line.capabilities else notice.text
        replaced = self._shown.get(notice.conversation_id, 0)
        actions = ["default", self.tr("Show")] if "actions" in line.capabilities else []
        hints = {"desktop-entry": ("s", DESKTOP_ENTRY), "category": ("s", "im.received")}
        body = ("Desktop Chat", replaced, DESKTOP_ENTRY, notice.title, text, actions, hints, -1)
        serial = next(line.connection.outgoing_serial)
        self._sent[serial] = notice
        try:
            message = new_method_call(_SERVICE, "Notify", "susssasa{sv}i", body)
            line.connection.send(message, serial=serial)
        except OSError:
            self._hang_up()

    def _hear(self) -> None:
        while self._line is not None:
            try:
                message = self._line.connection.receive(timeout=0)
            except TimeoutError:
                return
            except _ERRORS:  # the bus is gone
                self._hang_up()
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        notice = self._sent.pop(fields.get(HeaderFields.reply_serial, 0), None)
        if notice is not None and message.header.message_type == MessageType.method_return:
            self._shown[notice.conversation_id] = message.body[0]
        elif notice is not None:
            self.refused.emit(notice)
        elif message.header.message_type == MessageType.signal:
            self._take_signal(fields.get(HeaderFields.member, ""), message.body)

    def _take_signal(self, member: str, body: tuple[object, ...]) -> None:
        of = next((each for each, number in self._shown.items() if body[:1] == (number,)), None)
        if of is None:
            return
        if (
            member == "ActivationToken"
        ):  # on Wayland, what lets the window come to the front; Qt takes it from here
            os.environ["XDG_ACTIVATION_TOKEN"] = str(body[1])
        elif member == "ActionInvoked":
            self.clicked.emit(of)
        elif member == "NotificationClosed":
            del self._shown[of]


def _connect() -> _Line | None:
    """Connect, ask what the service can do and listen to it; takes as long as the service."""
    try:
        connection = open_dbus_connection("SESSION")
    except _ERRORS:
        return None
    try:
        asked = connection.send_and_get_reply(
            new_method_call(_SERVICE, "GetCapabilities"), timeout=_WAIT_SECONDS
        )
        rule = MatchRule(
            type="signal", sender=_SERVICE.bus_name, interface=_SERVICE.interface, path=_SERVICE.object_path
        )
        connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=_WAIT_SECONDS)
    except _ERRORS:
        connection.close()
        return None
    if asked.header.message_type != MessageType.method_return:
        connection.close()
        return None
    return _Line(connection, frozenset(asked.body[0]))
