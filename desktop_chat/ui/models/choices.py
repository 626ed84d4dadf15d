"""The files of a model to choose from: a plain word, size and verdict for each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.models.fit import Fit
from desktop_chat.models.hub.quantizations import quality_of
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.models import words
from desktop_chat.ui.models.entries import Choice
from desktop_chat.ui.sentences import file_size
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.tooltips import as_tooltip

_LEAST_HIDDEN = 3
_RADIO = 16
_SIGN = 14


class ChoiceRow(QRadioButton):
    """One file; where it is narrow, its size goes under its name."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.choice = Choice("", "", 0)
        self._fit: Fit | None = None
        self._is_here = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_choice(self, choice: Choice, fit: Fit | None, *, is_here: bool) -> None:
        """Show a file and how it fits, or that it is on this PC."""
        self.choice, self._fit, self._is_here = choice, fit, is_here
        spoken = (self._word, self._code, file_size(choice.size), self._verdict)
        self.setAccessibleName(", ".join(filter(None, spoken)))
        self.setToolTip(as_tooltip(choice.name))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line, or two where the width is short."""
        line = QFontMetrics(self._theme_manager.font()).height()
        small = QFontMetrics(self._theme_manager.font(TextSize.CAPTION)).height()
        return QSize(200, line + 2 * SPACING + (small + 2 if self._is_narrow() else 0))

    def minimumSizeHint(self) -> QSize:
        """Ask for the same, however narrow."""
        return self.sizeHint()

    def hitButton(self, place) -> bool:  # noqa: ANN001  a point of Qt
        """Take clicks on the whole row."""
        return self.rect().contains(place)

    def resizeEvent(self, event) -> None:  # noqa: ANN001  of Qt
        """Ask for another height where the width asks for it."""
        super().resizeEvent(event)
        if self.sizeHint().height() != self.height():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        inside = self.rect().adjusted(SPACING + 4, SPACING, -SPACING - 4, -SPACING)
        self._draw_radio(painter, inside)
        inside.setLeft(inside.left() + _RADIO + SPACING)
        if self._is_narrow():
            self._draw_two_lines(painter, inside)
        else:
            self._draw_one_line(painter, inside)

    @property
    def _word(self) -> str:
        code = quality_of(self.choice.quantization)
        return words.quality(code) if code else self.choice.quantization or self.choice.name

    @property
    def _code(self) -> str:
        return self.choice.quantization if quality_of(self.choice.quantization) else ""

    @property
    def _verdict(self) -> str:
        if self._is_here:
            return _on_this_pc()
        return words.verdict(self._fit.verdict) if self._fit else ""

    def _verdict_width(self) -> int:
        """Give the room of the longest verdict, so that the columns of all rows stand in line."""
        metrics = QFontMetrics(self._theme_manager.font(TextSize.CAPTION))
        texts = (*map(words.verdict, words.VERDICT_SIGNS), _on_this_pc())
        longest = max(map(metrics.horizontalAdvance, texts))
        return _SIGN + 4 + longest

    def _is_narrow(self) -> bool:
        body = QFontMetrics(self._theme_manager.font())
        caption = QFontMetrics(self._theme_manager.font(TextSize.CAPTION))
        needed = body.horizontalAdvance(self._word) + caption.horizontalAdvance(self._code)
        needed += body.horizontalAdvance("88,8 GB") + self._verdict_width() + _RADIO + 9 * SPACING
        return needed > self.width()

    def _draw_ground(self, painter: QPainter) -> None:
        theme = self._theme_manager.theme
        painter.setPen(QPen(QColor(theme.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(theme.accent_soft if self.isChecked() else theme.hover))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _draw_radio(self, painter: QPainter, inside: QRect) -> None:
        theme = self._theme_manager.theme
        circle = QRectF(inside.left() + 0.5, inside.center().y() - _RADIO / 2 + 0.5, _RADIO - 1, _RADIO - 1)
        painter.setBrush(QColor(theme.surface))
        painter.setPen(QPen(QColor(theme.accent if self.isChecked() else theme.text_faint), 1))
        if self.isChecked():
            painter.setPen(QPen(QColor(theme.accent), 5))
            circle.adjust(2.5, 2.5, -2.5, -2.5)
        painter.drawEllipse(circle)

    def _draw_one_line(self, painter: QPainter, area: QRect) -> None:
        self._draw_verdict(painter, area)
        size = area.adjusted(0, 0, -self._verdict_width() - 2 * SPACING, 0)
        self._write(painter, size, file_size(self.choice.size), "text", align=Qt.AlignmentFlag.AlignRight)
        used = self._write(painter, area, self._word, "text")
        code = area.adjusted(used + SPACING, 0, 0, 0)
        self._write(painter, code, self._code, "text_muted", size=TextSize.CAPTION)

    def _draw_two_lines(self, painter: QPainter, area: QRect) -> None:
        first = QRect(
            area.left(), area.top(), area.width(), QFontMetrics(self._theme_manager.font()).height()
        )
        self._draw_verdict(painter, first)
        self._write(painter, first.adjusted(0, 0, -self._verdict_width() - SPACING, 0), self._word, "text")
        second = area.adjusted(0, first.height() + 2, 0, 0)
        facts = words.joined(self._code, file_size(self.choice.size))
        self._write(painter, second, facts, "text_muted", size=TextSize.CAPTION)

    def _draw_verdict(self, painter: QPainter, area: QRect) -> None:
        if not self._verdict:
            return
        name, token = words.VERDICT_SIGNS[self._fit.verdict] if self._fit else ("", "")
        if self._is_here:
            name, token = "check", "accent"
        room = area.adjusted(area.width() - self._verdict_width(), 0, 0, 0)
        spot = QRect(room.left(), room.center().y() - _SIGN // 2, _SIGN, _SIGN)
        self._theme_manager.icon(name, token).paint(painter, spot)
        self._write(painter, room.adjusted(_SIGN + 4, 0, 0, 0), self._verdict, token, size=TextSize.CAPTION)

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        token: str,
        *,
        size: TextSize = TextSize.BODY,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Write a text; gives its width."""
        painter.setFont(self._theme_manager.font(size))
        painter.setPen(QColor(getattr(self._theme_manager.theme, token)))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        flags = (align | Qt.AlignmentFlag.AlignVCenter).value
        painter.drawText(area, flags | Qt.TextFlag.TextDontClip.value, shown)
        return painter.fontMetrics().horizontalAdvance(shown)


