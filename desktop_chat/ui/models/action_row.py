"""What can be done with the model shown: the main button, others beside it, and a hint below."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING


class Actions(Struct, frozen=True):
    """The texts of the buttons; one without a text is not shown."""

    main: str
    folder: str = ""
    remove: str = ""
    hint: str = ""
    hint_tone: str = "muted"
    can_do_main: bool = True
    is_advised: bool = True  # else the main button does not stand out
    offers_settings: str = ""  # the text of a link to the settings, after the hint


class ActionRow(QWidget):
    """The buttons of a model.

    Signals:
        main_requested(), folder_requested(), remove_requested(), settings_requested(): a button was clicked.
    """

    main_requested = Signal()
    folder_requested = Signal()
    remove_requested = Signal()
    settings_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._main, self._folder, self._remove = QPushButton(), QPushButton(), QPushButton()
        self._main.setProperty("kind", "primary")
        self._remove.setProperty("kind", "quiet")
        self._main.clicked.connect(self.main_requested)
        self._folder.clicked.connect(self.folder_requested)
        self._remove.clicked.connect(self.remove_requested)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("tone", "muted")
        self._hint.setProperty("textSize", "caption")
        self._settings = QPushButton()
        self._settings.setProperty("kind", "link")
        self._settings.clicked.connect(self.settings_requested)
        buttons = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        flow = FlowLayout(buttons, spacing=SPACING)
        for button in (self._main, self._folder, self._remove, self._settings):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(buttons)
        column.addWidget(self._hint)

    def show_actions(self, actions: Actions) -> None:
        """Show what can be done."""
        texts = {
            self._main: actions.main,
            self._folder: actions.folder,
            self._remove: actions.remove,
            self._settings: actions.offers_settings,
            self._hint: actions.hint,
        }
        for widget, text in texts.items():
            widget.setText(text)
            widget.setVisible(bool(text))
        self._main.setEnabled(actions.can_do_main)
        self._main.setProperty("kind", "primary" if actions.is_advised else "")
        self._main.style().polish(self._main)
        self._hint.setProperty("tone", actions.hint_tone)
        self._hint.style().polish(self._hint)
