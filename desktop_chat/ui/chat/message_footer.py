"""The quiet row under a message: its versions, what can be done with it, and how it was made."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.ui.chat.copy_button import CopyButton
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.elided_label import ElidedLabel
from desktop_chat.ui.widgets.icon_button import IconButton

FOOTER_HEIGHT: Final = 32
"""Pixels that every message keeps free for its footer, so that nothing moves when it appears."""


class MessageFooter(QWidget):
    """Shows the switch between versions always, the rest while `set_expanded`.

    Signals:
        copy_requested, retry_requested, edit_requested: the user chose that.
        sibling_chosen: (message id) the user chose another version.
    """

    copy_requested = Signal()
    retry_requested = Signal()
    edit_requested = Signal()
    sibling_chosen = Signal(int)

    def __init__(self, theme_manager: ThemeManager, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = message
        is_user = message.role == "user"
        self._previous = IconButton(theme_manager, "chevron-left", size=16)
        self._version = QLabel()
        self._version.setProperty("tone", "muted")
        self._version.setProperty("textSize", "caption")
        self._next = IconButton(theme_manager, "chevron-right", size=16)
        self.copy_button = CopyButton(theme_manager)
        self._again = IconButton(theme_manager, "pencil" if is_user else "retry", size=16)
        self._details = ElidedLabel("")
        self._details.setProperty("tone", "muted")
        self._details.setProperty("textSize", "caption")
        self._lay_out(is_user)
        self._previous.clicked.connect(lambda: self._choose(-1))
        self._next.clicked.connect(lambda: self._choose(1))
        self.copy_button.clicked.connect(self.copy_requested)
        self._again.clicked.connect(self.edit_requested if is_user else self.retry_requested)
        self.set_message(message)
        self.set_expanded(False)

    def set_message(self, message: Message) -> None:
        """Show another state of the message."""
        self._message = message
        self._retranslate()

    def set_expanded(self, expanded: bool) -> None:
        """Show or hide all but the switch between versions."""
        is_writing = self._message.state == "writing"
        has_versions = len(self._message.sibling_ids) > 1 and not is_writing
        for widget in (self._previous, self._version, self._next):
            widget.setVisible(has_versions)
        for widget in (self.copy_button, self._again, self._details):
            widget.setVisible(expanded and not is_writing)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self, is_user: bool) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if is_user:
            row.addStretch(1)
        for widget in (self._previous, self._version, self._next, self.copy_button, self._again):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        if not is_user:
            row.addSpacing(6)
            row.addWidget(self._details, 1000)
            row.addStretch(1)

    def _choose(self, step: int) -> None:
        ids = self._message.sibling_ids
        self.sibling_chosen.emit(ids[ids.index(self._message.id) + step])

    def _retranslate(self) -> None:
        ids = self._message.sibling_ids
        at = ids.index(self._message.id) if self._message.id in ids else 0
        self._version.setText(self.tr("{0}/{1}").format(at + 1, max(1, len(ids))))
        self._version.setAccessibleName(self.tr("Version {0} of {1}").format(at + 1, max(1, len(ids))))
        self._previous.setEnabled(at > 0)
        self._next.setEnabled(at + 1 < len(ids))
        self._previous.set_label(self.tr("Previous version"))
        self._next.set_label(self.tr("Next version"))
        self._again.set_label(self.tr("Edit") if self._message.role == "user" else self.tr("Try again"))
        self._details.setText(self._describe())
        self._details.setToolTip(self._message.model)

    def _describe(self) -> str:
        message, locale = self._message, QLocale()
        parts = [Path(message.model).stem] if message.model else []
        if message.timings is not None and message.timings.reply_rate:
            rate = locale.toString(message.timings.reply_rate, "f", 1)
            first = locale.toString(message.timings.first_token_seconds, "f", 1)
            parts.append(self.tr("{0} tokens/s").format(rate))
            parts.append(self.tr("first token {0} s").format(first))
        return " · ".join(parts)
