"""What the forms of the dialog are made of: a column that scrolls, and fields with their names."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.following_area import FollowingArea
from desktop_chat.ui.widgets.text_label import text_label


class FormArea(FollowingArea):
    """A column of fields, scrolled where it is higher than the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ground = QWidget()
        ground.setObjectName("ground")
        self.column = QVBoxLayout(ground)
        self.column.setContentsMargins(3 * SPACING, 2 * SPACING, 3 * SPACING, 3 * SPACING)
        self.column.setSpacing(2 * SPACING)
        self.setWidget(ground)


class Named(QWidget):
    """A field with its name above it, and below it what is to be said about it."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.note = QLabel(), text_label(size="caption")
        self.name.setBuddy(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING // 2)
        for widget in (self.name, field, self.note):
            column.addWidget(widget)
        self.say("")

    def say(self, text: str, tone: str = "muted") -> None:
        """Say something about the field; nothing: say nothing."""
        self.note.setProperty("tone", tone)
        self.note.style().polish(self.note)
        self.note.setText(text)
        self.note.setVisible(bool(text))
