"""A small line at the bottom left that says where the link under the pointer, or the keyboard, leads."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QWidget

_PART: Final = 0.6  # of the width of what it lies over
_LEAVE_MILLISECONDS: Final = 120  # from one link to the next it does not flicker


class LinkHint(QLabel):
    """Lies over a widget while it has an address to show; the pointer goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "hint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._leave = QTimer(self, singleShot=True, interval=_LEAVE_MILLISECONDS)
        self._leave.timeout.connect(self.hide)
        self._link = ""
        self.hide()

    def show_link(self, link: str) -> None:
        """Show where a link leads; nothing: there is none any more."""
        if not link:
            self._leave.start()
            return
        self._leave.stop()
        self._link = link
        self._place()
        self.parentWidget().installEventFilter(self)
        self.show()
        self.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what it lay over alone."""
        super().hideEvent(event)
        self.parentWidget().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the size of what it lies over changes."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        from desktop_chat.ui.links.address import address_of  # noqa: PLC0415  not needed for a start

        parent = self.parentWidget()
        address = address_of(self._link)
        whole = address.text if address is not None else self.tr("This link is not opened.")
        self.ensurePolished()
        room = round(parent.width() * _PART) - 2 * self.fontMetrics().averageCharWidth()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideMiddle, room)
        if address is not None and address.site not in shown:  # the site is what matters
            shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setAccessibleName(shown)
        self.adjustSize()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.move(parent.width() - self.width() if is_mirrored else 0, parent.height() - self.height())
