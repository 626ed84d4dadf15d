import re

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from desktop_chat.paths import assets_folder
from desktop_chat.ui.fonts import TextSize, interface_families, monospace_families, point_size
from desktop_chat.ui.style import build_palette, build_stylesheet
from desktop_chat.ui.theme import DARK, LIGHT

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
GROUNDS = ("window", "sidebar", "surface", "user_bubble", "hover", "accent_soft", "code_ground", "mark")


def luminance(color):
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """The contrast ratio of WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize("text", ["text", "text_muted", "accent", "danger", "warning", "success"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_is_readable_on_every_ground(theme, text, ground):
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", ["accent", "accent_hover"])
def test_text_on_the_accent_is_readable(theme, ground):
    assert contrast(theme.on_accent, getattr(theme, ground)) >= 4.5


@THEMES
def test_selected_text_is_readable(theme):
    assert contrast(theme.text, theme.selection) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", ["window", "sidebar", "surface"])
def test_faint_text_and_the_focus_ring_stand_out(theme, ground):
    assert contrast(theme.text_faint, getattr(theme, ground)) >= 3
    assert contrast(theme.accent, getattr(theme, ground)) >= 3


@THEMES
def test_every_token_is_a_colour(theme):
    for name, value in structs.asdict(theme).items():
        if name not in ("name", "is_dark", "pygments_style"):
            assert re.fullmatch("#[0-9a-f]{6}", value), name


@THEMES
def test_the_stylesheet_is_whole_and_its_images_exist(theme):
    sheet = build_stylesheet(theme)
    assert "$" not in sheet.split("*/", 1)[1]
    images = re.findall(r"url\(controls:([^)]+)\)", sheet)
    assert images
    assert all((assets_folder() / "icons" / "controls" / image).is_file() for image in images)


@THEMES
@pytest.mark.parametrize(
    ("image", "token"), [("check", "on_accent"), ("tick", "accent"), ("chevron-down", "text_muted")]
)
def test_images_of_controls_have_the_colours_of_the_theme(theme, image, token):
    source = (assets_folder() / "icons" / "controls" / f"{image}-{theme.name}.svg").read_text()
    assert f'stroke="{getattr(theme, token)}"' in source


@THEMES
def test_disabled_text_is_fainter_in_the_palette(theme):
    palette = build_palette(theme)
    assert palette.color(QPalette.ColorRole.Text) == QColor(theme.text)
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == QColor(theme.text_faint)


def test_a_chosen_appearance_dresses_the_application_and_says_so(theme_manager, qtbot):
    with qtbot.waitSignal(theme_manager.changed) as blocker:
        theme_manager.set_appearance("dark")
    assert blocker.args == [DARK]
    assert theme_manager.theme is DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)


def test_the_same_appearance_again_changes_nothing(theme_manager, qtbot):
    with qtbot.assertNotEmitted(theme_manager.changed):
        theme_manager.set_appearance("light")


def test_the_system_appearance_follows_the_system(theme_manager):
    theme_manager.set_appearance("system")
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme_manager.theme is DARK
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme_manager.theme is LIGHT


def test_a_chosen_appearance_does_not_follow_the_system(theme_manager):
    theme_manager.set_appearance("light")
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme_manager.theme is LIGHT


def test_text_scale_reaches_every_widget(theme_manager, qtbot):
    plain, title, button = QLabel("a"), QLabel("a"), QPushButton("a")
    title.setProperty("textSize", "title")
    for widget in (plain, title, button):
        qtbot.addWidget(widget)
        widget.show()
    before = [widget.font().pointSizeF() for widget in (plain, title, button)]
    theme_manager.set_text_scale(1.5)
    after = [widget.font().pointSizeF() for widget in (plain, title, button)]
    assert after == pytest.approx([size * 1.5 for size in before], abs=0.02)
    assert before[1] == pytest.approx(point_size(TextSize.TITLE), abs=0.02)


def test_a_field_shows_where_the_focus_is(theme_manager, qtbot):
    field = QLineEdit()
    other = QLineEdit()
    for widget in (field, other):
        qtbot.addWidget(widget)
        widget.resize(120, 34)
        widget.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    edge = field.grab().toImage().pixelColor(60, 0)
    assert edge == QColor(LIGHT.accent)
    assert other.grab().toImage().pixelColor(60, 0) != edge


def test_both_lists_of_fonts_end_in_one_with_hangul(qapp):
    hangul = {"Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic", "Noto Sans CJK KR", "NanumGothicCoding"}
    assert hangul & set(interface_families())
    assert hangul & set(monospace_families()) or "Noto Sans Mono CJK KR" in monospace_families()
