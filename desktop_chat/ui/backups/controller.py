"""Backups on demand, and one put back in the place of all conversations, in every window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_chat.chat.backups import Backup
from desktop_chat.chat.messages import Conversation
from desktop_chat.faults import Fault
from desktop_chat.ui.backups.dialog import BackupsDialog
from desktop_chat.ui.exchange.texts import moment
from desktop_chat.ui.exchange.work_dialog import WorkDialog
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.services import Services
from desktop_chat.ui.widgets.dialogs import show_dialog

if TYPE_CHECKING:
    from desktop_chat.ui.window_controller import WindowController
    from desktop_chat.ui.windows import Windows


class BackupsController(QObject):
    """One dialog, above whichever window asked for it."""

    def __init__(self, services: Services, windows: Windows, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._windows = windows
        self._dialog: BackupsDialog | None = None
        self._is_open: list[tuple[WindowController, Conversation]] = []  # before a backup was restored

    def show(self, above: QWidget) -> None:
        """Show the backups above a window or a dialog."""
        if self._dialog is None:
            dialog = self._dialog = BackupsDialog(
                self._services.theme_manager, self._services.store.backups_folder, above
            )
            dialog.backup_wanted.connect(
                lambda: self._services.store.make_backup(self._on_made, self._refuse)
            )
            dialog.restore_wanted.connect(self._ask_to_restore)
            dialog.finished.connect(lambda: self._forget(dialog))
            dialog.destroyed.connect(lambda: self._forget(dialog))  # with its window
            self._services.places.follow(dialog, "backups")
            show_dialog(dialog)
            self._refresh()
        self._dialog.raise_()

    def _forget(self, dialog: BackupsDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None

    def _refresh(self) -> None:
        self._services.store.list_backups(self._list, self._refuse)

    def _list(self, backups: list[Backup]) -> None:
        if self._dialog is not None:
            self._dialog.show_backups(backups)

    def _refuse(self, fault: Fault) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence(fault), "danger")

    # ---- making one

    def _on_made(self, backup: Backup | None) -> None:
        if self._dialog is not None:
            if backup is None:
                self._dialog.say(self.tr("Nothing has changed since the last backup."))
            else:
                self._dialog.say(self.tr("The backup is made."), "success")
            self._refresh()

    # ---- putting one back

    def _ask_to_restore(self, backup: Backup) -> None:
        box = QMessageBox(self._dialog)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Restore a backup"))
        made = moment(backup.made_at)
        box.setText(self.tr("Go back to the conversations of {date}?").replace("{date}", made))
        box.setInformativeText(
            self.tr(
                "All windows show what the backup holds. What is there now is kept as one more backup first, so"
                " you can come back to it. Replies being written are stopped."
            )
        )
        restore = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        restore.clicked.connect(lambda: self._restore(backup))
        show_dialog(box)

    def _restore(self, backup: Backup) -> None:
        work = WorkDialog(
            self._services.theme_manager,
            self.tr("Restore a backup"),
            self.tr("The backup is being restored…"),
            can_be_cancelled=False,
            parent=self._dialog,
        )
        self._services.exchange.stop_all(lambda: self._put_back(backup, work))

    def _put_back(self, backup: Backup, work: WorkDialog) -> None:
        """Let go of everything that is known by its id, for ids mean other things afterwards."""

        def done() -> None:
            work.end()
            self._reopen()
            self._say_restored(backup)

        def failed(fault: Fault) -> None:
            work.end()
            self._services.conversations.refresh()
            self._reopen()
            self._refuse(fault)

        self._services.turns.replies.end_all()
        shown = [(one, one.conversation.conversation) for one in self._windows.all]
        self._is_open = [(window, each) for window, each in shown if each is not None]
        for window in self._windows.all:
            window.let_go()
        self._services.conversations.let_go()
        self._services.store.restore_backup(backup, done, failed)

    def _reopen(self) -> None:
        """Show in each window what was open, where it is the same conversation."""
        was_open, self._is_open = self._is_open, []
        for window, conversation in was_open:
            if window in self._windows.all:
                window.conversation.open_again(conversation)

    def _say_restored(self, backup: Backup) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        words = self.tr("The conversations of {date} are back.").replace("{date}", moment(backup.made_at))
        self._windows.front.window.toast.show_message(words)
