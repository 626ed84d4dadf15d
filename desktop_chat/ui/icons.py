"""Line icons tinted in a colour of the theme: drawn from SVG at the size and density they are shown."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_chat.paths import assets_folder

_DISABLED_OPACITY = 0.4


@lru_cache(maxsize=256)
def icon(name: str, color: str) -> QIcon:
    """Give the icon `assets/icons/<name>.svg` in a colour written `#rrggbb`; a missing file raises OSError.

    Icons are cached and drawn on first use, so asking for one costs next to nothing.
    """
    return QIcon(_TintedEngine(_read(name), color))


@lru_cache(maxsize=1)
def app_icon() -> QIcon:
    """Give the icon of the window and the task bar, in its own colours."""
    return QIcon(str(assets_folder() / "icons" / "app.svg"))


@lru_cache(maxsize=128)
def _read(name: str) -> str:
    return (assets_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


class _TintedEngine(QIconEngine):
    """Draws one SVG with `currentColor` replaced; keeps the pixmaps it made."""

    def __init__(self, source: str, color: str) -> None:
        super().__init__()
        self._source = source
        self._color = color
        self._pixmaps: dict[tuple[int, int, bool], QPixmap] = {}

    def clone(self) -> QIconEngine:
        """Copy the engine when Qt detaches the icon."""
        return _TintedEngine(self._source, self._color)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw the icon into a rectangle of a painter, at that painter's density."""
        density = painter.deviceTransform().m11()  # PySide would set up every widget to tell what `device` is
        pixmap = self._pixmap(rect.size() * density, mode)
        painter.drawPixmap(QRectF(rect), pixmap, QRectF(pixmap.rect()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """Give the icon as a pixmap of a size in device pixels."""
        return self._pixmap(size, mode)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        """Give the icon as a pixmap of a size in logical pixels, for a screen of a density."""
        pixmap = QPixmap(self._pixmap(size * scale, mode))
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def _pixmap(self, size: QSize, mode: QIcon.Mode) -> QPixmap:
        key = (size.width(), size.height(), mode == QIcon.Mode.Disabled)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._draw(size, faded=key[2])
        return found

    def _draw(self, size: QSize, *, faded: bool) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        renderer = QSvgRenderer(QByteArray(self._source.replace("currentColor", self._color).encode()))
        painter = QPainter(pixmap)
        painter.setOpacity(_DISABLED_OPACITY if faded else 1.0)
        side = min(size.width(), size.height())
        square = QRect(QPoint(), QSize(side, side))
        square.moveCenter(pixmap.rect().center())
        renderer.render(painter, QRectF(square))
        painter.end()
        return pixmap
