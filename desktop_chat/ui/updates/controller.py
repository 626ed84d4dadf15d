"""Looks for newer versions of the app: when the user asks, and once a day where the settings say so."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat import __version__
from desktop_chat.faults import Fault
from desktop_chat.settings import Settings
from desktop_chat.ui.background import Background
from desktop_chat.ui.code_saving import CodeSaving
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.hub_service import HubService
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.services import Services
from desktop_chat.ui.updates.dialog import UpdateDialog
from desktop_chat.ui.widgets.dialogs import show_dialog
from desktop_chat.ui.window_controller import WindowController
from desktop_chat.updates.releases import Release, newer_than
from desktop_chat.updates.source import repository
from desktop_chat.updates.state import UpdateState, UpdateStateFile

LOOK_MILLISECONDS: Final = 3_600_000
"""How often it is looked whether a day has gone by."""

_log = logging.getLogger(__name__)


class UpdatesController(QObject):
    """One dialog, above whichever window asked for it, or a note in the window in front.

    `source` is the repository, whose releases are looked at.

    Signals:
        link_requested: (QUrl) the user wants to go there, which is asked about as every link is.
    """

    link_requested = Signal(QUrl)

    def __init__(
        self,
        services: Services,
        hub: HubService,
        settings: Callable[[], Settings],
        front_window: Callable[[], WindowController],
        parent: QObject,
        *,
        source: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._hub = hub
        self._settings = settings
        self._front_window = front_window
        self._source = repository() if source is None else source
        self._kept = UpdateStateFile(services.paths.updates_file)
        self._disk = Background("updates", parent=self)
        self._dialog: UpdateDialog | None = None
        self._asked = 0  # the hub's id of what the dialog waits for
        self._looked = 0  # and of what was looked by itself
        self._timer = QTimer(self, interval=LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look_if_due)
        hub.releases_found.connect(self._on_found)
        hub.failed.connect(self._on_failed)

    def show(self, above: QWidget) -> None:
        """Show the dialog and look now."""
        self._open(above)
        self._ask()

    def look_if_due(self) -> None:
        """Look without a word where the settings want it and a day has gone by, now and from now on."""
        settings = self._settings()
        is_wanted = settings.updates.look and not settings.network.offline and bool(self._source)
        if not is_wanted:
            self._timer.stop()
            return
        self._timer.start()
        self._disk.run(self._kept.read, self._look, receiver=self)

    def close(self) -> None:
        """Wait until everything is kept."""
        self._timer.stop()
        self._disk.close()

    def _save_code(self, code: str, language: str) -> None:
        saving = CodeSaving(self._front_window().window, self._services.places)
        saving.setParent(self._dialog)
        saving.save(code, language)

    # ---- asking

    def _open(self, above: QWidget) -> UpdateDialog:
        if self._dialog is None:
            dialog = self._dialog = UpdateDialog(self._services.theme_manager, above)
            dialog.again_requested.connect(self._ask)
            dialog.page_requested.connect(lambda page: self.link_requested.emit(QUrl(page)))
            dialog.link_activated.connect(self.link_requested)
            dialog.save_requested.connect(self._save_code)
            dialog.skipped.connect(self._skip)
            dialog.finished.connect(lambda: self._forget(dialog))
            dialog.destroyed.connect(lambda: self._forget(dialog))  # with its window
            show_dialog(dialog)
        self._dialog.raise_()
        return self._dialog

    def _forget(self, dialog: UpdateDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None

    def _ask(self) -> None:
        self._dialog.show_looking()
        if not self._source:
            self._dialog.show_refusal(sentence(Fault("updates_no_address")))
        elif self._settings().network.offline:
            self._dialog.show_refusal(sentence(Fault("offline")))
        else:
            self._asked = self._hub.look_for_releases(self._source)

    def _look(self, state: UpdateState) -> None:
        if state.is_due(time.time()):
            self._looked = self._hub.look_for_releases(self._source)

    # ---- answers

    def _on_found(self, number: int, releases: tuple[Release, ...]) -> None:
        newer = newer_than(__version__, releases)
        if number in (self._asked, self._looked):
            self._disk.run(lambda: self._kept.note_looked(time.time()))
        if number == self._asked and self._dialog is not None:
            if newer:
                self._dialog.show_releases(newer)
            else:
                self._dialog.show_newest()
        elif number == self._looked and newer:
            self._disk.run(self._kept.read, lambda state: self._tell(newer, state), receiver=self)

    def _tell(self, newer: list[Release], state: UpdateState) -> None:
        """Say it in the window, unless the user does not want this version."""
        newest = newer[0]
        if newest.version == state.skipped:
            return
        window = self._front_window().window
        words = self.tr("Desktop Chat {version} is available.").replace("{version}", apart(newest.version))
        window.toast.show_message(
            words, self.tr("What changed"), lambda: self._open(window).show_releases(newer)
        )

    def _on_failed(self, number: int, fault: Fault) -> None:
        if number == self._looked:
            _log.info("updates were not looked for: %s", fault.code)
        is_meant = number == self._asked or (number == 0 and self._asked)  # 0: whatever was asked
        if is_meant and self._dialog is not None:
            self._dialog.show_refusal(sentence(fault))

    def _skip(self, version: str) -> None:
        self._disk.run(lambda: self._kept.skip(version))
