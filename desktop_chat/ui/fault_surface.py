"""What one window says went wrong, and what it offers to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QObject

from desktop_chat.faults import Fault
from desktop_chat.ui.fault_banner import FaultBanner
from desktop_chat.ui.widgets.banner import Banner, BannerAction

_CHOOSE_AGAIN: Final = {
    "file_missing",
    "drive_gone",
    "file_unreadable",
    "not_gguf",
    "truncated",
    "damaged",
    "unsupported_version",
    "unsupported_architecture",
    "unsupported_model",
    "will_not_fit",
    "no_model",
}
_LOAD_AGAIN: Final = {
    "crashed_last_time",
    "engine_crashed_loading",
    "engine_crashed",
    "engine_missing",
    "out_of_memory",
    "context_will_not_fit",
    "load_failed",
}


class Remedies(NamedTuple):
    """What helps against faults."""

    show_models: Callable[[], None]
    open_model_file: Callable[[], None]
    show_settings: Callable[[], None]
    load_again: Callable[[], None]


class FaultSurface(QObject):
    """Shows faults in a window's banner until they are solved."""

    def __init__(self, banner: Banner, remedies: Remedies) -> None:
        super().__init__(banner)
        self._remedies = remedies
        self._faults = FaultBanner(banner, self._actions_for)

    def show(self, fault: Fault) -> None:
        """Say what went wrong, above the conversation."""
        self._faults.show(fault)

    def note_chosen(self) -> None:
        """Take back that no model is chosen."""
        self._faults.solve({"no_model"})

    def note_ready(self) -> None:
        """Take back what kept a model from being ready."""
        self._faults.solve(_CHOOSE_AGAIN | _LOAD_AGAIN)

    def say_again(self) -> None:
        """Say it in the language in use."""
        self._faults.say_again()

    def _actions_for(self, fault: Fault) -> list[BannerAction]:
        remedies = self._remedies
        if fault.code in _CHOOSE_AGAIN:
            return [
                BannerAction(self.tr("Models…"), remedies.show_models),
                BannerAction(self.tr("Open a model file…"), remedies.open_model_file),
            ]
        actions = []
        if fault.code == "context_will_not_fit":
            actions.append(BannerAction(self.tr("Settings…"), remedies.show_settings))
        if fault.code in _LOAD_AGAIN:
            actions.append(BannerAction(self.tr("Try again"), remedies.load_again))
        return actions
