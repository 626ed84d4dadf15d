"""The dialog that checks this computer: each check as it comes, and the report to copy or save."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.self_test.result import Check, Report
from desktop_chat.self_test.text import report_text
from desktop_chat.ui.announce import announce
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.self_test.row import CheckRow
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import resize_within
from desktop_chat.ui.widgets.following_area import FollowingArea
from desktop_chat.ui.widgets.progress import Spinner
from desktop_chat.ui.widgets.text_label import text_label

_SIZE = QSize(560, 640)


class SelfTestDialog(QDialog):
    """Shows checks; whoever made it carries them out.

    Signals:
        again_requested: everything is to be checked again.
        save_requested: (text) the user wants the report in a file.
    """

    again_requested = Signal()
    save_requested = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._report = ""
        self.setWindowTitle(self.tr("Check this computer"))
        self._spinner = Spinner(theme_manager, 20)
        self._verdict = text_label(size="lead")
        self._about = text_label(
            self.tr(
                "Nothing is sent. The report names no conversation, no model and no person, so it can go along"
                " with a question."
            ),
            tone="muted",
        )
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._fold = QPushButton()
        self._fold.setProperty("kind", "link")
        self._fold.setCheckable(True)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFont(theme_manager.monospace_font())
        self._text.setAccessibleName(self.tr("The whole report"))
        self._area = FollowingArea()
        self._pages = QStackedWidget()
        self._fold.toggled.connect(self._turn)
        self._turn(False)
        self._copy, self._save, self._again, self._done = (QPushButton() for _ in range(4))
        self._lay_out()
        resize_within(self, _SIZE)
        self.begin()

    def begin(self) -> None:
        """Show that checks are on their way."""
        while (item := self._rows.takeAt(0)) is not None:
            item.widget().deleteLater()
        self._report = ""
        self._spinner.show()
        self._verdict.setText(self.tr("Checking…"))
        self._fold.setChecked(False)
        self._fold.hide()
        for button in (self._copy, self._save, self._again):
            button.setEnabled(False)

    def add_check(self, check: Check) -> None:
        """Show one more check."""
        self._rows.addWidget(CheckRow(self._theme_manager, check))

    def end(self, report: Report) -> None:
        """Say whether everything works."""
        self._report = report_text(report)
        self._spinner.hide()
        words = self.tr("Everything works.") if report.has_passed else self.tr("Something does not work.")
        self._verdict.setText(words)
        self._text.setPlainText(self._report)
        self._fold.show()
        for button in (self._copy, self._save, self._again):
            button.setEnabled(True)
        announce(self, words)

    def say(self, words: str) -> None:
        """Say what came of the report."""
        self._about.setText(words)
        announce(self, words)

    def _lay_out(self) -> None:
        self._copy.setText(self.tr("Copy the report"))
        self._save.setText(self.tr("Save…"))
        self._again.setText(self.tr("Check again"))
        self._done.setText(self.tr("Done"))
        self._done.setProperty("kind", "primary")
        self._copy.clicked.connect(self._copy_report)
        self._save.clicked.connect(lambda: self.save_requested.emit(self._report))
        self._again.clicked.connect(self.again_requested)
        self._done.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.setSpacing(SPACING + SPACING // 2)
        head.addWidget(self._spinner)
        head.addWidget(self._verdict, 1)
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(SPACING)
        content.addLayout(self._rows)
        content.addStretch(1)
        self._area.setWidget(inside)
        for page in (self._area, self._text):
            self._pages.addWidget(page)
        buttons = FlowLayout(spacing=SPACING, aligned_right=True)
        for button in (self._copy, self._save, self._again, self._done):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self._pages, 1)
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(buttons)

    def _turn(self, to_report: bool) -> None:
        self._pages.setCurrentIndex(int(to_report))
        self._fold.setText(self.tr("The checks") if to_report else self.tr("The whole report"))

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.say(self.tr("The report is on the clipboard."))
