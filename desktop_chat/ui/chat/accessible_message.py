"""What screen readers take a message for: an item of the conversation."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from desktop_chat.ui.chat.message_view import MessageView


def install() -> None:
    """Have messages told as items from now on; once is enough for the whole application."""
    QAccessible.installFactory(_interface)


def _interface(_kind: str, of: QObject | None) -> QAccessibleInterface | None:
    return QAccessibleWidget(of, QAccessible.Role.ListItem, "") if isinstance(of, MessageView) else None
