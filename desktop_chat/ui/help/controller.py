"""What the menu offers about the app itself: about it, its licences, the check of this computer, updates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_chat.settings import Settings
from desktop_chat.third_party import third_party_licences
from desktop_chat.ui.background import Background
from desktop_chat.ui.help.about import AboutDialog
from desktop_chat.ui.help.licences import LicencesDialog
from desktop_chat.ui.hub_service import HubService
from desktop_chat.ui.self_test.controller import SelfTestController
from desktop_chat.ui.services import Services
from desktop_chat.ui.updates.controller import UpdatesController
from desktop_chat.ui.widgets.dialogs import show_dialog
from desktop_chat.ui.window_controller import WindowController

Topic = Literal["about", "check", "updates"]


class HelpController(QObject):
    """Opens its dialogs above the window in front."""

    def __init__(
        self,
        services: Services,
        hub: HubService,
        settings: Callable[[], Settings],
        front_window: Callable[[], WindowController],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._front_window = front_window
        self._disk = Background("licences", parent=self)
        self._self_test = SelfTestController(services, settings, self)
        self.updates = UpdatesController(services, hub, settings, front_window, self)
        self.updates.link_requested.connect(lambda url: front_window().ask_to_open(url))

    def show(self, topic: Topic) -> None:
        """Show what the user asked for."""
        window = self._front_window().window
        match topic:
            case "about":
                self._show_about(window)
            case "check":
                self._self_test.show(window)
            case "updates":
                self.updates.show(window)

    def close(self) -> None:
        """End what runs."""
        self._self_test.close()
        self.updates.close()
        self._disk.close()

    def _show_about(self, window: QWidget) -> None:
        dialog = AboutDialog(self._services.engines.machine, window)
        dialog.licences_requested.connect(lambda: self._show_licences(dialog, window))
        for wanted, topic in ((dialog.check_requested, "check"), (dialog.updates_requested, "updates")):
            wanted.connect(dialog.accept)
            wanted.connect(lambda topic=topic: self.show(topic))
        show_dialog(dialog)

    def _show_licences(self, above: QWidget, window: QWidget) -> None:
        dialog = LicencesDialog(self._services.theme_manager, window, above)
        self._services.places.follow(dialog, "licences")
        show_dialog(dialog)
        self._disk.run(third_party_licences, dialog.show_text, receiver=dialog)