def _on_this_pc() -> str:
    return QCoreApplication.translate("ChoiceList", "On this PC")


class ChoiceList(QWidget):
    """All files of a model, one of them chosen; of many, one of each class until the others are asked for.

    Signals:
        chosen(str): the user wants this one, by its name.
    """

    chosen = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._rows: list[ChoiceRow] = []
        self._choices: tuple[Choice, ...] = ()
        self._fit_of: Callable[[str], Fit | None] = lambda _name: None
        self._current = ""
        self._here: frozenset[str] = frozenset()
        self._shows_all = False
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._choose)
        self._more = QPushButton()
        self._more.setProperty("kind", "link")
        self._more.clicked.connect(self._show_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_choices(
        self,
        choices: tuple[Choice, ...],
        fit_of: Callable[[str], Fit | None],
        current: str,
        here: frozenset[str] = frozenset(),
    ) -> None:
        """Show these files; `fit_of` gives how one of them fits, by its name; those `here` are on this PC."""
        if choices != self._choices:
            self._shows_all = False
        self._choices, self._fit_of, self._current, self._here = choices, fit_of, current, here
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Measure the rows anew when texts or their size change."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        shown = self._shown()
        while len(self._rows) < len(shown):
            row = ChoiceRow(self._theme_manager, self)
            self._group.addButton(row)
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(shown))
            if place < len(shown):
                choice = shown[place]
                row.show_choice(choice, self._fit_of(choice.name), is_here=choice.name in self._here)
                row.setChecked(shown[place].name == self._current)
        self._more.setVisible(len(shown) < len(self._choices))
        count = len(self._choices)
        self._more.setText(self.tr("Show all %n files", "", count))

    def _shown(self) -> list[Choice]:
        names = self._of_each_class()
        if self._shows_all or len(self._choices) - len(names) < _LEAST_HIDDEN:
            return list(self._choices)
        return [choice for choice in self._choices if choice.name in names]

    def _of_each_class(self) -> set[str]:
        """Choose one file of each class: the medium one, else the first; and the one that is chosen."""
        names: dict[str, str] = {}
        for choice in self._choices:
            code = quality_of(choice.quantization)
            if code not in names or choice.quantization.endswith("_M"):
                names[code] = choice.name
        return {*names.values(), self._current}

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()
        self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, row: ChoiceRow) -> None:
        self._current = row.choice.name
        self.chosen.emit(row.choice.name)
