"""What pages look like: their size and margins, the fonts and colours on them."""

from __future__ import annotations

from functools import cached_property
from typing import Final, NamedTuple

from PySide6.QtCore import QLocale, QMarginsF
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QPageSize

from desktop_chat.ui.chat.blocks.code_box import PADDING
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.fonts import interface_font, monospace_font
from desktop_chat.ui.theme import LIGHT

_POINTS: Final = 10.0
_MARGINS: Final = QMarginsF(22, 20, 22, 24)
"""Millimetres; the number of the page stands in the lower one."""


class Paper(NamedTuple):
    """A size of pages, the units on them for each inch, and the fonts."""

    size: QPageSize.PageSizeId
    resolution: int
    font: QFont
    monospace: QFont

    @property
    def layout(self) -> QPageLayout:
        """The page with its margins."""
        portrait, unit = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Millimeter
        return QPageLayout(QPageSize(self.size), portrait, _MARGINS, unit)


def usual_paper() -> Paper:
    """Give what people here print on; for the main thread."""
    is_american = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    resolution = round(QGuiApplication.primaryScreen().logicalDotsPerInch())  # what fonts are measured with
    size = QPageSize.PageSizeId.Letter if is_american else QPageSize.PageSizeId.A4
    return Paper(size, resolution, _printed(interface_font()), _printed(monospace_font()))


def _printed(font: QFont) -> QFont:
    """Give a font whose letters stand where its designer wants them, not at whole pixels."""
    result = QFont(font)
    result.setPointSizeF(_POINTS)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


class PaperStyle(DocumentStyle):
    """How blocks are set on paper: light, with all code in sight."""

    def __init__(self, font: QFont, monospace: QFont, *, muted: bool = False) -> None:
        super().__init__(LIGHT, font, monospace, muted=muted, wrap_code=True)
        self._fonts = (font, monospace)
        self.code_header = round(self.pixels * 2.1)

    @cached_property
    def muted(self) -> PaperStyle:
        """The same, in the colour of what matters less."""
        return PaperStyle(*self._fonts, muted=True)

    @cached_property
    def nameless(self) -> PaperStyle:
        """The same for code without a language: nothing stands over it."""
        style = PaperStyle(*self._fonts)
        style.code_header = PADDING
        return style
