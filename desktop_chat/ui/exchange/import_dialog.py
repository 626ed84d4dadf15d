"""The dialog of an import: where from, what is in it, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.chat.importing.preview import ImportPreview
from desktop_chat.ui.exchange.preview_page import PreviewPage
from desktop_chat.ui.exchange.source_page import SourcePage
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import resize_within
from desktop_chat.ui.widgets.progress import WaitingProgress

_SIZE: Final = QSize(640, 600)
_SOURCE, _WORK, _PREVIEW = range(3)


class ImportDialog(QDialog):
    """Shows one page after the other; whoever made it does the work.

    Signals:
        import_wanted(object, str): (keys, name of a folder or nothing) bring these in.
        back_wanted(): another file is to be chosen; what is being read is given up.
        given_up(): it was closed by the user.
    """

    import_wanted = Signal(object, str)
    back_wanted = Signal()
    given_up = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = SourcePage(theme_manager)
        self.preview = PreviewPage(theme_manager)
        self._work_text = QLabel()
        self._work_text.setWordWrap(True)
        self._bar = WaitingProgress(theme_manager)
        self._detail = QLabel()
        self._detail.setProperty("tone", "muted")
        self._detail.setProperty("textSize", "caption")
        self._pages = QStackedWidget()
        for page in (self.source, self._work_page(), self.preview):
            self._pages.addWidget(page)
        self._back = QPushButton()
        self._back.setAutoDefault(False)
        self._back.clicked.connect(self.back_wanted)
        self._lay_out()
        self.preview.chosen_changed.connect(self._count)
        resize_within(self, _SIZE)
        self._retranslate()
        self.show_source()

    @property
    def import_button(self) -> QPushButton:
        """The button that brings in what is ticked."""
        return self._import

    @property
    def back_button(self) -> QPushButton:
        """The button that leads back to the choice of a file."""
        return self._back

    @property
    def is_working(self) -> bool:
        """Whether something is read or brought in."""
        return self._pages.currentIndex() == _WORK

    def show_source(self, refusal: str = "") -> None:
        """Let the user choose where from, and say why something else was not right."""
        self.source.say(refusal)
        self._show(_SOURCE)
        self.source.first_button.setFocus()

    def show_work(self, text: str, *, can_go_back: bool) -> None:
        """Say what is being done."""
        self._work_text.setText(text)
        self._bar.setAccessibleName(text)
        self.set_progress(None)
        self._show(_WORK)
        self._back.setVisible(can_go_back)
        self._cancel.setFocus()

    def set_progress(self, share: float | None, detail: str = "") -> None:
        """Show how much is done, from 0 to 1, or None where that is not known."""
        self._bar.set_share(share)
        self._detail.setText(detail or " ")

    def show_preview(self, preview: ImportPreview, file: str, folders: Sequence[str]) -> None:
        """Show what a file holds."""
        self._show(_PREVIEW)
        self.preview.show_preview(preview, file, folders)

    def accept(self) -> None:
        """Ask for what is ticked to be brought in; the dialog stays until it is."""
        if self._import.isEnabled() and self._pages.currentIndex() == _PREVIEW:
            self.import_wanted.emit(self.preview.rows.chosen, self.preview.folder)

    def reject(self) -> None:
        """Give it up and close."""
        self.given_up.emit()
        super().reject()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _work_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING + SPACING // 2)
        column.addStretch(2)
        for widget in (self._work_text, self._bar, self._detail):
            column.addWidget(widget)
        column.addStretch(3)
        return page

    def _lay_out(self) -> None:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
        self._import = box.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._import.setProperty("kind", "primary")
        self._import.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(2 * SPACING)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)

    def _show(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._back.setVisible(page == _PREVIEW)
        self._import.setVisible(page == _PREVIEW)

    def _count(self, count: int) -> None:
        has_library = self.preview.has_library
        self._import.setText(self.tr("Import %n conversation(s)", "", count) if count else self.tr("Import"))
        self._import.setEnabled(count > 0 or has_library)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Import conversations"))
        self._back.setText(self.tr("Choose another"))
        self._cancel.setText(self.tr("Cancel"))
        self._count(len(self.preview.rows.chosen))
