"""The button of the composer: sends, sends after the reply being written, or stops that reply."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.chat.round_button import RoundButton
from desktop_chat.ui.style import ThemeManager

Deed = Literal["send", "queue", "stop"]


class SendButton(RoundButton):
    """Shows what a click does."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(theme_manager, "send", "accent", parent=parent)
        self._deed: Deed = "send"
        self._retranslate()

    def set_deed(self, deed: Deed) -> None:
        """Show another deed."""
        self._deed = deed
        self.set_look("stop" if deed == "stop" else "send", "strong" if deed == "stop" else "accent")
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        labels = {
            "send": self.tr("Send (Enter)"),
            "queue": self.tr("Send after this reply (Enter)"),
            "stop": self.tr("Stop (Esc)"),
        }
        self.set_label(labels[self._deed])
