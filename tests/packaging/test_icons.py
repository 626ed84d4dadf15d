"""The app's icon as ICO and ICNS, read back by Qt."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader

import icons


def read_images(path: Path) -> list[QImage]:
    """Give every image of an icon."""
    reader = QImageReader(str(path))
    return [reader.read() for number in range(reader.imageCount()) if reader.jumpToImage(number)]


def looks_like_the_icon(image: QImage) -> bool:
    """Give whether its corner is clear, its ground green, and the balloon in its middle white."""
    edge = image.width()
    ground = image.pixelColor(edge // 6, edge // 4)
    balloon = image.pixelColor(edge // 2, edge // 3)
    return (
        image.pixelColor(0, 0).alpha() == 0
        and ground.alpha() == 255
        and ground.green() > ground.red()
        and balloon.red() > 240
    )


def test_an_ico_has_every_size_windows_asks_for(tmp_path: Path) -> None:
    images = read_images(icons.write_ico(tmp_path / "app.ico"))
    assert tuple(image.width() for image in images) == icons.ICO_SIZES
    assert all(looks_like_the_icon(image) for image in images if image.width() >= 32)


def test_an_ico_keeps_its_bitmaps_the_right_way_up(tmp_path: Path) -> None:
    image = read_images(icons.write_ico(tmp_path / "app.ico", (64,)))[0]
    drawn = QImage(str(icons.write_png(64, tmp_path / "app.png")))
    column = [drawn.pixelColor(20, y) for y in range(64)]
    assert [image.pixelColor(20, y) for y in range(64) if column[y].alpha() == 255] == [
        colour for colour in column if colour.alpha() == 255
    ]


def test_an_icns_has_every_entry(tmp_path: Path) -> None:
    written = icons.write_icns(tmp_path / "app.icns").read_bytes()
    assert all(kind in written for kind, _ in icons.ICNS_ENTRIES)


@pytest.mark.parametrize("size", [16, 1024])
def test_a_png_has_the_size_asked_for(tmp_path: Path, size: int) -> None:
    assert QImage(str(icons.write_png(size, tmp_path / "app.png"))).width() == size
