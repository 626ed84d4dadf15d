"""Says that something takes a while, how far it is, and lets it be given up."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.progress import WaitingProgress

_SHOWN_AFTER_MILLISECONDS = 300  # what is done by then needs no dialog
_WIDTH = 400


class WorkDialog(QDialog):
    """Shows itself once the work has taken a moment; closed by the user, the work is given up.

    Work that cannot be given up keeps the user from all windows, from the first moment on.

    Signals:
        cancelled(): the work is to be given up.
    """

    cancelled = Signal()

    def __init__(
        self,
        theme_manager: ThemeManager,
        title: str,
        text: str,
        *,
        can_be_cancelled: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._can_be_cancelled = can_be_cancelled
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH)
        self._text = QLabel(text)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = WaitingProgress(theme_manager)
        self._bar.set_share(None)
        self._bar.setAccessibleName(text)
        self._detail = QLabel(" ")
        self._detail.setProperty("tone", "muted")
        self._detail.setProperty("textSize", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        for widget in (self._text, self._bar, self._detail):
            column.addWidget(widget)
        if can_be_cancelled:
            box = QDialogButtonBox()
            cancel = box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
            cancel.clicked.connect(self.reject)
            column.addWidget(box)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.open)
        if can_be_cancelled:
            self._timer.start(_SHOWN_AFTER_MILLISECONDS)
        else:
            self.setWindowModality(Qt.WindowModality.ApplicationModal)
            self.show()

    def set_progress(self, share: float | None, detail: str = "") -> None:
        """Show how much is done, from 0 to 1 where it is known, and in words."""
        self._bar.set_share(share)
        self._detail.setText(detail or " ")

    def reject(self) -> None:
        """Give the work up, where that can be."""
        if self._can_be_cancelled:
            self.cancelled.emit()
            self.end()

    def end(self) -> None:
        """Be gone: the work is over."""
        self._timer.stop()
        self.hide()
        self.deleteLater()
