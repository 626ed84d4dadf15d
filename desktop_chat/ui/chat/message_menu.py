"""Everything that can be done with a message, as a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop_chat.ui.chat.message_view import MessageView
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.menu import Menu


class MessageMenu(Menu):
    """Lists what suits the message's role and state; gone once it is closed."""

    def __init__(self, theme_manager: ThemeManager, view: MessageView) -> None:
        super().__init__(theme_manager, view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Message"))
        is_user = view.message.role == "user"
        self._add_copying(is_user)
        if view.message.state == "writing":
            return
        self.addSeparator()
        if is_user:
            self.add("pencil", self.tr("Edit"), self._telling(view.edit_requested))
        else:
            self._add_replying()
        self.addSeparator()
        self.add("branch", self.tr("Branch from here"), self._telling(view.branch_requested))
        if not is_user:
            self.add("info", self.tr("Details"), view.open_details)
        self.addSeparator()
        self.add("trash", self.tr("Delete"), self._telling(view.delete_requested), token="danger")

    def _add_copying(self, is_user: bool) -> None:
        if is_user:
            self.add("copy", self.tr("Copy"), self._view.copy_text)
        else:
            self.add("copy", self.tr("Copy as Markdown"), self._view.copy_text)
            self.add("copy", self.tr("Copy as plain text"), self._view.copy_plain)

    def _add_replying(self) -> None:
        view = self._view
        if view.message.state in {"cut", "stopped"} and view.message.text:
            self.add("play", self.tr("Continue"), self._telling(view.continue_requested))
        self.add("retry", self.tr("Try again"), self._telling(view.retry_requested))
        self.add("model", self.tr("Try again with another model…"), self._telling(view.retry_with_requested))
        if view.is_newest and view.header is None:
            self.add("columns", self.tr("Compare with another model…"), self._telling(view.compare_requested))

    def _telling(self, signal):  # noqa: ANN001, ANN202  a bound signal has no public type
        return lambda: signal.emit(self._view.message.id)
