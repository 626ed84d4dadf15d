"""The faults the banner has to say: the newest first, and no longer than they hold."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject

from desktop_chat.faults import Fault, FaultCode
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.widgets.banner import Banner, BannerAction

_WARNINGS = {"database_recovered", "library_damaged", "crashed_last_time", "gpu_unsupported", "gpu_failed"}


class FaultBanner(QObject):
    """Says one fault at a time; the one before it comes back when that is dismissed or solved."""

    def __init__(self, banner: Banner, actions_for: Callable[[Fault], list[BannerAction]]) -> None:
        super().__init__(banner)
        self._banner = banner
        self._actions_for = actions_for
        self._faults: list[Fault] = []
        banner.dismissed.connect(self._forget_newest)

    def show(self, fault: Fault) -> None:
        """Say a fault."""
        self._faults = [*(other for other in self._faults if other != fault), fault]
        self.say_again()

    def solve(self, codes: Collection[FaultCode]) -> None:
        """Take back the faults of these kinds."""
        left = [fault for fault in self._faults if fault.code not in codes]
        if left != self._faults:
            self._faults = left
            self.say_again()

    def say_again(self) -> None:
        """Say the newest fault in the language in use, or nothing where none is left."""
        if not self._faults:
            self._banner.hide()
            return
        newest = self._faults[-1]
        tone = "warning" if newest.code in _WARNINGS else "danger"
        self._banner.show_message(sentence(newest), tone, self._actions_for(newest))

    def _forget_newest(self) -> None:
        del self._faults[-1:]
        self.say_again()
