"""How each kind of text is set: its font, the height of its lines, its colours."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QTextCharFormat

from desktop_chat.markdown.blocks import Run
from desktop_chat.ui.theme import Theme

HEADING_SCALES: Final = (1.45, 1.25, 1.1, 1.0, 1.0, 1.0)
CODE_SCALE: Final = 0.9
FORMULA_SCALE: Final = 1.1
"""Of formulas: their font's letters are smaller than the interface's."""


class TextLook(NamedTuple):
    """The font and the lines of a text; pixels."""

    font: QFont
    line_height: int
    baseline: int  # from the top of a line
    color: str


def make_look(font: QFont, line_height: float, color: str) -> TextLook:
    """Give lines of a height in pixels with the letters in their middle."""
    metrics = QFontMetricsF(font)
    height = max(round(line_height), round(metrics.ascent() + metrics.descent()))
    lead = (height - metrics.ascent() - metrics.descent()) / 2
    return TextLook(font, height, round(lead + metrics.ascent()), color)


def pixel_size(font: QFont) -> float:
    """Give the size of a font in pixels: points are more of them on Windows and Linux than on macOS."""
    return font.pointSizeF() * QGuiApplication.primaryScreen().logicalDotsPerInchY() / 72


def scaled(font: QFont, scale: float, weight: QFont.Weight | None = None) -> QFont:
    """Give a font in another size."""
    result = QFont(font)
    result.setPointSizeF(round(font.pointSizeF() * scale, 2))
    if weight is not None:
        result.setWeight(weight)
    return result


class RunFormats:
    """Makes the formats of runs within a text of one size, each once."""

    def __init__(self, theme: Theme, look: TextLook, monospace: QFont) -> None:
        self._theme = theme
        self._size = look.font.pointSizeF()
        self._monospace = monospace
        self._made: dict[tuple[bool, ...], QTextCharFormat] = {}

    def of(self, run: Run, *, is_source: bool = False) -> QTextCharFormat | None:
        """Give the format of a run, None for plain text; `is_source`: a formula shown as it is written."""
        is_code = run.code or is_source
        key = (run.bold, run.italic, run.strike, is_code, bool(run.link), bool(run.note))
        if not any(key):
            return None
        if key not in self._made:
            self._made[key] = self._make(run, is_code=is_code)
        return self._made[key]

    def _make(self, run: Run, *, is_code: bool) -> QTextCharFormat:
        result = QTextCharFormat()
        if run.bold:
            result.setFontWeight(QFont.Weight.DemiBold)
        if run.italic:
            result.setFontItalic(True)
        if run.strike:
            result.setFontStrikeOut(True)
        if is_code:
            result.setFontFamilies(self._monospace.families())
            result.setFontPointSize(round(self._size * CODE_SCALE, 2))
        if run.link or run.note:
            result.setForeground(QColor(self._theme.accent))
        if run.link:
            result.setFontUnderline(True)
        if run.note:
            result.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        return result
