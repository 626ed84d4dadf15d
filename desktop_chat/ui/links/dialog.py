"""The question before a link is opened: where it leads, what is odd about it, and whether to ask again."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.ui.links.address import Address, Oddity
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

_WIDTH: Final = 460
_MOST_LINES: Final = 6
_LONGEST: Final = 4000  # characters of an address that are shown; all of it is copied and opened


class LinkDialog(QDialog):
    """Shows the whole address with its site in bold.

    Signals:
        open_chosen: (bool) it is to be opened; whether its site needs no question from now on.
        copied: the address is on the clipboard.
    """

    open_chosen = Signal(bool)
    copied = Signal()

    def __init__(self, theme_manager: ThemeManager, address: Address, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._address = address
        self._again: QCheckBox | None = None
        is_mail = address.is_mail
        self.setWindowTitle(self.tr("Write a message") if is_mail else self.tr("Open a link"))
        self.setMinimumWidth(_WIDTH)
        question = QLabel(
            self.tr("Open this in your mail program?") if is_mail else self.tr("Open this in your browser?")
        )
        question.setProperty("textSize", "lead")
        question.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        column.addWidget(question)
        column.addWidget(self._shown_address())
        for oddity in address.oddities:
            column.addLayout(self._notice(oddity))
        if address.can_be_trusted:
            words = self.tr("Don’t ask again for {site}").replace("{site}", _plain(address.site))
            self._again = QCheckBox(words)
            column.addWidget(self._again)
        column.addSpacing(SPACING)
        column.addWidget(self._buttons())
        next(each for each in self.findChildren(QPushButton) if each.isDefault()).setFocus()

    def accept(self) -> None:
        """Tell that it is to be opened and close."""
        self.open_chosen.emit(self._again is not None and self._again.isChecked())
        super().accept()

    def _shown_address(self) -> QTextEdit:
        address = self._address
        after = address.after if len(address.after) <= _LONGEST else f"{address.after[:_LONGEST]}…"
        muted = self._theme_manager.theme.text_muted
        shown = QTextEdit()
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        shown.setAccessibleName(self.tr("Address"))
        shown.setHtml(
            f'<span style="color:{muted}">{escape(address.before)}</span><b>{escape(address.site)}</b>'
            f'<span style="color:{muted}">{escape(after)}</span>'
        )
        document = shown.document()
        document.setTextWidth(_WIDTH - 6 * SPACING - 2 * SPACING)
        most = _MOST_LINES * shown.fontMetrics().lineSpacing()
        shown.setFixedHeight(round(min(document.size().height(), most)) + 2 * SPACING)
        return shown

    def _notice(self, oddity: Oddity) -> QHBoxLayout:
        sign, words = QLabel(), QLabel(self._words_about(oddity))
        name, token = ("info", "text_muted") if oddity == "foreign" else ("warning", "warning")
        icon = self._theme_manager.icon(name, token)
        sign.setPixmap(icon.pixmap(QSize(18, 18), self.devicePixelRatioF()))
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setSpacing(SPACING)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

    def _words_about(self, oddity: Oddity) -> str:
        words = {
            "user": self.tr("What stands before the @ is a user name. The site is {site}."),
            "lookalike": self.tr("Letters of this site look like others: it may pose as “{readable}”."),
            "foreign": self.tr("In its own letters the site is called {readable}."),
            "hidden": self.tr("There are characters in this address that cannot be seen."),
        }[oddity]
        return words.replace("{site}", self._address.site).replace("{readable}", self._address.readable)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        go = box.addButton(self.tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        copy = QPushButton(self.tr("Copy address"))
        box.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        is_safe = set(self._address.oddities) <= {"foreign"}
        go.setProperty("kind", "primary" if is_safe else "danger")
        first = go if is_safe else box.button(QDialogButtonBox.StandardButton.Cancel)
        for button in box.buttons():
            button.setAutoDefault(button is first)
        first.setDefault(True)
        copy.clicked.connect(self._copy)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address.text)
        self.copied.emit()
        self.reject()


def _plain(text: str) -> str:
    """Give a text as a check box shows it: no letter of it stands for a key."""
    return text.replace("&", "&&")
