"""The quiet row under a message: its versions, what can be done with it, and how it was made."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.ui.chat.copy_button import CopyButton
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton

FOOTER_HEIGHT: Final = 32
"""Pixels that every message keeps free for its footer, so that nothing moves when it appears."""


class MessageFooter(QWidget):
    """Shows the switch between versions always, the rest while `set_expanded`.

    Signals:
        sibling_chosen: (message id) the user chose another version.
    """

    sibling_chosen = Signal(int)

    def __init__(
        self, theme_manager: ThemeManager, message: Message, model: str, parent: QWidget | None = None
    ) -> None:
        """Show a message of a model that is called so."""
        super().__init__(parent)
        self._message, self._model = message, model
        self._is_expanded = False
        self._is_beside = False
        is_user = message.role == "user"
        self.previous_button = IconButton(theme_manager, "chevron-left", size=16)
        self.version = QLabel()
        self.version.setProperty("tone", "muted")
        self.version.setProperty("textSize", "caption")
        self.next_button = IconButton(theme_manager, "chevron-right", size=16)
        self.copy_button = CopyButton(theme_manager)
        self.again_button = IconButton(theme_manager, "pencil" if is_user else "retry", size=16)
        self.more_button = IconButton(theme_manager, "more", size=16)
        self.details_button = QPushButton(self)
        self.details_button.setProperty("kind", "details")
        self.details_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._lay_out(is_user)
        self.previous_button.clicked.connect(lambda: self._choose(-1))
        self.next_button.clicked.connect(lambda: self._choose(1))
        self.set_message(message, model)

    def set_message(self, message: Message, model: str) -> None:
        """Show another state of the message, or another name of its model."""
        self._message, self._model = message, model
        self._retranslate()
        self._show_parts()

    def set_beside(self, is_beside: bool) -> None:
        """Offer no other versions where two of them stand side by side."""
        self._is_beside = is_beside
        self._show_parts()

    def set_expanded(self, expanded: bool) -> None:
        """Show or hide all but the switch between versions."""
        self._is_expanded = expanded
        self._show_parts()

    def stops(self) -> list[QWidget]:
        """Give what the Tab key visits, in order."""
        actions = [self.copy_button, self.again_button, self.more_button, self.details_button]
        return [self.previous_button, self.next_button, *actions]

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
        versions = (self.previous_button, self.version, self.next_button)
        for widget in (*versions, self.copy_button, self.again_button, self.more_button):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        if not is_user:
            row.addSpacing(4)
            row.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addStretch(1)

    def _show_parts(self) -> None:
        is_writing = self._message.state == "writing"
        has_versions = len(self._message.sibling_ids) > 1 and not (is_writing or self._is_beside)
        for widget in (self.previous_button, self.version, self.next_button):
            widget.setVisible(has_versions)
        is_shown = self._is_expanded and not is_writing
        for button in (self.copy_button, self.again_button, self.more_button):
            button.setVisible(is_shown)
        self.details_button.setVisible(is_shown and bool(self.details_button.text()))

    def _choose(self, step: int) -> None:
        ids = self._message.sibling_ids
        self.sibling_chosen.emit(ids[ids.index(self._message.id) + step])

    def _retranslate(self) -> None:
        ids = self._message.sibling_ids
        at = ids.index(self._message.id) if self._message.id in ids else 0
        self.version.setText(self.tr("{0}/{1}").format(at + 1, max(1, len(ids))))
        self.version.setAccessibleName(self.tr("Version {0} of {1}").format(at + 1, max(1, len(ids))))
        self.previous_button.setEnabled(at > 0)
        self.next_button.setEnabled(at + 1 < len(ids))
        self.previous_button.set_label(self.tr("Previous version"))
        self.next_button.set_label(self.tr("Next version"))
        self.again_button.set_label(self.tr("Edit") if self._message.role == "user" else self.tr("Try again"))
        self.more_button.set_label(self.tr("More actions"))
        self.details_button.setText(self._describe())
        self.details_button.setToolTip(self.tr("Show how this reply was made"))
        self.details_button.setAccessibleDescription(self.tr("Show how this reply was made"))

    def _describe(self) -> str:
        message = self._message
        if message.role == "user":
            return ""
        parts = [self._model] if self._model else []
        if message.timings is not None and message.timings.reply_rate:
            rate = QLocale().toString(message.timings.reply_rate, "f", 1)
            parts.append(self.tr("{0} tokens/s").format(rate))
        return " · ".join(parts)
