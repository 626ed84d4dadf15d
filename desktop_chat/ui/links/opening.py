"""Opening links of one window: asked once a site, and nothing but the web and mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.links.trusted import TrustedSites
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.dialogs import show_dialog
from desktop_chat.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from desktop_chat.ui.links.address import Address


class LinkOpening(QObject):
    """Shows where a link leads before it goes there.

    `open_url` hands an address to the system, and tells whether a program took it.
    """

    def __init__(
        self,
        window: QWidget,
        toast: Toast,
        theme_manager: ThemeManager,
        sites: TrustedSites,
        *,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._toast = toast
        self._theme_manager = theme_manager
        self._sites = sites
        self._open_url = open_url

    def ask(self, link: QUrl) -> None:
        """Open a link if the user says so now, or said so of its site before."""
        from desktop_chat.ui.links.address import address_of  # noqa: PLC0415  not needed for a start

        address = address_of(link)
        if address is None:
            self._toast.show_message(self.tr("Only links to the web and to mail addresses are opened."))
        elif address.can_be_trusted and address.site in self._sites:
            self._open(address)
        else:
            self._show_dialog(address)

    def _show_dialog(self, address: Address) -> None:
        from desktop_chat.ui.links.dialog import LinkDialog  # noqa: PLC0415  not needed for a start

        dialog = LinkDialog(self._theme_manager, address, self._window)
        dialog.open_chosen.connect(lambda is_trusted: self._on_chosen(address, is_trusted))
        dialog.copied.connect(lambda: self._toast.show_message(self.tr("Address copied."), seconds=3))
        show_dialog(dialog)

    def _on_chosen(self, address: Address, is_trusted: bool) -> None:
        if is_trusted:
            self._sites.trust(address.site)
        self._open(address)

    def _open(self, address: Address) -> None:
        if not self._open_url(address.url):
            self._toast.show_message(self.tr("No program of this PC opened the link."))
