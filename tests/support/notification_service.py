"""A notification service on a session bus, for tests: tells what it is asked, and clicks as it is told.

Prints one JSON list a line, the name of a method and what came with it; reads lines such as `click 7`, `close 7`.
"""

import json
import os
import selectors
import sys

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.Notifications"
OBJECT = DBusAddress("/org/freedesktop/Notifications", interface=NAME)


def main(capabilities):
    """Serve until standard input ends."""
    connection = open_dbus_connection("SESSION")
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    print(json.dumps(["ready"]), flush=True)
    number = 0
    with selectors.DefaultSelector() as selector:
        selector.register(connection.sock, selectors.EVENT_READ, "bus")
        selector.register(sys.stdin, selectors.EVENT_READ, "told")
        while True:
            for key, _ in selector.select():
                if key.data == "told":
                    line = os.read(0, 4096).decode()
                    if not line:
                        return
                    for command in line.splitlines():
                        obey(connection, *command.split())
                else:
                    number = serve(connection, capabilities, number)


def serve(connection, capabilities, number):
    """Answer what is there."""
    while True:
        try:
            message = connection.receive(timeout=0)
        except TimeoutError:
            return number
        if message.header.message_type != MessageType.method_call:
            continue
        method = message.header.fields[HeaderFields.member]
        print(json.dumps([method, *message.body]), flush=True)
        if method == "GetCapabilities":
            connection.send(new_method_return(message, "as", (capabilities,)))
        elif method == "Notify" and "refuses" in capabilities:
            connection.send(new_error(message, f"{NAME}.Error"))
        elif method == "Notify":
            number = message.body[1] or number + 1
            connection.send(new_method_return(message, "u", (number,)))
        else:
            connection.send(new_method_return(message))


def obey(connection, what, number):
    """Act as the user does."""
    if what == "click":
        connection.send(new_signal(OBJECT, "ActionInvoked", "us", (int(number), "default")))
    else:
        connection.send(new_signal(OBJECT, "NotificationClosed", "uu", (int(number), 2)))


if __name__ == "__main__":
    main(sys.argv[1:])
