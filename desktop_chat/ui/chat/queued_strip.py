"""The message that waits until the reply being written is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_chat.chat.messages import Draft
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.elided_label import ElidedLabel
from desktop_chat.ui.widgets.icon_button import IconButton


class QueuedStrip(QWidget):
    """Shows the beginning of the message, and lets it be changed or taken back; hidden without one.

    Signals:
        edit_requested: the user wants to write on at it.
        remove_requested: the user does not want to send it.
    """

    edit_requested = Signal()
    remove_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._draft = Draft()
        self._sign = QLabel()
        self._words = ElidedLabel()
        self._words.setProperty("tone", "muted")
        self._words.setProperty("textSize", "caption")
        self.edit_button = IconButton(theme_manager, "pencil", size=16)
        self.edit_button.clicked.connect(self.edit_requested)
        self.remove_button = IconButton(theme_manager, "close", size=16)
        self.remove_button.clicked.connect(self.remove_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self.edit_button)
        row.addWidget(self.remove_button)
        theme_manager.changed.connect(self._refresh)
        self._refresh()

    @property
    def draft(self) -> Draft:
        """The message that waits."""
        return self._draft

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def set_draft(self, draft: Draft) -> None:
        """Show a message, or nothing."""
        self._draft = draft
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()
        super().changeEvent(event)

    def _refresh(self) -> None:
        text = self._draft.text[:500] or ", ".join(each.name for each in self._draft.attachments)
        self._words.setText(self.tr("Sent next: {message}").replace("{message}", apart(text)))
        self._words.setAccessibleName(self._words.text())
        icon = self._theme_manager.icon("slow", "text_muted")
        self._sign.setPixmap(icon.pixmap(QSize(16, 16), self.devicePixelRatioF()))
        self.edit_button.set_label(self.tr("Change this message"))
        self.remove_button.set_label(self.tr("Do not send this message"))
        self.setVisible(bool(self._draft))
