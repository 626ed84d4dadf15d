"""Which fonts the window uses: the system's own, Hangul fallbacks, and a scale of four sizes."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase


class TextSize(Enum):
    """The four sizes of text, in points on macOS and 14/13 of that in pixels at 96 dpi elsewhere."""

    CAPTION = 11
    BODY = 13
    LEAD = 15
    TITLE = 20


# Only families that the platform surely has are named on Windows and macOS: looking for a missing one
# makes Qt read every font file there, which costs more than the rest of the start.
_INTERFACE_FALLBACKS: Final[dict[str, tuple[str, ...]]] = {
    "darwin": ("Apple SD Gothic Neo",),
    "win32": ("Malgun Gothic",),
    "linux": ("Pretendard", "Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "Noto Color Emoji"),
}
_GENERIC: Final = ("Inter", "Noto Sans", "Cantarell", "Ubuntu")
_MONOSPACE: Final[dict[str, tuple[str, ...]]] = {
    "darwin": ("Menlo", "Apple SD Gothic Neo"),
    "win32": ("Consolas", "Malgun Gothic"),
    "linux": (
        "JetBrains Mono",
        "Noto Sans Mono",
        "DejaVu Sans Mono",
        "Liberation Mono",
        "D2Coding",
        "Noto Sans Mono CJK KR",
        "NanumGothicCoding",
    ),
}


def point_size(size: TextSize, text_scale: float = 1.0) -> float:
    """Give a text size in points of this platform, times the scale the user chose."""
    points = size.value if sys.platform == "darwin" else size.value * 14 / 13 * 0.75
    return round(points * text_scale, 2)


def interface_families() -> list[str]:
    """List the families of the interface, best first: the system's own, then those that have Hangul."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    unset = system.lower() in {"", "sans", "sans serif", "sans-serif"}
    first = [*_GENERIC, system] if unset else [system]
    return [*filter(None, first), *_for_platform(_INTERFACE_FALLBACKS)]


def monospace_families() -> list[str]:
    """List the families for code, best first, with a Hangul fallback."""
    return list(_for_platform(_MONOSPACE))


def interface_font(
    size: TextSize = TextSize.BODY, text_scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal
) -> QFont:
    """Build the font of the interface in one of the four sizes."""
    return _font(interface_families(), point_size(size, text_scale), weight)


def monospace_font(text_scale: float = 1.0) -> QFont:
    """Build the font for code, a little smaller than body text because its letters are wider."""
    font = _font(monospace_families(), point_size(TextSize.BODY, text_scale * 0.95), QFont.Weight.Normal)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFixedPitch(True)
    return font


def _font(families: list[str], points: float, weight: QFont.Weight) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPointSizeF(points)
    font.setWeight(weight)
    return font


def _for_platform(table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return table.get(sys.platform, table["linux"])
