"""The popup that narrows a search: model, time, folder and archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple, get_args

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.chat.messages import Folder
from desktop_chat.chat.searching import SearchQuery
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.fields import ComboBox
from desktop_chat.ui.widgets.popup import cut_corners, make_see_through

Kind = Literal["model", "time", "folder", "archive"]
"""What can be narrowed."""

_WIDTH = 240


class Chosen(NamedTuple):
    """Something the search is narrowed by."""

    kind: Kind
    text: str


class SearchFilters(QFrame):
    """Choices that hold until they are changed.

    Signals:
        changed(): something else is chosen.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        make_see_through(self)
        self._today = today
        self._models: Mapping[str, str] = {}
        self._folders: Sequence[Folder] = ()
        self._labels: dict[Kind, QLabel] = {kind: QLabel() for kind in get_args(Kind)}
        self._boxes: dict[Kind, ComboBox] = {kind: ComboBox() for kind in get_args(Kind)}
        for box in self._boxes.values():
            box.currentIndexChanged.connect(self.changed)
        self._reset = QPushButton()
        self._reset.setProperty("kind", "quiet")
        self._reset.clicked.connect(self.clear_all)
        self._lay_out()
        self.retranslate()

    def set_choices(self, models: Mapping[str, str], folders: Sequence[Folder]) -> None:
        """Offer these models (names by path) and folders."""
        if (models, folders) != (self._models, self._folders):
            self._models, self._folders = models, folders
            self.retranslate()

    def query(self, text: str) -> SearchQuery:
        """Give the search for a text with what is chosen."""
        after, before = _span(self._boxes["time"].currentData() or "", self._today())
        return SearchQuery(
            text=text,
            model=self._boxes["model"].currentData() or "",
            after=after,
            before=before,
            folder_id=self._boxes["folder"].currentData(),
            archived=self._boxes["archive"].currentData() or "with",
        )

    def chosen(self) -> list[Chosen]:
        """Give what the search is narrowed by."""
        return [
            Chosen(kind, box.currentText()) for kind, box in self._boxes.items() if box.currentIndex() > 0
        ]

    def clear(self, kind: Kind) -> None:
        """Narrow by one thing less."""
        self._boxes[kind].setCurrentIndex(0)

    def clear_all(self) -> None:
        """Narrow by nothing."""
        for kind in self._boxes:
            self.clear(kind)

    def show_below(self, button: QWidget) -> None:
        """Open under a button, its right edges in line."""
        self.setMinimumWidth(_WIDTH)
        self.adjustSize()
        self.move(button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + SPACING // 2)))
        self.show()
        cut_corners(self)
        self._boxes["model"].setFocus()

    def retranslate(self) -> None:
        """Set the texts in the language in use; what is chosen stays."""
        names = {
            "model": self.tr("Model"),
            "time": self.tr("Time"),
            "folder": self.tr("Folder"),
            "archive": self.tr("Archive"),
        }
        for kind, label in self._labels.items():
            label.setText(names[kind])
            self._boxes[kind].setAccessibleName(names[kind])
        self._fill("model", {"": self.tr("Any model"), **self._models})
        times = {
            "": self.tr("Any time"),
            "today": self.tr("Today"),
            "week": self.tr("Last 7 days"),
            "month": self.tr("Last 30 days"),
            "year": self.tr("This year"),
            "older": self.tr("Before this year"),
        }
        self._fill("time", times)
        folders = {folder.id: folder.name for folder in self._folders}
        self._fill("folder", {None: self.tr("Any folder"), **folders})
        archives = {
            "with": self.tr("With the archive"),
            "without": self.tr("Without the archive"),
            "only": self.tr("Only the archive"),
        }
        self._fill("archive", archives)
        self._reset.setText(self.tr("Reset"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2 * SPACING, 2 * SPACING, 2 * SPACING, SPACING)
        inside.setSpacing(SPACING // 2)
        for kind, label in self._labels.items():
            label.setBuddy(self._boxes[kind])
            label.setProperty("tone", "muted")
            label.setProperty("textSize", "caption")
            inside.addWidget(label)
            inside.addWidget(self._boxes[kind])
            inside.addSpacing(SPACING // 2)
        inside.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignRight)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)

    def _fill(self, kind: Kind, names: Mapping[str, str] | Mapping[int | None, str]) -> None:
        """Offer choices in a box; a choice that is gone leaves the first one, and that is told."""
        box = self._boxes[kind]
        before = box.currentData()
        box.blockSignals(True)
        box.clear()
        for value, name in names.items():
            box.addItem(name, value)
        at = next((at for at, value in enumerate(names) if value == before), 0)
        box.setCurrentIndex(at)
        box.blockSignals(False)
        if before is not None and box.currentData() != before:
            self.changed.emit()


def _span(preset: str, today: date) -> tuple[float | None, float | None]:
    """Give the moments after and before which something is, in seconds since 1970."""
    year = date(today.year, 1, 1)
    starts = {
        "today": today,
        "week": today - timedelta(days=6),
        "month": today - timedelta(days=29),
        "year": year,
    }
    start = starts.get(preset)
    return (_midnight(start) if start else None, _midnight(year) if preset == "older" else None)


def _midnight(day: date) -> float:
    return datetime.combine(day, datetime.min.time()).timestamp()
