"""How messages are set in one theme and font: the looks of their texts, and distances."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat

from desktop_chat.ui.chat.blocks.looks import (
    CODE_SCALE,
    HEADING_SCALES,
    RunFormats,
    TextLook,
    make_look,
    pixel_size,
    scaled,
)
from desktop_chat.ui.theme import Theme

_LINE_HEIGHT: Final = 1.62
_CELL_HEIGHT: Final = 1.5
_CODE_HEIGHT: Final = 1.45
_HEADING_HEIGHT: Final = 1.4
_CAPTION_SCALE: Final = 0.82


class DocumentStyle:
    """Gives looks and formats, each made once; distances grow with the size of the font."""

    def __init__(
        self, theme: Theme, font: QFont, monospace: QFont, *, muted: bool = False, wrap_code: bool = False
    ) -> None:
        self.theme = theme
        self.font = font
        self.pixels = pixel_size(font)  # the unit of distances
        self.monospace = scaled(monospace, font.pointSizeF() * CODE_SCALE / monospace.pointSizeF())
        self.caption = scaled(font, _CAPTION_SCALE)
        self.wrap_code = wrap_code  # long lines of code are broken, unless the reader wants a card otherwise
        self.indent = round(self.pixels * 1.75)  # of an item
        self.code_header = round(self.pixels * 2.4)  # the band over code
        self.code_advance = QFontMetricsF(self.monospace).horizontalAdvance("0")
        color = theme.text_muted if muted else theme.text
        bold = scaled(font, 1, QFont.Weight.DemiBold)
        self.body = make_look(font, self.pixels * _LINE_HEIGHT, color)
        self.cell_look = make_look(font, self.pixels * _CELL_HEIGHT, color)
        self.header_cell_look = make_look(bold, self.pixels * _CELL_HEIGHT, color)
        self.code_look = make_look(self.monospace, self.pixels * _CODE_HEIGHT, color)
        self._unscaled_monospace = monospace
        self._headings = [self._make_heading(scale, color) for scale in HEADING_SCALES]
        self._run_formats: dict[TextLook, RunFormats] = {}
        self._colors: dict[str, QTextCharFormat] = {}

    @cached_property
    def muted(self) -> DocumentStyle:
        """The same, in the colour of what matters less."""
        return DocumentStyle(
            self.theme, self.font, self._unscaled_monospace, muted=True, wrap_code=self.wrap_code
        )

    def heading_look(self, level: int) -> TextLook:
        """Give the look of a heading, 1 to 6."""
        return self._headings[level - 1]

    def formats(self, look: TextLook) -> RunFormats:
        """Give the formats of runs within a text of a look."""
        if look not in self._run_formats:
            self._run_formats[look] = RunFormats(self.theme, look, self.monospace)
        return self._run_formats[look]

    def code_format(self, color: str) -> QTextCharFormat:
        """Give the format of coloured code."""
        if color not in self._colors:
            self._colors[color] = QTextCharFormat()
            self._colors[color].setForeground(QColor(color))
        return self._colors[color]

    def _make_heading(self, scale: float, color: str) -> TextLook:
        font = scaled(self.font, scale, QFont.Weight.DemiBold)
        return make_look(font, self.pixels * scale * _HEADING_HEIGHT, color)
