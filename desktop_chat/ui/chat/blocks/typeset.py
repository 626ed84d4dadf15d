"""LaTeX set as curves by ziamath, in units of the font's size: any size and colour is drawn from the same curves."""

from __future__ import annotations

import gc
import re
import threading
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainterPath, QPainterPathStroker, QTransform

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from ziamath.mathfont import MathFont

MAX_SOURCE: Final = 1_000
"""Characters of LaTeX beyond which it is shown as it is written: setting it takes a third of a millisecond each."""

_SIZE: Final = 100.0
_LARGEST: Final = 200.0
_STAND_IN: Final = "\u2b1b"  # as wide as a Hangul syllable: takes the place of letters the font does not have
_DEFAULT_COLORS: Final = {"#010203", "black", "none", ""}
_LINE_DISTANCE: Final = re.compile(r"\\\\\[[^\]\\{}]{0,20}\]")
_ENVIRONMENT: Final = re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}")
_lock = threading.Lock()  # ziamath keeps its settings in globals


class Part(NamedTuple):
    """Curves of one colour; "" is the colour of the text around."""

    path: QPainterPath
    color: str


class Shape(NamedTuple):
    """A formula in units of the font's size, from the start of its baseline."""

    parts: tuple[Part, ...]
    width: float
    ascent: float
    descent: float


def typeset(source: str, *, is_display: bool) -> Shape | None:
    """Set a formula; None where it is not understood. It takes some milliseconds: not for the main thread."""
    if len(source) > MAX_SOURCE:
        return None
    try:
        with _lock:
            return _set(source, is_display)
    except Exception:  # whatever a stranger's LaTeX does to ziamath, it is shown as it is written
        return None


@lru_cache(maxsize=1)
def _ziamath() -> ModuleType:
    """Load ziamath and its font, out of the garbage collector's sight: looking through them takes some frames."""
    gc.disable()
    try:
        import ziamath  # noqa: PLC0415  not needed before the first formula

        ziamath.config.svg2 = True
        ziamath.config.precision = 2
        ziamath.Latex("x").svgxml()
        gc.freeze()
    finally:
        gc.enable()
    return ziamath


def _set(source: str, is_display: bool) -> Shape | None:
    ziamath = _ziamath()
    plain = _LINE_DISTANCE.sub(r"\\\\", _ENVIRONMENT.sub("", source))
    foreign = _foreign_letters(plain, ziamath.Latex("x").font)
    for letter in set(foreign):
        plain = plain.replace(letter, _STAND_IN)
    formula = ziamath.Latex(plain, size=_SIZE, color="#010203", inline=not is_display)
    return _shape(formula.svgxml(), foreign, _stand_in_id(formula.font))


def _foreign_letters(source: str, font: MathFont) -> list[str]:
    if source.isascii():
        return []
    return [each for each in source if not each.isspace() and not font.glyphindex(each)]


def _stand_in_id(font: MathFont) -> str:
    return f"_{font.glyphindex(_STAND_IN)}"


def _shape(svg: Element, foreign: list[str], stand_in: str) -> Shape | None:
    left, top, width, height = map(float, svg.attrib["viewBox"].split())
    scale = 1 / _SIZE
    if not (0 < width * scale < _LARGEST and 0 < height * scale < _LARGEST):
        return None
    drawing = _Drawing(foreign, stand_in)
    drawing.take(svg)
    place = QTransform.fromScale(scale, scale).translate(-left, 0)
    parts = tuple(Part(place.map(path), color) for color, path in drawing.paths.items())
    return Shape(parts, width * scale, -top * scale, (top + height) * scale)


class _Drawing:
    """Collects what an SVG of ziamath draws: glyphs, rectangles and lines."""

    def __init__(self, foreign: list[str], stand_in: str) -> None:
        self.paths: dict[str, QPainterPath] = {}
        self._foreign = list(reversed(foreign))
        self._stand_in = stand_in
        self._symbols: dict[str, tuple[QRectF, QPainterPath]] = {}

    def take(self, element: Element) -> None:
        for child in element:
            match child.tag.rpartition("}")[2]:
                case "g":
                    self.take(child)
                case "symbol":
                    self._symbols["#" + child.attrib["id"]] = _symbol(child)
                case "use":
                    self._add(self._glyph(child), child.get("fill", ""))
                case "rect":
                    self._add_stroked(_rectangle(child), child)
                case "path":
                    self._add_stroked(path_of(child.get("d", "")), child)

    def _add(self, path: QPainterPath, color: str) -> None:
        color = "" if color in _DEFAULT_COLORS else color
        self.paths.setdefault(color, _empty()).addPath(path)

    def _add_stroked(self, path: QPainterPath, element: Element) -> None:
        stroke, width = element.get("stroke", ""), float(element.get("stroke-width", 0))
        if stroke and width:
            stroker = QPainterPathStroker()
            stroker.setWidth(width)
            self._add(stroker.createStroke(path), stroke)
        else:
            self._add(path, element.get("fill", ""))

    def _glyph(self, use: Element) -> QPainterPath:
        place = QRectF(*(float(use.attrib[name]) for name in ("x", "y", "width", "height")))
        name = use.attrib.get("href") or use.attrib["{http://www.w3.org/1999/xlink}href"]
        box, path = self._symbols[name]
        if path.isEmpty():  # a space
            return path
        scale = place.width() / box.width()
        if name.endswith(self._stand_in) and self._foreign:
            baseline = place.top() - box.top() * scale
            return _letter(self._foreign.pop(), place, baseline)
        transform = QTransform.fromTranslate(place.left(), place.top())
        transform.scale(scale, scale).translate(-box.left(), -box.top())
        return transform.map(path)


def _symbol(element: Element) -> tuple[QRectF, QPainterPath]:
    box = QRectF(*map(float, element.attrib["viewBox"].split()))
    path = _empty()
    for child in element:
        path.addPath(path_of(child.get("d", "")))
    return box, path


def _letter(letter: str, place: QRectF, baseline: float) -> QPainterPath:
    """Give a letter of the window's font, in the middle of its stand-in's place."""
    font = QFont()
    font.setPixelSize(round(_SIZE))
    path = _empty()
    path.addText(0, 0, font, letter)
    scale = place.width() / _SIZE * 0.96
    middle = place.center().x() - path.boundingRect().center().x() * scale
    return QTransform.fromTranslate(middle, baseline).scale(scale, scale).map(path)


def _rectangle(element: Element) -> QPainterPath:
    path = _empty()
    path.addRect(QRectF(*(float(element.get(name, 0)) for name in ("x", "y", "width", "height"))))
    return path


def path_of(data: str) -> QPainterPath:
    """Read the data of an SVG path of absolute moves, lines and curves; raises ValueError for anything else."""
    path = _empty()
    steps = {"M": (path.moveTo, 2), "L": (path.lineTo, 2), "Q": (path.quadTo, 4), "C": (path.cubicTo, 6)}
    words = data.split()
    at = 0
    while at < len(words):
        if words[at] in {"Z", "z"}:
            path.closeSubpath()
            at += 1
            continue
        if words[at] not in steps:
            raise ValueError(words[at])
        draw, count = steps[words[at]]
        draw(*map(float, words[at + 1 : at + 1 + count]))
        at += 1 + count
    return path


def _empty() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
