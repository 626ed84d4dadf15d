"""What stands in place of details while no entry is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_ICON = 40


class EmptyPage(QWidget):
    """Says what can be done here.

    Signals:
        open_file_requested(): choose a file to add.
    """

    open_file_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._has_models = False
        self._sign = QLabel()
        self._title, self._text = QLabel(), QLabel()
        self._title.setProperty("textSize", "title")
        self._text.setProperty("tone", "muted")
        self._open = QPushButton()
        self._open.clicked.connect(self.open_file_requested)
        center = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACING, 3 * SPACING, 4 * SPACING, 3 * SPACING)
        column.addStretch(2)
        column.addWidget(self._sign, 0, center)
        column.addSpacing(SPACING)
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setAlignment(center)
            column.addWidget(label)
        column.addSpacing(SPACING)
        column.addWidget(self._open, 0, center)
        column.addStretch(3)
        theme_manager.changed.connect(self._tint)
        self.retranslate()

    def set_has_models(self, has_models: bool) -> None:
        """Say what to do with models on this PC, or without one."""
        self._has_models = has_models
        self.retranslate()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        if self._has_models:
            self._title.setText(self.tr("Choose a model"))
            self._text.setText(self.tr("What it needs and what you can do with it is shown here."))
        else:
            self._title.setText(self.tr("Get your first model"))
            self._text.setText(
                self.tr(
                    "The models at the top of the list suit this PC best: choose one and download it."
                    " Or open a file you have, or drop it here."
                )
            )
        self._open.setText(self.tr("Open a file…"))
        self._open.setVisible(not self._has_models)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the sign when it is first seen."""
        self._tint()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _tint(self) -> None:
        icon = self._theme_manager.icon("model")
        self._sign.setPixmap(icon.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
