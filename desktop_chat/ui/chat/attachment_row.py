"""The attachments of a message, below its bubble."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_chat.chat.messages import Attachment
from desktop_chat.ui.chat.attachment_chip import AttachmentChip
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.dialogs import show_dialog

_GAP: Final = 6


class AttachmentRow(QWidget):
    """Chips in lines that end on the right; a click shows the text."""

    def __init__(
        self, theme_manager: ThemeManager, attachments: Sequence[Attachment], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._flow = FlowLayout(self, spacing=_GAP, aligned_right=True)
        self.chips = [AttachmentChip(theme_manager, each, parent=self) for each in attachments]
        for chip in self.chips:
            chip.clicked.connect(lambda _=False, chip=chip: self._open(chip.attachment))
            self._flow.addWidget(chip)

    def fit_width(self, width: int) -> int:
        """Lay out at a width in pixels, and give the height."""
        height = self._flow.heightForWidth(width)
        self.resize(width, height)
        return height

    def _open(self, attachment: Attachment) -> None:
        from desktop_chat.ui.chat.attachment_window import (  # noqa: PLC0415  not needed to read
            AttachmentWindow,
        )

        show_dialog(AttachmentWindow(self._theme_manager, attachment, self.window()))
