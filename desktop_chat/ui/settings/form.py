"""A page of settings: headings, rows of label, hint and editor, and a fold for the rare ones."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.settings import Settings
from desktop_chat.ui.settings.editors import Editor
from desktop_chat.ui.settings.values import read
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.following_area import FollowingArea


class Form(FollowingArea):
    """One page, scrolled where it is longer than the window."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.editors: list[Editor] = []
        ground = QWidget()
        ground.setObjectName("ground")
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(3 * SPACING, 2 * SPACING, 3 * SPACING, 3 * SPACING)
        self._column = QVBoxLayout()
        self._column.setSpacing(2 * SPACING)
        outer.addLayout(self._column)
        outer.addStretch(1)
        self.setWidget(ground)
        self.add_label(title, "title")

    def add_label(self, text: str, size: str = "", tone: str = "") -> QLabel:
        """Add a line of text; gives its label."""
        label = QLabel(text)
        label.setWordWrap(True)
        label.setProperty("textSize", size)
        label.setProperty("tone", tone)
        self._column.addWidget(label)
        return label

    def add_widget(self, widget: QWidget) -> None:
        """Add a widget of the page's own."""
        self._column.addWidget(widget)

    def add(self, label: str, hint: str, editor: Editor) -> None:
        """Add a row: a label with a hint under it, and its editor."""
        self.editors.append(editor)
        editor.describe(label, hint)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        name = QLabel(label)
        name.setWordWrap(True)
        name.setBuddy(editor.widget)
        texts.addWidget(name)
        if hint:
            small = QLabel(hint)
            small.setWordWrap(True)
            small.setProperty("tone", "muted")
            small.setProperty("textSize", "caption")
            texts.addWidget(small)
        row = QVBoxLayout() if editor.is_wide else QHBoxLayout()
        row.setSpacing(SPACING)
        row.addLayout(texts, 0 if editor.is_wide else 1)
        row.addWidget(editor.widget)
        self._column.addLayout(row)

    def fold(self, text: str) -> None:
        """Hide what is added from now on until the user unfolds it."""
        outer = self._column
        inside = QWidget()
        inside.hide()
        button = QPushButton(text)
        button.setProperty("kind", "link")
        button.setCheckable(True)
        button.toggled.connect(inside.setVisible)
        outer.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(inside)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACING)

    def show_settings(self, settings: Settings) -> None:
        """Show the values of these settings."""
        for editor in self.editors:
            editor.show_value(read(settings, editor.place))


def breakable(path: str) -> str:
    """Give a path that a label may break between its words. Not for copying: the places have no width."""
    return re.sub(r"([/\\_.-])", "\\1\u200b", path)
