"""The row of personas on an empty chat: the one in use is marked, another is a click away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QRadioButton, QWidget

from desktop_chat.chat.personas import Persona
from desktop_chat.ui.personas.sign import NOBODY_SIGN, can_draw
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.tooltips import as_tooltip

_PADDING = 13
_LONGEST = 190


class PersonaChips(QWidget):
    """Shows as many chips as there is room for in one row; the one in use is always among them.

    Signals:
        chosen(str): the persona with this key; nothing: none.
        more_requested: the other personas should be shown below `more_button`.
    """

    chosen = Signal(str)
    more_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._personas: tuple[Persona, ...] = ()
        self._chosen = ""
        self._group = QButtonGroup(self)
        self.chips: list[Chip] = []
        self.more_button = QPushButton(self)
        self.more_button.setProperty("kind", "quiet")
        self.more_button.setIcon(theme_manager.icon("chevron-down"))
        self.more_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.more_button.clicked.connect(self.more_requested)
        theme_manager.changed.connect(self._use_theme)
        self._retranslate()

    def set_personas(self, personas: Sequence[Persona], chosen: str) -> None:
        """Offer these, and none at all; `chosen` is in use."""
        keys = {one.key for one in personas}
        used = chosen if chosen in keys else ""
        if tuple(personas) != self._personas or not self.chips:
            self._personas = tuple(personas)
            self._fill()
        self._chosen = used
        for chip in self.chips:
            if chip.key == used:
                chip.setChecked(True)
        self._arrange()

    def sizeHint(self) -> QSize:
        """Ask for one row."""
        return QSize(400, max(self.more_button.sizeHint().height(), chip_height(self._theme_manager)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._fill()
            self.set_personas(self._personas, self._chosen)
        super().changeEvent(event)

    def _fill(self) -> None:
        for chip in self.chips:
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        nobody = Persona(
            "", self.tr("Just chat"), NOBODY_SIGN, self.tr("No persona, with your usual settings")
        )
        self.chips = [Chip(self._theme_manager, one, self) for one in (nobody, *self._personas)]
        for chip in self.chips:
            self._group.addButton(chip)
            chip.toggled.connect(lambda on, key=chip.key: self._on_toggled(key) if on else None)

    def _on_toggled(self, key: str) -> None:
        if key != self._chosen:
            self._chosen = key
            self.chosen.emit(key)

    def _arrange(self) -> None:
        """Put the chips that fit in the middle, the button for the others behind them."""
        if not self.chips:
            return
        height = self.height()
        more = self.more_button.sizeHint()
        shown = self._fitting(self.width() - more.width() - SPACING)
        widths = [chip.sizeHint().width() for chip in shown]
        whole = sum(widths) + SPACING * len(shown) + more.width()
        left = max((self.width() - whole) // 2, 0)
        for chip in self.chips:
            chip.setVisible(chip in shown)
        for chip, width in zip(shown, widths, strict=True):
            self._place(chip, left, QSize(width, chip_height(self._theme_manager)), height)
            left += width + SPACING
        self._place(self.more_button, left, more, height)

    def _place(self, widget: QWidget, left: int, size: QSize, height: int) -> None:
        area = QRect(QPoint(left, (height - size.height()) // 2), size)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            area.moveLeft(self.width() - area.right() - 1)
        widget.setGeometry(area)

    def _fitting(self, room: int) -> list[Chip]:
        """Give the first chips that fit, the last of them the one in use where it would be left out."""
        used = next(chip for chip in self.chips if chip.key == self._chosen)
        order = [used, *(chip for chip in self.chips if chip is not used)]
        fitting: set[Chip] = set()
        for chip in order:
            room -= chip.sizeHint().width() + SPACING
            if room < 0 and fitting:
                break
            fitting.add(chip)
        return [chip for chip in self.chips if chip in fitting]

    def _use_theme(self) -> None:
        self.more_button.setIcon(self._theme_manager.icon("chevron-down"))
        self.updateGeometry()
        self._arrange()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Persona"))
        self.more_button.setText(self.tr("More"))
        self.more_button.setAccessibleName(self.tr("More personas"))


class Chip(QRadioButton):
    """One persona to choose: its sign and its name."""

    def __init__(self, theme_manager: ThemeManager, persona: Persona, parent: QWidget) -> None:
        super().__init__(persona.name, parent)
        self.key = persona.key
        self._sign = persona.sign if can_draw(persona.sign) else ""
        self._theme_manager = theme_manager
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(as_tooltip(persona.about))
        self.setAccessibleDescription(persona.about)

    def sizeHint(self) -> QSize:
        """Ask for one line with room around it."""
        metrics = QFontMetrics(self._font())
        width = min(metrics.horizontalAdvance(self._label()), _LONGEST)
        return QSize(width + 2 * _PADDING + 2, chip_height(self._theme_manager))

    def hitButton(self, place: QPoint) -> bool:
        """Be clicked anywhere."""
        return self.rect().contains(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a pill with the sign and the name in it."""
        theme = self._theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_strong = self.isChecked() or self.hasFocus()
        ground = (
            theme.accent_soft if self.isChecked() else theme.hover if self.underMouse() else theme.surface
        )
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(theme.accent if is_strong else theme.border), 2 if self.hasFocus() else 1))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)
        painter.setFont(self._font())
        painter.setPen(QColor(theme.text))
        metrics = QFontMetrics(self._font())
        label = metrics.elidedText(self._label(), Qt.TextElideMode.ElideRight, self.width() - 2 * _PADDING)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, label)

    def _label(self) -> str:
        return f"{self._sign}  {self.text()}" if self._sign else self.text()

    def _font(self) -> QFont:
        return self._theme_manager.font()


def chip_height(theme_manager: ThemeManager) -> int:
    """Give the height of a chip in pixels at the text scale in use."""
    return QFontMetrics(theme_manager.font()).height() + 16
