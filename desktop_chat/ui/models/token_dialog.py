"""The access token for repositories that ask for consent: how to get one, and where it is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.faults import Fault
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.link_label import LinkLabel
from desktop_chat.ui.widgets.text_label import text_label


class TokenDialog(QDialog):
    """Takes an access token; it closes once `set_kept` tells that the token is in the keychain.

    Signals:
        token_given: (token) keep it.
        token_forgotten: forget the one there is.
        link_requested: (address) the user wants to go there.
    """

    token_given = Signal(str)
    token_forgotten = Signal()
    link_requested = Signal(str)

    def __init__(
        self,
        theme_manager: ThemeManager,
        endpoint: str,
        *,
        repository: str = "",
        has_token: bool = False,
        is_lasting: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`endpoint`: the hub's address; `repository`: the one that asks for consent; "": none in particular."""
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._endpoint = endpoint.rstrip("/")
        self._is_waiting = False
        self._is_lasting = is_lasting
        self.setWindowTitle(self.tr("Access token"))
        self.setMinimumWidth(520)
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setAccessibleName(self.tr("Access token"))
        self._field.textChanged.connect(self._check)
        self._eye = IconButton(theme_manager, "eye")
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_token)
        self._note = text_label(size="caption", tone="muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        self._column.setSpacing(SPACING)
        self._add_steps(repository)
        self._add_field()
        self._column.addWidget(self._note)
        self._column.addStretch(1)
        self._column.addSpacing(SPACING)
        self._column.addWidget(self._buttons())
        self._show_token(False)
        self._show_kept(has_token, is_lasting)
        self._field.setFocus()

    def set_kept(self, has_token: bool, is_lasting: bool) -> None:
        """Tell whether there is a token now, and whether it outlives the app."""
        was_waiting, self._is_waiting = self._is_waiting, False
        self._show_kept(has_token, is_lasting)
        if was_waiting and has_token and is_lasting:
            super().accept()
        elif was_waiting and has_token:
            self._field.clear()
            self._cancel.setText(self.tr("Done"))

    def show_fault(self, fault: Fault) -> None:
        """Say why the token could not be kept."""
        self._is_waiting = False
        self._say(sentence(fault), "danger")
        self._enable()

    def accept(self) -> None:
        """Give the token to be kept; the dialog closes when it is."""
        token = self._field.text().strip()
        if not _is_token(token):
            return
        self._wait()
        self.token_given.emit(token)

    def _add_steps(self, repository: str) -> None:
        steps = []
        if repository:
            ask = self.tr("“{repository}” asks for your consent on its website.").format(
                repository=repository
            )
            self._column.addWidget(text_label(ask, "lead"))
            steps.append((self.tr("Sign in on its page, and accept its terms there:"), f"/{repository}"))
        steps.append((self.tr("Make an access token of the kind “Read”:"), "/settings/tokens"))
        for number, (text, place) in enumerate(steps, start=1):
            self._column.addWidget(text_label(f"{number}. {text}"))
            link = LinkLabel(self._theme_manager, self._endpoint + place)
            link.setIndent(2 * SPACING)
            link.link_requested.connect(self.link_requested)
            self._column.addWidget(link)
        paste = text_label(f"{len(steps) + 1}. " + self.tr("Paste it here:"))
        paste.setBuddy(self._field)
        self._column.addWidget(paste)

    def _add_field(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACING // 2)
        row.addWidget(self._field, 1)
        row.addWidget(self._eye)
        self._column.addLayout(row)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
        self._keep = box.addButton(self.tr("Keep the token"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._keep.setProperty("kind", "primary")
        self._keep.setDefault(True)
        self._keep.setEnabled(False)
        self._forget: QPushButton = box.addButton(
            self.tr("Forget the token"), QDialogButtonBox.ButtonRole.ResetRole
        )
        self._forget.setProperty("kind", "danger")
        self._forget.setAutoDefault(False)
        self._forget.clicked.connect(self._on_forget)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _show_kept(self, has_token: bool, is_lasting: bool) -> None:
        self._forget.setVisible(has_token)
        self._field.setPlaceholderText(
            self.tr("There is one; a new one takes its place") if has_token else ""
        )
        self._is_lasting = is_lasting
        self._check()

    def _check(self) -> None:
        token = self._field.text().strip()
        is_wrong = bool(token) and not _is_token(token)
        self._field.setProperty("invalid", is_wrong)
        self._field.style().polish(self._field)
        if is_wrong:
            self._say(self.tr("A token has no spaces and only Latin letters, digits and signs."), "danger")
        elif self._is_lasting:
            self._say(self.tr("Kept in this PC's keychain, never in a file."), "muted")
        else:
            self._say(sentence(Fault("keychain_missing")), "warning")
        self._enable()

    def _enable(self) -> None:
        token = self._field.text().strip()
        self._keep.setEnabled(_is_token(token) and not self._is_waiting)
        self._forget.setEnabled(not self._is_waiting)

    def _on_forget(self) -> None:
        self._wait()
        self.token_forgotten.emit()

    def _wait(self) -> None:
        self._is_waiting = True
        self._enable()

    def _say(self, text: str, tone: str) -> None:
        self._note.setText(text)
        self._note.setProperty("tone", tone)
        self._note.style().polish(self._note)
        self._field.setAccessibleDescription(text)
        if self.isVisible():
            needed = self.layout().totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), needed))

    def _show_token(self, is_shown: bool) -> None:
        self._field.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if is_shown else "eye")
        self._eye.set_label(self.tr("Hide the token") if is_shown else self.tr("Show the token"))


def _is_token(text: str) -> bool:
    """Tell whether a text can be sent as a token: a header of HTTP holds no spaces and no other letters."""
    return bool(text) and text.isascii() and text.isprintable() and " " not in text
