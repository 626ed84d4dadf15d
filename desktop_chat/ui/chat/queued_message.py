"""The message that waits for its turn: its line above the field, and what becomes of it when it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.chat.messages import Draft
from desktop_chat.ui.style import ThemeManager

if TYPE_CHECKING:
    from desktop_chat.ui.chat.queued_strip import QueuedStrip


class QueuedMessage(QObject):
    """Shows the message; the line is built with the first.

    Signals:
        unqueue_requested: it is not to be sent; whoever keeps it gives it back, and `is_given_up` knows it.
    """

    unqueue_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, place: QVBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._place = place
        self._strip: QueuedStrip | None = None
        self._given_up: Draft | None = None

    @property
    def strip(self) -> QueuedStrip | None:
        """The line; None before there is a message."""
        return self._strip

    def set_draft(self, draft: Draft) -> None:
        """Show a message, or nothing."""
        if self._strip is None and draft:
            self._strip = self._build()
        if self._strip is not None:
            self._strip.set_draft(draft)

    def is_given_up(self, draft: Draft) -> bool:
        """Say whether a message that is given back is the one the user does not want to send; once."""
        given_up, self._given_up = self._given_up, None
        return draft == given_up

    def _build(self) -> QueuedStrip:
        from desktop_chat.ui.chat.queued_strip import QueuedStrip  # noqa: PLC0415  not needed for a start

        strip = QueuedStrip(self._theme_manager)
        strip.edit_requested.connect(self.unqueue_requested)
        strip.remove_requested.connect(self._give_up)
        self._place.insertWidget(0, strip)
        return strip

    def _give_up(self) -> None:
        self._given_up = self._strip.draft
        self.unqueue_requested.emit()
