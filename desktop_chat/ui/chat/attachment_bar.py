"""The attachments of what is being written, above the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_chat.chat.messages import Attachment
from desktop_chat.ui.chat.attachment_chip import AttachmentChip
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.following_area import FollowingArea

_MOST_LINES: Final = 3


class AttachmentBar(FollowingArea):
    """Chips in lines; more than a few lines scroll.

    Signals:
        open_requested: (Attachment) the user wants to read one.
        remove_requested: (index) the user takes one out.
    """

    open_requested = Signal(object)
    remove_requested = Signal(int)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.chips: list[AttachmentChip] = []
        self._content = QWidget()
        self._flow = FlowLayout(self._content, spacing=6)
        self.setWidget(self._content)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        theme_manager.changed.connect(self._fit_height)

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Show these, keeping the chips of those that were shown."""
        known = {id(chip.attachment): chip for chip in self.chips}
        self.chips = [known.pop(id(each), None) or self._chip(each) for each in attachments]
        for chip in known.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for chip in self.chips:  # in this order
            self._flow.removeWidget(chip)
            self._flow.addWidget(chip)
            chip.show()
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines elsewhere."""
        super().resizeEvent(event)
        self._fit_height()

    def sizeHint(self) -> QSize:
        """Ask for the height of the lines."""
        return QSize(0, self.height())

    def _chip(self, attachment: Attachment) -> AttachmentChip:
        chip = AttachmentChip(self._theme_manager, attachment, is_removable=True, parent=self._content)
        chip.clicked.connect(lambda: self.open_requested.emit(attachment))
        chip.remove_requested.connect(lambda: self.remove_requested.emit(self.chips.index(chip)))
        return chip

    def _fit_height(self) -> None:
        if not self.chips:
            return
        line = self.chips[0].sizeHint().height()
        most = _MOST_LINES * (line + self._flow.spacing())
        height = min(self._flow.heightForWidth(max(self.viewport().width(), 1)), most)
        if height != self.height():
            self.setFixedHeight(height)
