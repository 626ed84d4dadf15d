"""The row of the settings about the access token."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import show_dialog


class TokenRow(QWidget):
    """Says whether there is a token, and lets it be entered or forgotten.

    Signals:
        entry_requested: the user wants to enter one.
        token_forgotten: forget the one there is.
    """

    entry_requested = Signal()
    token_forgotten = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_portable: bool = False) -> None:
        super().__init__(parent)
        self._is_portable = is_portable
        self._state = QLabel()
        self._state.setWordWrap(True)
        self._state.setProperty("tone", "muted")
        self._state.setProperty("textSize", "caption")
        self._forget = QPushButton(self.tr("Forget"))
        self._forget.setAccessibleName(self.tr("Forget the access token"))
        self._forget.clicked.connect(self._ask_to_forget)
        self._enter = QPushButton()
        self._enter.clicked.connect(self.entry_requested)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(QLabel(self.tr("Access token")))
        texts.addWidget(self._state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING)
        row.addLayout(texts, 1)
        buttons = FlowLayout(spacing=SPACING, aligned_right=True)
        for button in (self._forget, self._enter):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        row.addLayout(buttons)
        self.set_state(None)

    def set_state(self, has_token: bool | None, is_lasting: bool = True) -> None:
        """Say whether there is one and whether it outlives the app; None: not known yet."""
        self._state.setText(self._state_text(has_token, is_lasting))
        self._forget.setVisible(bool(has_token))
        self._enter.setText(self.tr("Replace…") if has_token else self.tr("Enter…"))
        self._enter.setAccessibleName(
            self.tr("Replace the access token…") if has_token else self.tr("Enter an access token…")
        )

    def _ask_to_forget(self) -> None:
        """Confirm what cannot be undone: the app does not know the token itself."""
        box = QMessageBox(self.window())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Forget the access token"))
        box.setText(self.tr("Forget the access token?"))
        box.setInformativeText(self.tr("To use it again you have to enter it again."))
        forget = box.addButton(self.tr("Forget"), QMessageBox.ButtonRole.DestructiveRole)
        forget.setProperty("kind", "danger")
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        forget.clicked.connect(self.token_forgotten)
        show_dialog(box)

    def _state_text(self, has_token: bool | None, is_lasting: bool) -> str:
        if not has_token:
            return self.tr("Some models ask for your consent on their website; those need one.")
        if is_lasting and self._is_portable:
            return self.tr("There is one, in this PC's keychain. On another PC it has to be entered again.")
        if is_lasting:
            return self.tr("There is one, in this PC's keychain.")
        return self.tr("There is one, until the app ends: this PC has no keychain the app could use.")
