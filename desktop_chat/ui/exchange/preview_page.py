"""What a file holds, before it is imported: which conversations are wanted, and where they go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.chat.importing.preview import ImportPreview
from desktop_chat.ui.exchange import words
from desktop_chat.ui.exchange.preview_delegate import PreviewDelegate
from desktop_chat.ui.exchange.preview_rows import PreviewRows
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.elided_label import ElidedLabel
from desktop_chat.ui.widgets.fields import ComboBox
from desktop_chat.ui.widgets.search_field import SearchField

_MOST_SKIPPED: Final = 500
"""How many reasons are listed; the rest is counted."""

_SKIPPED_HEIGHT: Final = 96


class PreviewPage(QWidget):
    """Lists conversations with ticks, and why others cannot be imported.

    Signals:
        chosen_changed(int): (how many) others are ticked now.
    """

    chosen_changed = Signal(int)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: ImportPreview | None = None
        self._file = ""
        self._source = QLabel()
        self._source.setProperty("textSize", "lead")
        self._about = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._about.setProperty("tone", "muted")
        self._search = SearchField(theme_manager)
        self._rows = PreviewRows(date.today(), self)
        self._list = _list(self._rows, theme_manager)
        self._all, self._none = _link(), _link()
        self._skipped_button = _link()
        self._skipped_button.setCheckable(True)
        self._skipped = QPlainTextEdit(readOnly=True)
        self._skipped.setFixedHeight(_SKIPPED_HEIGHT)
        self._skipped.hide()
        self._folder_label = QLabel()
        self._folder = ComboBox()
        self._folder.setEditable(True)
        self._folder.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self._folder_label.setBuddy(self._folder)
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def rows(self) -> PreviewRows:
        """The conversations and their ticks."""
        return self._rows

    @property
    def folder(self) -> str:
        """The name of the folder that all are to go into; nothing: each goes into its own."""
        text = " ".join(self._folder.currentText().split())
        return "" if text == self._folder.itemText(0) else text

    @property
    def has_library(self) -> bool:
        """Whether personas or prompts come along."""
        return self._preview is not None and bool(self._preview.personas or self._preview.prompts)

    def show_preview(self, preview: ImportPreview, file: str, folders: Sequence[str]) -> None:
        """Show what a file holds, with the folders there are."""
        self._preview, self._file = preview, file
        self._search.reset()
        self._folder.clear()
        self._folder.addItems(["", *folders])
        self._rows.set_conversations(preview.conversations)
        self._list.setCurrentIndex(self._rows.index(0))
        self._skipped_button.setChecked(False)
        self._skipped_button.setVisible(bool(preview.skipped))
        self._retranslate()
        self._list.setFocus()

    def unfold_skipped(self) -> None:
        """Show why some cannot be imported."""
        self._skipped_button.setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SPACING)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._all)
        tools.addWidget(self._none)
        where = QHBoxLayout()
        where.setSpacing(SPACING)
        where.addWidget(self._folder_label)
        where.addWidget(self._folder, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(self._source)
        column.addWidget(self._about)
        column.addLayout(tools)
        column.addWidget(self._list, 1)
        column.addWidget(self._skipped_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._skipped)
        column.addLayout(where)

    def _connect(self) -> None:
        self._search.typed.connect(self._rows.search)
        self._search.left.connect(self._leave_search)
        self._search.entered.connect(self._list.setFocus)
        self._search.stepped.connect(lambda _step: self._list.setFocus())
        self._all.clicked.connect(lambda: self._rows.tick_shown(True))
        self._none.clicked.connect(lambda: self._rows.tick_shown(False))
        self._skipped_button.toggled.connect(self._skipped.setVisible)
        self._rows.chosen_changed.connect(lambda: self.chosen_changed.emit(len(self._rows.chosen)))

    def _leave_search(self) -> None:
        self._search.reset()
        self._list.setFocus()

    def _retranslate(self) -> None:
        self._search.setPlaceholderText(self.tr("Search titles"))
        self._search.setAccessibleName(self.tr("Search titles"))
        self._list.setAccessibleName(self.tr("Conversations to import"))
        self._all.setText(self.tr("Select all"))
        self._none.setText(self.tr("Select none"))
        self._folder_label.setText(self.tr("Put them into"))
        own = self.tr("The folders they were in, or none")
        if self._folder.count():
            was_own = self._folder.currentIndex() == 0
            self._folder.setItemText(0, own)
            if was_own:
                self._folder.setEditText(own)
        self._folder.setAccessibleName(self.tr("Folder; type a name for a new one"))
        self._folder.setToolTip(self._folder.accessibleName())
        if self._preview is not None:
            self._tell(self._preview)

    def _tell(self, preview: ImportPreview) -> None:
        self._source.setText(words.source(preview.format))
        here = len(preview.conversations) - len(preview.new)
        facts = [
            self._file,
            self.tr("%n conversation(s)", "", len(preview.conversations)),
            self.tr("%n of them already here", "", here) if here else "",
            self.tr("%n persona(s)", "", preview.personas) if preview.personas else "",
            self.tr("%n prompt(s)", "", preview.prompts) if preview.prompts else "",
        ]
        self._about.setText(" · ".join(filter(None, facts)))
        count = len(preview.skipped)
        self._skipped_button.setText(self.tr("%n cannot be imported", "", count))
        self._skipped.setAccessibleName(self._skipped_button.text())
        lines = [f"{one.title}: {sentence(one.fault)}" for one in preview.skipped[:_MOST_SKIPPED]]
        if count > _MOST_SKIPPED:
            more = QLocale().toString(count - _MOST_SKIPPED)
            lines.append(self.tr("… and {count} more").replace("{count}", more))
        self._skipped.setPlainText("\n".join(lines))


def _list(rows: PreviewRows, theme_manager: ThemeManager) -> QTreeView:
    view = QTreeView()
    view.setModel(rows)
    view.setHeaderHidden(True)
    view.setRootIsDecorated(False)
    view.setIndentation(0)
    view.setUniformRowHeights(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
    view.setItemDelegate(PreviewDelegate(theme_manager, view))
    return view


def _link() -> QPushButton:
    button = QPushButton()
    button.setProperty("kind", "link")
    button.setAutoDefault(False)
    return button
