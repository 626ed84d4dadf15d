from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from desktop_chat.paths import assets_folder
from desktop_chat.ui.icons import app_icon, icon

FILES = sorted((assets_folder() / "icons").glob("*.svg"))
LINES = [file for file in FILES if file.stem != "app"]
ACCENT = "#2f6f5e"


def colors(image):
    """Every colour an image shows fully opaque."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("file", LINES, ids=lambda file: file.stem)
def test_every_line_icon_is_drawn_on_the_same_grid(file):
    root = ElementTree.parse(file).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "1.75"
    assert root.get("stroke-linecap") == "round"


@pytest.mark.parametrize("file", LINES, ids=lambda file: file.stem)
def test_every_line_icon_shows_in_the_colour_asked_for(qapp, file):
    image = icon(file.stem, ACCENT).pixmap(QSize(48, 48)).toImage()
    assert colors(image) == {ACCENT}


def test_an_icon_keeps_clear_of_its_edges(qapp):
    for file in LINES:
        image = icon(file.stem, ACCENT).pixmap(QSize(24, 24)).toImage()
        rim = [image.pixelColor(at, edge).alpha() for at in range(24) for edge in (0, 23)]
        rim += [image.pixelColor(edge, at).alpha() for at in range(24) for edge in (0, 23)]
        assert max(rim) == 0, file.stem


def test_a_dense_screen_gets_as_many_pixels_as_it_shows(qapp):
    pixmap = icon("send", ACCENT).pixmap(QSize(20, 20), 2.0)
    assert pixmap.size() == QSize(40, 40)
    assert pixmap.devicePixelRatio() == 2.0


def test_painting_on_a_dense_canvas_uses_all_its_pixels(qapp):
    canvas = QImage(48, 48, QImage.Format.Format_ARGB32)
    canvas.setDevicePixelRatio(2.0)
    canvas.fill(QColor("transparent"))
    painter = QPainter(canvas)
    icon("stop", ACCENT).paint(painter, QRect(0, 0, 24, 24))
    painter.end()
    assert canvas.pixelColor(24, 24) == QColor(ACCENT)
    assert canvas.pixelColor(2, 24).alpha() == 0


def test_a_disabled_icon_is_faded(qapp):
    centre = [
        icon("stop", ACCENT).pixmap(QSize(24, 24), mode).toImage().pixelColor(12, 12).alpha()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    ]
    assert centre[0] == 255
    assert 60 < centre[1] < 160


def test_the_same_icon_is_made_once(qapp):
    assert icon("send", ACCENT).cacheKey() == icon("send", ACCENT).cacheKey()
    assert icon("send", ACCENT).cacheKey() != icon("send", "#ffffff").cacheKey()


def test_an_icon_that_is_not_there_is_an_error(qapp):
    with pytest.raises(OSError):
        icon("no-such-icon", ACCENT)


def test_the_app_icon_has_its_own_colours(qapp):
    image = app_icon().pixmap(QSize(64, 64)).toImage()
    assert not image.isNull()
    assert len(colors(image)) > 3
