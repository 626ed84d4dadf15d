"""The app's icon as it is kept for Windows and macOS, read back by Qt."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader

import icons

ALIKE = 3  # of 255, on average: another version of Qt draws edges a little differently


def read_images(path: Path) -> list[QImage]:
    """Give every image of an icon."""
    reader = QImageReader(str(path))
    return [reader.read() for number in range(reader.imageCount()) if reader.jumpToImage(number)]


def difference(one: QImage, other: QImage) -> float:
    """Give by how much two images differ on average, of 255."""
    ours, theirs = (
        bytes(image.convertedTo(QImage.Format.Format_RGBA8888_Premultiplied).constBits())
        for image in (one, other)
    )
    assert len(ours) == len(theirs)
    return sum(abs(a - b) for a, b in zip(ours, theirs, strict=True)) / len(ours)


def test_the_kept_ico_has_every_size_windows_asks_for_as_drawn() -> None:
    images = read_images(icons.WINDOWS)
    assert tuple(image.width() for image in images) == icons.ICO_SIZES
    assert max(difference(image, icons.draw(image.width())) for image in images) < ALIKE


def test_the_kept_icns_has_every_entry(tmp_path: Path) -> None:
    written, kept = icons.write_icns(tmp_path / "app.icns").read_bytes(), icons.MACOS.read_bytes()
    assert int.from_bytes(kept[4:8], "big") == len(kept)
    assert kinds(kept) == kinds(written) == [kind for kind, _ in icons.ICNS_ENTRIES]


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256, 512, 1024])
def test_the_kept_icons_give_a_png_as_drawn(tmp_path: Path, size: int) -> None:
    assert difference(QImage(str(icons.write_png(size, tmp_path / "app.png"))), icons.draw(size)) < ALIKE


def test_another_drawing_would_be_noticed() -> None:
    assert difference(icons.draw(64).flipped(), icons.draw(64)) > ALIKE


def test_the_kept_banner_is_as_drawn(tmp_path: Path) -> None:
    assert difference(QImage(str(icons.BANNER)), QImage(str(icons.write_banner(tmp_path / "b.bmp")))) < ALIKE


def kinds(icns: bytes) -> list[bytes]:
    """Give the types of the entries of an icon for macOS."""
    at, found = 8, []
    while at < len(icns):
        found.append(icns[at : at + 4])
        at += int.from_bytes(icns[at + 4 : at + 8], "big")
    return found
