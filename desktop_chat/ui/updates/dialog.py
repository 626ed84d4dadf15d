"""Whether there is a newer version: what changed in it, and where to get it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_chat import __version__
from desktop_chat.ui.announce import announce
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.updates.notes import NotesPage
from desktop_chat.ui.widgets.dialogs import make_room, resize_within
from desktop_chat.ui.widgets.progress import Spinner
from desktop_chat.ui.widgets.text_label import text_label
from desktop_chat.updates.releases import Release, whats_new

_SIZE = QSize(600, 560)
_WIDTH = 440


class UpdateDialog(QDialog):
    """Says what was found; whoever made it looks for it.

    Signals:
        again_requested: look once more.
        page_requested: (address) the user wants to see where a version can be downloaded.
        link_activated: (QUrl) the user chose a link of what changed.
        save_requested: (code, language) the user wants code of it in a file.
        skipped: (version) the user does not want to be told of this version.
    """

    again_requested = Signal()
    page_requested = Signal(str)
    save_requested = Signal(str, str)
    link_activated = Signal(QUrl)
    skipped = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._newest: Release | None = None
        self.setWindowTitle(self.tr("Check for updates"))
        self.setMinimumWidth(_WIDTH)
        self._spinner = Spinner(theme_manager, 20)
        self._said = text_label(size="lead")
        self._more = text_label(tone="muted")
        self._card = QFrame()
        self._card.setProperty("role", "card")
        self._notes = NotesPage(theme_manager)
        self._notes.link_activated.connect(self.link_activated)
        self._notes.save_requested.connect(self.save_requested)
        self._skip, self._again, self._close, self._get = (QPushButton() for _ in range(4))
        self._lay_out()
        self.show_looking()

    def show_looking(self) -> None:
        """Say that it is being looked."""
        self._show(self.tr("Looking for a newer version…"), "", is_looking=True)

    def show_newest(self) -> None:
        """Say that there is none."""
        words = self.tr("You have the newest version.")
        self._show(words, self.tr("Desktop Chat {version}").format(version=__version__))

    def show_refusal(self, words: str) -> None:
        """Say why it is not known."""
        self._show(self.tr("It is not known whether there is a newer version."), words, can_retry=True)

    def show_releases(self, releases: Sequence[Release]) -> None:
        """Show what changed in newer versions, the newest of which comes first."""
        newest = self._newest = releases[0]
        words = self.tr("Desktop Chat {version} is available.").replace("{version}", apart(newest.version))
        more = self.tr(
            "You have {version}. Get the new one from its page and install it over this one: conversations, settings"
            " and models stay."
        ).replace("{version}", __version__)
        self._notes.set_notes(self.tr("What changed"), whats_new(releases))
        self._show(words, more, has_found=True)
        resize_within(self, _SIZE)

    def _show(
        self,
        words: str,
        more: str,
        *,
        is_looking: bool = False,
        can_retry: bool = False,
        has_found: bool = False,
    ) -> None:
        self._spinner.setVisible(is_looking)
        self._said.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._card.setVisible(has_found)
        self._again.setVisible(can_retry)
        for button in (self._skip, self._get):
            button.setVisible(has_found)
        first = self._get if has_found else self._close
        for button in (self._get, self._close):
            button.setProperty("kind", "primary" if button is first else "")
            button.style().polish(button)
            button.setDefault(button is first)
        first.setFocus()
        make_room(self)
        if not is_looking:
            announce(self, f"{words} {more}".strip())

    def _lay_out(self) -> None:
        self._skip.setText(self.tr("Skip this version"))
        self._again.setText(self.tr("Try again"))
        self._close.setText(self.tr("Close"))
        self._get.setText(self.tr("Open the download page"))
        self._skip.clicked.connect(self._on_skip)
        self._again.clicked.connect(self.again_requested)
        self._close.clicked.connect(self.reject)
        self._get.clicked.connect(lambda: self.page_requested.emit(self._newest.page))
        head = QHBoxLayout()
        head.setSpacing(SPACING + SPACING // 2)
        head.addWidget(self._spinner)
        head.addWidget(self._said, 1)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._notes)
        buttons = FlowLayout(spacing=SPACING, aligned_right=True)
        for button in (self._skip, self._again, self._close, self._get):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        column.addLayout(head)
        column.addWidget(self._more)
        column.addWidget(self._card, 1)
        column.addStretch(0)
        column.addSpacing(SPACING)
        column.addLayout(buttons)

    def _on_skip(self) -> None:
        self.skipped.emit(self._newest.version)
        self.accept()
