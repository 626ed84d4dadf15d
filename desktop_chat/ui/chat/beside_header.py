"""What stands above a reply that is shown beside another version of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.elided_label import ElidedLabel
from desktop_chat.ui.widgets.icon_button import IconButton


class BesideHeader(QWidget):
    """Names the model and lets the user go on with its reply, or put this version away.

    Signals:
        chosen: the conversation goes on with this version.
        closed: this version is to be shown no longer.
    """

    chosen = Signal()
    closed = Signal()

    def __init__(self, theme_manager: ThemeManager, message: Message, model: str, parent: QWidget) -> None:
        """Stand above a message of a model that is called so."""
        super().__init__(parent)
        self._name = ElidedLabel()
        self._name.setFont(theme_manager.font(weight=self._name.font().Weight.DemiBold))
        self.choose_button = QPushButton()
        self.choose_button.setProperty("kind", "link")
        self.choose_button.clicked.connect(self.chosen)
        self.close_button = IconButton(theme_manager, "close", size=16)
        self.close_button.hide()
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 6)
        row.setSpacing(4)
        row.addWidget(self._name, 1)
        row.addWidget(self.choose_button)
        row.addWidget(self.close_button)
        self.setMinimumHeight(self.close_button.sizeHint().height() + 6)  # with the button and without
        self.set_message(message, model)

    def set_message(self, message: Message, model: str) -> None:
        """Show another state of the message, or another name of its model."""
        self._message, self._model = message, model
        self._retranslate()

    def set_closable(self, is_closable: bool) -> None:
        """Offer to put this version away, or not."""
        self.close_button.setVisible(is_closable)

    def stops(self) -> list[QWidget]:
        """Give what the Tab key visits, in order."""
        return [self.choose_button, self.close_button]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        name = self._model or self.tr("Reply")
        self._name.setText(name)
        self.choose_button.setText(self.tr("Continue with this one"))
        self.choose_button.setAccessibleName(self.tr("Continue with the reply of {0}").format(name))
        self.choose_button.setEnabled(self._message.state != "writing")
        self.close_button.set_label(self.tr("Close this reply"))
