"""A quiet strip that tells of the downloads, at the foot of the sidebar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.models.hub.download import UNFINISHED, Download, DownloadState, Progress
from desktop_chat.ui.models import words
from desktop_chat.ui.models.download_texts import latest, percent, state_text
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.elided_label import ElidedLabel
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.progress import WaitingProgress

_LIVELIEST: Final[tuple[DownloadState, ...]] = (
    "running",
    "verifying",
    "connecting",
    "waiting",
    "queued",
    "failed",
    "paused",
)
"""Which state speaks for all of several downloads: the first of these that one of them has."""


class DownloadStrip(QAbstractButton):
    """Shows how far the downloads are that are not done; hidden while there is none. Clicked, it opens Models.

    Signals:
        pause_requested, resume_requested: (id of a download), one for each that the button is about.
    """

    pause_requested = Signal(str)
    resume_requested = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._downloads: tuple[Download, ...] = ()
        self._progress: dict[str, Progress] = {}
        self._is_narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = ElidedLabel()
        self._bar = WaitingProgress(theme_manager)
        self._state = ElidedLabel()
        self._fault = QLabel()
        self._fault.setWordWrap(True)
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        for small in (self._state, self._fault):
            small.setProperty("textSize", "caption")
            small.setProperty("tone", "muted")
        self._button = IconButton(theme_manager, "pause", size=18)
        self._button.clicked.connect(self._toggle)
        self._lay_out()
        theme_manager.changed.connect(self._tint)
        self._tint()
        self.hide()

    def set_downloads(self, downloads: Sequence[Download]) -> None:
        """Show these downloads; those that are done are left out."""
        self._downloads = tuple(each for each in downloads if each.state != "done")
        kept = {each.id for each in self._downloads}
        self._progress = {key: value for key, value in self._progress.items() if key in kept}
        self._show()

    def set_progress(self, download_id: str, progress: Progress) -> None:
        """Show how far one of them is."""
        self._progress[download_id] = progress
        self._show()

    def set_narrow(self, is_narrow: bool) -> None:
        """Become a sign with a bar, for a sidebar that is a strip of icons; or whole again."""
        self._is_narrow = is_narrow
        self._show()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for the room of what is in it."""
        return self.layout().totalSizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground: stronger under the pointer, with a ring where the keyboard is."""
        theme = self._theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.hover if self.underMouse() or self.isDown() else theme.surface))
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border), width))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), SPACING, SPACING)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACING // 2)
        first.addWidget(self._sign)
        first.addWidget(self._title, 1)
        first.addWidget(self._button)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._column.addLayout(first)
        for widget in (self._bar, self._state, self._fault):
            self._column.addWidget(widget)
        for widget in (self._sign, self._title, self._bar, self._state, self._fault):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _show(self) -> None:
        if not self._downloads:
            self.hide()
            return
        now = [latest(each, self._progress.get(each.id)) for each in self._downloads]
        done, total = sum(each.done_bytes for each in now), sum(each.total_bytes for each in now)
        self._title.setText(self._title_text())
        self._bar.set_share(done / total if total else None)
        self._state.setText(self._state_text(now))
        fault = next((each.fault for each in self._downloads if each.fault is not None), None)
        self._fault.setText(sentence(fault) if fault is not None else "")
        self._show_parts(has_fault=fault is not None)
        self._name_button()
        self._name()
        self.show()

    def _show_parts(self, *, has_fault: bool) -> None:
        wide = not self._is_narrow
        for widget in (self._title, self._state, self._button):
            widget.setVisible(wide)
        self._fault.setVisible(wide and has_fault)
        self._sign.setVisible(self._is_narrow)
        side = SPACING // 2 if self._is_narrow else SPACING + 2
        self._column.setContentsMargins(side, SPACING, side if self._is_narrow else SPACING // 2 + 2, SPACING)
        self.updateGeometry()

    def _title_text(self) -> str:
        if len(self._downloads) == 1:
            return self._downloads[0].request.title
        return self.tr("%n download(s)", "", len(self._downloads))

    def _state_text(self, now: list[Progress]) -> str:
        done, total = sum(each.done_bytes for each in now), sum(each.total_bytes for each in now)
        rate = sum(each.rate for each in now)
        states = {each.state for each in self._downloads}
        state = next(each for each in _LIVELIEST if each in states)
        parts = [state_text(state), percent(done, total)]
        if state == "running" and rate > 0:
            known = now[0].seconds_left if len(now) == 1 else None
            seconds = (total - done) / rate if known is None else known
            parts += [words.rate(rate), words.time_left(seconds)]
        return words.joined(*parts)

    def _name_button(self) -> None:
        going = self._is_going()
        several = len(self._downloads) > 1
        if going:
            label = self.tr("Pause all downloads") if several else self.tr("Pause the download")
        else:
            label = self.tr("Continue all downloads") if several else self.tr("Continue the download")
        self._button.set_icon("pause" if going else "play")
        self._button.set_label(label)

    def _name(self) -> None:
        """Say everything at once to screen readers, and in the tooltip where little is shown."""
        words = (self._title.text(), self._state.text(), self._fault.text())
        self.setAccessibleName(self.tr("Downloads: {words}").format(words=", ".join(filter(None, words))))
        self.setToolTip("\n".join(filter(None, words)) if self._is_narrow else self.tr("Show in Models"))

    def _is_going(self) -> bool:
        return any(each.state in UNFINISHED for each in self._downloads)

    def _toggle(self) -> None:
        going = self._is_going()
        for each in self._downloads:
            if going and each.state in UNFINISHED:
                self.pause_requested.emit(each.id)
            elif not going:
                self.resume_requested.emit(each.id)

    def _tint(self) -> None:
        icon = self._theme_manager.icon("download")
        self._sign.setPixmap(icon.pixmap(QSize(20, 20), self.devicePixelRatioF()))
        self.update()
