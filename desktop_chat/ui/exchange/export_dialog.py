"""What an export is made of: a format, and how much of the conversations."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.ui.exchange.described_choice import DescribedChoice
from desktop_chat.ui.exchange.plans import ExportFormat, ExportPlan
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.following_area import FollowingArea
from desktop_chat.ui.widgets.lines import line
from desktop_chat.ui.widgets.text_label import text_label

_FORMATS: Final[tuple[ExportFormat, ...]] = ("markdown", "pdf", "html", "text", "json")
_WIDTH_LETTERS: Final = 58
_ROOM_LEFT: Final = 96  # of the screen, for what the system shows around windows


class ExportDialog(QDialog):
    """Lets the user choose how conversations go out; where they go is asked next.

    Signals:
        plan_chosen(object): (ExportPlan).
    """

    plan_chosen = Signal(object)

    def __init__(
        self,
        ids: tuple[int, ...] | None,
        title: str,
        count: int,
        *,
        usual: ExportFormat = "markdown",
        parent: QWidget | None = None,
    ) -> None:
        """Ask about conversations; `title` is that of the only one, and `usual` the format chosen at first."""
        super().__init__(parent)
        self._ids = ids
        self._title = title
        self._count = count
        self._heading = text_label(size="lead")
        self._formats = QButtonGroup(self)
        self._choices = [DescribedChoice() for _ in _FORMATS]
        for number, choice in enumerate(self._choices):
            self._formats.addButton(choice.button, number)
        self._reasoning = QCheckBox()
        self._reasoning.setChecked(True)
        self._versions = QCheckBox()
        self._files = QButtonGroup(self)
        self._one_file, self._folder = QRadioButton(), QRadioButton()
        for button in (self._one_file, self._folder):
            self._files.addButton(button)
        self._line = line()
        self._lay_out()
        self._formats.idToggled.connect(self._on_format)
        self._choices[_FORMATS.index(usual)].button.setChecked(True)
        self._choices[_FORMATS.index(usual)].button.setFocus()
        self._retranslate()

    def plan(self) -> ExportPlan:
        """Give what is chosen now."""
        return ExportPlan(
            self._format,
            self._ids,
            reasoning=self._reasoning.isChecked(),
            all_versions=self._versions.isChecked(),
            is_folder=self._is_several and self._folder.isChecked(),
        )

    def accept(self) -> None:
        """Tell what is chosen and close."""
        plan = self.plan()
        super().accept()
        self.plan_chosen.emit(plan)

    def event(self, event: QEvent) -> bool:
        """Be as high as the texts need, in any language and size."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Polish}:
            self._fit()
        return done

    def _fit(self) -> None:
        room = self.screen().availableGeometry().size() - QSize(_ROOM_LEFT, _ROOM_LEFT)
        width = min(self.fontMetrics().averageCharWidth() * _WIDTH_LETTERS, room.width())
        content = self._content.layout().totalHeightForWidth(width - 6 * SPACING)
        needed = content + self._box.sizeHint().height() + 7 * SPACING
        self.setFixedSize(width, min(needed, room.height()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @property
    def _is_several(self) -> bool:
        return self._ids is None or len(self._ids) != 1

    @property
    def _format(self) -> ExportFormat:
        return _FORMATS[self._formats.checkedId()]

    def _on_format(self, number: int, is_chosen: bool) -> None:
        """Offer what the format can hold, as it is mostly wanted."""
        if not is_chosen:
            return
        is_json = _FORMATS[number] == "json"
        self._versions.setEnabled(is_json)
        self._versions.setChecked(is_json)
        (self._one_file if is_json else self._folder).setChecked(True)

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setObjectName("ground")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(self._heading)
        column.addSpacing(SPACING // 2)
        for choice in self._choices:
            column.addWidget(choice)
        column.addSpacing(SPACING // 2)
        column.addWidget(line())
        column.addSpacing(SPACING // 2)
        column.addWidget(self._reasoning)
        column.addWidget(self._versions)
        for widget in (self._line, self._one_file, self._folder):
            column.addWidget(widget)
            widget.setVisible(self._is_several)
        area = FollowingArea()
        area.setWidget(self._content)
        self._box = self._buttons()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        outer.setSpacing(2 * SPACING)
        outer.addWidget(area, 1)
        outer.addWidget(self._box)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
        self._next = box.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._next.setProperty("kind", "primary")
        self._next.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export"))
        self._heading.setText(self._said_heading())
        texts = (
            (
                self.tr("Markdown"),
                self.tr("For notes and editors: the words as they are, with simple marks."),
            ),
            (self.tr("PDF"), self.tr("For printing and sending: pages that look the same everywhere.")),
            (self.tr("Web page (HTML)"), self.tr("For any browser, in one file that loads nothing.")),
            (self.tr("Plain text"), self.tr("Just the words, without any marks.")),
            (
                self.tr("JSON"),
                self.tr("Everything, to keep it or to move it to another PC: this app imports it again."),
            ),
        )
        for choice, (name, description) in zip(self._choices, texts, strict=True):
            choice.set_texts(name, description)
        self._reasoning.setText(self.tr("With the reasoning of models"))
        self._versions.setText(self.tr("All versions of messages, not only those shown"))
        self._one_file.setText(self.tr("All in one file"))
        self._folder.setText(self.tr("One file each, in a new folder"))
        self._cancel.setText(self.tr("Cancel"))
        self._next.setText(self.tr("Choose where…"))

    def _said_heading(self) -> str:
        if self._ids is None:
            return self.tr("Export all %n conversation(s)", "", self._count)
        if self._is_several:
            return self.tr("Export %n conversation(s)", "", self._count)
        return self.tr("Export “{title}”").replace("{title}", apart(self._title))
