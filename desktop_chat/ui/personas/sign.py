"""A persona's sign: an emoji or a letter in a soft circle."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.style import ThemeManager

NOBODY_SIGN: Final = "💬"
"""What stands for no persona at all."""

_JOINERS: Final = "\u200d\ufe0f"
_SHARE: Final = 0.5  # of the circle's height that the sign's letters are high


def sign_of(sign: str, name: str) -> str:
    """Give the sign of a persona; without one that the fonts of this PC have, the first letter of its name."""
    return sign if sign and can_draw(sign) else name.strip()[:1].upper()


def can_draw(sign: str) -> bool:
    """Whether the fonts of this PC have all that a sign is made of."""
    return all(_is_in_font(ord(each)) for each in sign if each not in _JOINERS)


@lru_cache(maxsize=512)
def _is_in_font(character: int) -> bool:
    return QFontMetrics(QGuiApplication.font()).inFontUcs4(character)


def draw_sign(
    painter: QPainter, area: QRect, sign: str, theme_manager: ThemeManager, *, is_on_accent: bool = False
) -> None:
    """Draw a sign into a square; `is_on_accent` says that the ground is soft already."""
    theme = theme_manager.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.surface if is_on_accent else theme.accent_soft))
    painter.drawEllipse(area)
    font = theme_manager.font(weight=QFont.Weight.DemiBold)
    font.setPixelSize(round(area.height() * _SHARE))
    painter.setFont(font)
    painter.setPen(QColor(theme.accent))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, sign)
    painter.restore()


class Sign(QWidget):
    """Shows a sign; a picture for the eye only."""

    def __init__(self, theme_manager: ThemeManager, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._sign = ""
        self.setFixedSize(size, size)
        theme_manager.changed.connect(self.update)

    def set_sign(self, sign: str) -> None:
        """Show another one."""
        self._sign = sign
        self.update()

    def paintEvent(self, _event: object) -> None:
        """Draw it."""
        painter = QPainter(self)
        draw_sign(painter, self.rect().adjusted(1, 1, -1, -1), self._sign, self._theme_manager)
