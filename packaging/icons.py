"""Draws the app's icon for Windows and macOS from `assets/icons/app.svg`, into the files kept beside the scripts.

Run it when the drawing changes: `python packaging/icons.py`, with PySide6. The builds then need no Qt for it.
Formats: ICO and ICNS, each a list of PNG images, as Windows since Vista and macOS since 10.7 read them.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from product import ASSETS, ROOT

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SOURCE = ASSETS / "icons" / "app.svg"
WINDOWS = ROOT / "packaging" / "windows" / "app.ico"
MACOS = ROOT / "packaging" / "macos" / "app.icns"
BANNER = ROOT / "packaging" / "windows" / "banner.bmp"
BANNER_SIZE = (164, 314)
"""What NSIS shows at the left of its last page, in pixels."""

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

_ICO_ENTRY = struct.Struct("<BBBBHHII")


def write_png(size: int, out: Path) -> Path:
    """Write the icon as PNG, `size` pixels wide and high, without Qt; gives `out`.

    There are those sizes that the icons for Windows and macOS have; raises `KeyError` for others.
    """
    return _write(out, dict(_kept())[size])


def write_ico(out: Path, sizes: Sequence[int] = ICO_SIZES) -> Path:
    """Write the icon for Windows in every size it asks for; gives `out`."""
    images = [_png(size) for size in sizes]
    at = 6 + 16 * len(sizes)
    index = b""
    for size, image in zip(sizes, images, strict=True):
        index += _ICO_ENTRY.pack(size % 256, size % 256, 0, 0, 1, 32, len(image), at)
        at += len(image)
    return _write(out, struct.pack("<HHH", 0, 1, len(sizes)) + index + b"".join(images))


def write_icns(out: Path) -> Path:
    """Write the icon for macOS; gives `out`."""
    entries = [(kind, _png(size)) for kind, size in ICNS_ENTRIES]
    body = b"".join(kind + struct.pack(">I", 8 + len(png)) + png for kind, png in entries)
    return _write(out, b"icns" + struct.pack(">I", 8 + len(body)) + body)


def write_banner(out: Path) -> Path:
    """Write the picture of the installer's last page: the icon on its own colours; gives `out`."""
    from PySide6.QtGui import QImage, QLinearGradient, QPainter  # noqa: PLC0415  only what draws needs Qt

    width, height = BANNER_SIZE
    image = QImage(width, height, QImage.Format.Format_RGB888)
    ground = QLinearGradient(0, 0, 0, height)
    ground.setColorAt(0, "#e3efeb")
    ground.setColorAt(1, "#b9d6cd")
    painter = QPainter(image)
    painter.fillRect(image.rect(), ground)
    painter.drawImage((width - 96) // 2, 72, draw(96))
    painter.end()
    image.save(str(out), "BMP")  # type: ignore[call-overload]
    return out


def _write(out: Path, data: bytes) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    return out


def _kept() -> Iterator[tuple[int, bytes]]:
    """Give the images of the kept icons, each after its edge in pixels."""
    ico, icns = WINDOWS.read_bytes(), MACOS.read_bytes()
    for number in range(int.from_bytes(ico[4:6], "little")):
        edge, *_, length, at = _ICO_ENTRY.unpack_from(ico, 6 + _ICO_ENTRY.size * number)
        yield edge or 256, ico[at : at + length]
    at = 8
    for _, size in ICNS_ENTRIES:
        length = int.from_bytes(icns[at + 4 : at + 8], "big")
        yield size, icns[at + 8 : at + length]
        at += length


@cache
def _png(size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice  # noqa: PLC0415  only what draws needs Qt
    from PySide6.QtGui import QImageWriter  # noqa: PLC0415

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(draw(size))
    return bytes(buffer.data().data())


def draw(size: int) -> QImage:
    """Draw the icon, `size` pixels wide and high; drawing an SVG without text needs no application, nor a display."""
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


if __name__ == "__main__":
    for made in (write_ico(WINDOWS), write_icns(MACOS), write_banner(BANNER)):
        print(made)
