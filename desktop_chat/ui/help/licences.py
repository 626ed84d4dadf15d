"""A long text that is read and searched: the licences of what the app is made of."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import resize_within
from desktop_chat.ui.widgets.search_field import SearchField
from desktop_chat.ui.widgets.text_label import text_label

_SIZE = QSize(720, 620)
_MOST_MARKED = 1000


class LicencesDialog(QDialog):
    """Shows the text once it is read; Enter and the arrows in the search field go from hit to hit."""

    def __init__(self, theme_manager: ThemeManager, window: QWidget, parent: QWidget) -> None:
        """Stand above `parent`, and be no larger than `window`."""
        super().__init__(parent)
        self._theme = theme_manager.theme
        self._hits: list[QTextCursor] = []
        self._at = 0
        self.setWindowTitle(self.tr("Third-party licences"))
        self.search = SearchField(theme_manager)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the licences"))
        self.search.typed.connect(self._search)
        self.search.entered.connect(lambda: self._step(1))
        self.search.stepped.connect(lambda lines: self._step(1 if lines > 0 else -1))
        self.search.left.connect(self._leave)
        self.found = text_label(tone="muted")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme_manager.monospace_font())
        self.text.setAccessibleName(self.windowTitle())
        self.text.setPlainText(self.tr("Reading…"))
        done = QPushButton(self.tr("Done"))
        done.setProperty("kind", "primary")
        done.setAutoDefault(False)
        done.clicked.connect(self.accept)
        self._lay_out(done)
        resize_within(self, _SIZE * theme_manager.text_scale, window)
        self.search.setFocus()

    def show_text(self, text: str) -> None:
        """Show the licences."""
        self.text.setPlainText(text)
        self._search(self.search.whole_text)

    def _lay_out(self, done: QPushButton) -> None:
        above = QHBoxLayout()
        above.setSpacing(SPACING)
        above.addWidget(self.search, 1)
        above.addWidget(self.found)
        self.found.setWordWrap(False)
        self.found.hide()
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACING, 2 * SPACING, 2 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        column.addLayout(above)
        column.addWidget(self.text, 1)
        column.addLayout(below)

    def _search(self, words: str) -> None:
        """Mark every place of the words, and go to the first from where the reader is."""
        document = self.text.document()
        self._hits = []
        hit = document.find(words) if words else QTextCursor()
        while not hit.isNull() and len(self._hits) < _MOST_MARKED:
            self._hits.append(hit)
            hit = document.find(words, hit)
        here = self.text.textCursor().selectionStart()
        self._at = next((at for at, each in enumerate(self._hits) if each.selectionStart() >= here), 0)
        self._show_hits()
        self.found.setVisible(bool(words))

    def _step(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show_hits()

    def _show_hits(self) -> None:
        self.text.setExtraSelections([self._marked(at, hit) for at, hit in enumerate(self._hits)])
        count = len(self._hits)
        most = "+" if count == _MOST_MARKED else ""
        self.found.setText(f"{self._at + 1} / {count}{most}" if count else self.tr("Nothing found"))
        if self._hits:
            place = QTextCursor(self._hits[self._at])
            place.setPosition(place.selectionStart())
            self.text.setTextCursor(place)
            self.text.centerCursor()

    def _marked(self, at: int, hit: QTextCursor) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.accent if at == self._at else self._theme.mark))
        if at == self._at:
            look.setForeground(QColor(self._theme.on_accent))
        marked = QTextEdit.ExtraSelection()
        marked.cursor, marked.format = hit, look
        return marked

    def _leave(self) -> None:
        """Clear the search first, then close."""
        if self.search.whole_text:
            self.search.reset()
        else:
            self.reject()
