"""What is asked before a download: whether the user accepts the licence, and for an access token."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.faults import Fault
from desktop_chat.models.catalog import Licence
from desktop_chat.ui.hub_service import HubService
from desktop_chat.ui.models.download_flow import DownloadFlow
from desktop_chat.ui.models.licence_dialog import LicenceDialog
from desktop_chat.ui.models.token_dialog import TokenDialog
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.translation import Translations
from desktop_chat.ui.widgets.dialogs import show_dialog


class Consent(QObject):
    """Shows the dialogs that a download asks for, above the window the user works in.

    Signals:
        link_requested: (address) the user wants to read it in the browser.
    """

    link_requested = Signal(str)

    def __init__(
        self,
        flow: DownloadFlow,
        hub: HubService,
        *,
        theme_manager: ThemeManager,
        translations: Translations,
        window: Callable[[], QWidget],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._flow = flow
        self._hub = hub
        self._theme_manager = theme_manager
        self._translations = translations
        self._window = window
        self._token_dialog: TokenDialog | None = None
        self._token_call = 0
        flow.licence_asked.connect(self._ask_licence)
        flow.token_asked.connect(self.ask_token)
        hub.token_known.connect(self._on_token)
        hub.failed.connect(self._on_failed)

    def ask_token(self, repository: str = "") -> None:
        """Ask for an access token; `repository` is the one that wants it, "": none in particular."""
        if self._token_dialog is not None:
            return
        dialog = TokenDialog(
            self._theme_manager, self._hub.endpoint, repository=repository, parent=self._window()
        )
        dialog.token_given.connect(self._give)
        dialog.token_forgotten.connect(lambda: self._give(""))
        dialog.link_requested.connect(self.link_requested)
        dialog.finished.connect(self._on_token_dialog_closed)
        self._token_dialog = dialog
        show_dialog(dialog)

    def _ask_licence(self, licence: Licence, title: str) -> None:
        dialog = LicenceDialog(
            self._theme_manager, licence, self._translations.language, title=title, parent=self._window()
        )
        dialog.licence_accepted.connect(lambda: self._flow.accept_licence(licence))
        dialog.link_requested.connect(self.link_requested)
        show_dialog(dialog)

    def _give(self, token: str) -> None:
        self._token_call = self._hub.set_token(token)

    def _on_token(self, call: int, has_token: bool, is_lasting: bool) -> None:
        if call != self._token_call:
            return
        if self._token_dialog is not None:
            self._token_dialog.set_kept(has_token, is_lasting)
        if has_token:
            self._flow.go_on()

    def _on_failed(self, call: int, fault: Fault) -> None:
        if call == self._token_call and self._token_dialog is not None:
            self._token_dialog.show_fault(fault)

    def _on_token_dialog_closed(self) -> None:
        self._token_dialog = None
