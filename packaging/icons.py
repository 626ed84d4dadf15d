"""The app's icon in the formats of the three systems, drawn from `assets/icons/app.svg`.

Formats: ICO as Windows reads it (small sizes as bitmaps, 256 as PNG), ICNS as `iconutil` writes it (PNG entries).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from product import ASSETS

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SOURCE = ASSETS / "icons" / "app.svg"
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_ENTRIES = (
    (b"icp4", 16),
    (b"icp5", 32),
    (b"ic07", 128),
    (b"ic08", 256),
    (b"ic09", 512),
    (b"ic10", 1024),
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic13", 256),
    (b"ic14", 512),
)
"""The type of each entry and its edge in pixels; `ic10` to `ic14` are for displays of twice the density."""

_AS_PNG_FROM = 256
_BITMAP_HEADER = struct.Struct("<IiiHHIIiiII")


def write_png(size: int, out: Path) -> Path:
    """Write the icon as PNG, `size` pixels wide and high; gives `out`."""
    return _write(out, _png(size))


def write_ico(out: Path, sizes: Sequence[int] = ICO_SIZES) -> Path:
    """Write the icon for Windows in every size it asks for; gives `out`."""
    images = [_png(size) if size >= _AS_PNG_FROM else _bitmap(size) for size in sizes]
    at = 6 + 16 * len(sizes)
    index = b""
    for size, image in zip(sizes, images, strict=True):
        index += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), at)
        at += len(image)
    return _write(out, struct.pack("<HHH", 0, 1, len(sizes)) + index + b"".join(images))


def write_icns(out: Path) -> Path:
    """Write the icon for macOS; gives `out`."""
    entries = [(kind, _png(size)) for kind, size in ICNS_ENTRIES]
    body = b"".join(kind + struct.pack(">I", 8 + len(png)) + png for kind, png in entries)
    return _write(out, b"icns" + struct.pack(">I", 8 + len(body)) + body)


def _write(out: Path, data: bytes) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    return out


def _bitmap(size: int) -> bytes:
    """Give the icon as the bitmap of an ICO: rows from the bottom up, then an empty mask of one bit a pixel."""
    image = _draw(size)
    pixels = bytes(image.constBits())
    rows = [pixels[start : start + 4 * size] for start in range(0, len(pixels), image.bytesPerLine())]
    mask = bytes((size + 31) // 32 * 4 * size)
    header = _BITMAP_HEADER.pack(_BITMAP_HEADER.size, size, 2 * size, 1, 32, 0, 4 * size * size, 0, 0, 0, 0)
    return header + b"".join(reversed(rows)) + mask


@cache
def _png(size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415  only what draws needs Qt
    from PySide6.QtGui import QImageWriter  # noqa: PLC0415

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(_draw(size))
    return bytes(buffer.data().data())


def _draw(size: int) -> QImage:
    """Draw the icon; drawing an SVG without text needs no application, nor a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415  only what draws needs Qt
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    return image
