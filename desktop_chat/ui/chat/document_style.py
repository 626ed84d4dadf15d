"""The formats of a message's document: type scale, distances and frames in one theme and font."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)

from desktop_chat.ui.chat.blocks.looks import (
    CODE_SCALE,
    HEADING_SCALES,
    RunFormats,
    TextLook,
    make_look,
    scaled,
)
from desktop_chat.ui.theme import Theme

FRAME_KIND: Final = QTextFormat.Property.UserProperty.value + 1
"""A frame format's property: `CODE` or `QUOTE`."""

LANGUAGE: Final = QTextFormat.Property.UserProperty.value + 2
"""A code frame's property: the language its first line names."""

CODE: Final = 1
QUOTE: Final = 2

CODE_OVERLAP: Final = 8
"""Pixels that the band over code reaches into the padding of its frame."""

_HEADING_SCALES: Final = (1.4, 1.22, 1.1, 1.0, 1.0, 1.0)
_LINE_HEIGHT: Final = 1.62


class DocumentStyle:
    """Builds formats; distances are in units of the font's size, so that they grow with the text scale."""

    def __init__(
        self, theme: Theme, font: QFont, monospace: QFont, *, muted: bool = False, wrap_code: bool = False
    ) -> None:
        self.theme = theme
        self.wrap_code = wrap_code  # long lines of code are broken, unless the reader wants a card otherwise
        self.monospace = scaled(monospace, font.pointSizeF() * CODE_SCALE / monospace.pointSizeF())
        self.font = font
        self.pixels = font.pointSizeF() * 96 / 72
        self.indent = round(self.pixels * 1.75)
        self.code_header = round(
            self.pixels * 2.4
        )  # the band over code, for its language and the copy button
        self.text = QTextCharFormat()
        self.text.setForeground(QColor(theme.text))
        self.paragraph = self._block(above=0.75, below=0.75)
        self.item = self._block(below=0.4)
        self.rule = self._rule()
        self.spacer = self._block(height=0)
        self.spacer.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self.spacer_text = QTextCharFormat()
        self.spacer_text.setFontPointSize(1)
        self.cell = self._block(height=1.5)
        self.code_line = self._block(height=1.4)
        self._monospace = monospace
        self._code_texts: dict[str, QTextCharFormat] = {}
        color = theme.text_muted if muted else theme.text
        self.body = make_look(font, self.pixels * _LINE_HEIGHT, color)
        self.cell_look = make_look(font, self.pixels * 1.5, color)
        bold = scaled(font, 1, QFont.Weight.DemiBold)
        self.header_cell_look = make_look(bold, self.pixels * 1.5, color)
        self.code_look = make_look(self.monospace, self.pixels * 1.45, color)
        self.caption = scaled(font, 0.82)
        self.code_advance = QFontMetricsF(self.monospace).horizontalAdvance("0")
        self._headings = [self._heading_look(level) for level in range(6)]
        self._colors: dict[str, QTextCharFormat] = {}
        self._run_formats: dict[TextLook, RunFormats] = {}

    @cached_property
    def muted(self) -> DocumentStyle:
        """The same, in the colour of what matters less."""
        return DocumentStyle(self.theme, self.font, self._monospace, muted=True, wrap_code=self.wrap_code)

    def heading_look(self, level: int) -> TextLook:
        """Give the look of a heading, 1 to 6."""
        return self._headings[level - 1]

    def code_formats(self, color: str) -> QTextCharFormat:
        """Give the format of coloured code."""
        if color not in self._colors:
            self._colors[color] = QTextCharFormat()
            self._colors[color].setForeground(QColor(color))
        return self._colors[color]

    def formats(self, look: TextLook) -> RunFormats:
        """Give the formats of runs within a text of a look."""
        if look not in self._run_formats:
            self._run_formats[look] = RunFormats(self.theme, look, self.monospace)
        return self._run_formats[look]

    def _heading_look(self, level: int) -> TextLook:
        scale = HEADING_SCALES[level]
        font = scaled(self.font, scale, QFont.Weight.DemiBold)
        color = self.theme.text_muted if level == 5 else self.theme.text
        return make_look(font, self.pixels * scale * 1.4, color)

    def heading(self, level: int, indent: int = 0) -> QTextBlockFormat:
        """Build the block format of a heading, 1 to 6."""
        height = 1.35 * _HEADING_SCALES[level - 1]
        result = self._block(above=1.3 if level < 3 else 1.1, below=0.45, height=height)
        result.setIndent(indent)
        return result

    def heading_text(self, level: int) -> QTextCharFormat:
        """Build the character format of a heading, 1 to 6."""
        result = QTextCharFormat(self.text)
        result.setFontPointSize(round(self.font.pointSizeF() * _HEADING_SCALES[level - 1], 2))
        result.setFontWeight(QFont.Weight.DemiBold)
        return result

    def inner_paragraph(self, indent: int) -> QTextBlockFormat:
        """Build the block format of a paragraph inside `indent` lists."""
        result = QTextBlockFormat(self.item)
        result.setIndent(indent)
        return result

    def inline_code(self, text: QTextCharFormat) -> QTextCharFormat:
        """Build the format of code within text of a format."""
        result = QTextCharFormat(text)
        result.setFontFamilies(self._monospace.families())
        result.setFontPointSize(round((text.fontPointSize() or self.font.pointSizeF()) * 0.92, 2))
        result.setBackground(QColor(self.theme.user_bubble))
        return result

    def link(self, text: QTextCharFormat, address: str) -> QTextCharFormat:
        """Build the format of a link within text of a format."""
        result = QTextCharFormat(text)
        result.setAnchor(True)
        result.setAnchorHref(address)
        result.setForeground(QColor(self.theme.accent))
        result.setFontUnderline(True)
        result.setToolTip(address)
        return result

    def code_text(self, color: str = "") -> QTextCharFormat:
        """Give the format of a run of code; no colour: the text's own."""
        if color not in self._code_texts:
            self._code_texts[color] = self._code_text(color)
        return self._code_texts[color]

    def _code_text(self, color: str) -> QTextCharFormat:
        result = QTextCharFormat()
        result.setFontFamilies(self._monospace.families())
        result.setFontPointSize(round(self.font.pointSizeF() * 0.9, 2))
        result.setForeground(QColor(color or self.theme.text))
        return result

    def list(self, depth: int, start: int | None) -> QTextListFormat:
        """Build the format of a list `depth` levels deep, from 1; with a `start` it is numbered."""
        result = QTextListFormat()
        result.setIndent(depth)
        if start is None:
            shapes = QTextListFormat.Style
            result.setStyle(shapes.ListDisc if depth == 1 else shapes.ListCircle)
        else:
            result.setStyle(QTextListFormat.Style.ListDecimal)
            result.setStart(start)
        return result

    def code_frame(self, language: str, indent: int) -> QTextFrameFormat:
        """Build the frame of a code block; the view draws its ground and header."""
        result = QTextFrameFormat()
        result.setProperty(FRAME_KIND, CODE)
        result.setProperty(LANGUAGE, language)
        result.setPadding(12)
        self._placed(result, indent)
        result.setTopMargin(result.topMargin() + self.code_header - CODE_OVERLAP)
        return result

    def quote_frame(self, indent: int) -> QTextFrameFormat:
        """Build the frame of a quotation; the view draws its bar."""
        result = QTextFrameFormat()
        result.setProperty(FRAME_KIND, QUOTE)
        self._placed(result, indent)
        result.setLeftMargin(result.leftMargin() + round(self.pixels))
        return result

    def table(self, columns: int, indent: int) -> QTextTableFormat:
        """Build the format of a table of `columns` columns."""
        result = QTextTableFormat()
        result.setBorderCollapse(True)
        result.setBorder(1)
        result.setBorderBrush(QBrush(QColor(self.theme.border)))
        result.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        result.setCellPadding(7)
        result.setCellSpacing(0)
        result.setHeaderRowCount(1)
        if columns > 3:
            result.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        self._placed(result, indent)
        return result

    def _placed(self, frame: QTextFrameFormat, indent: int) -> QTextFrameFormat:
        frame.setLeftMargin(indent * self.indent)
        frame.setTopMargin(round(self.pixels * 0.8))  # Qt leaves out the margin of the block before
        frame.setBottomMargin(round(self.pixels * 0.9))
        return frame

    def _block(self, above: float = 0, below: float = 0, height: float = _LINE_HEIGHT) -> QTextBlockFormat:
        result = QTextBlockFormat()
        result.setTopMargin(round(self.pixels * above))
        result.setBottomMargin(round(self.pixels * below))
        result.setLineHeight(
            round(self.pixels * height), QTextBlockFormat.LineHeightTypes.MinimumHeight.value
        )
        return result

    def _rule(self) -> QTextBlockFormat:
        result = self._block(above=0.75, below=1.1, height=0.5)
        result.setBackground(QColor(self.theme.border_strong))  # the colour of the rule itself
        result.setProperty(
            QTextFormat.Property.BlockTrailingHorizontalRulerWidth,
            QTextLength(QTextLength.Type.PercentageLength, 100),
        )
        return result
