"""The contrast of text and of what shows where controls are: WCAG 2.2, level AA."""

import re
from itertools import product

import pytest
from msgspec.structs import asdict
from pygments.token import Text
from PySide6.QtGui import QPalette

from desktop_chat.paths import assets_folder
from desktop_chat.ui.chat import highlight
from desktop_chat.ui.style import build_palette
from desktop_chat.ui.theme import DARK, LIGHT

TEXT, CONTROL = 4.5, 3.0
GROUNDS = (
    *("window", "sidebar", "surface", "user_bubble", "hover", "pressed", "accent_soft"),
    *("code_ground", "selection", "mark"),
)
INKS = ("text", "text_muted", "accent", "danger", "warning", "success")
ON_ACCENT = (("on_accent", "accent"), ("on_accent", "accent_hover"))
SIGNS = ("field_border", "text_faint", "accent")  # rims of fields, boxes to tick, rings of the focus


def luminance(color):
    """WCAG's relative luminance of `#rrggbb`."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(theme, pairs, least):
    found = ((ink, ground, contrast(getattr(theme, ink), getattr(theme, ground))) for ink, ground in pairs)
    return [f"{ink} on {ground}: {ratio:.2f}" for ink, ground, ratio in found if ratio < least]


both_themes = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def test_contrast_is_measured_as_wcag_says():
    assert round(contrast("#ffffff", "#000000"), 2) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@both_themes
def test_every_text_can_be_read_on_every_ground(theme):
    assert too_weak(theme, [*product(INKS, GROUNDS), *ON_ACCENT], TEXT) == []


@both_themes
def test_fields_boxes_and_the_focus_stand_out_from_what_is_around_them(theme):
    assert too_weak(theme, product(SIGNS, ("window", "sidebar", "surface")), CONTROL) == []


@both_themes
def test_code_can_be_read_in_each_of_its_colours(theme):
    style = highlight._style(theme.pygments_style)
    colors = {
        highlight._color(theme.pygments_style, kind) for kind, _ in style if kind is not Text.Whitespace
    }
    assert len(colors) > 5
    assert [color for color in colors if color and contrast(color, theme.code_ground) < TEXT] == []
    assert [color for color in colors if color and contrast(color, theme.selection) < CONTROL] == []


def rules():
    """Give the rules of the stylesheet: selector, and the tokens of its colours by property."""
    source = re.sub(r"/\*.*?\*/", "", (assets_folder() / "style.qss").read_text(encoding="utf-8"), flags=re.S)
    for selector, body in re.findall(r"([^{}]+)\{((?:[^{}]|\$\{\w+\})*)\}", source):
        yield selector.strip(), dict(re.findall(r"([\w-]+):\s*\$(\w+)", body))


def test_the_stylesheet_uses_the_colours_that_are_measured_here():
    wrong, found = [], list(rules())
    assert len([colors for _, colors in found if "color" in colors]) > 20
    for selector, colors in found:
        ink, ground = colors.get("color"), colors.get("background")
        is_measured = ink in INKS or (ink, ground or "accent") in ON_ACCENT
        if ink is not None and not is_measured and ":disabled" not in selector:
            wrong.append(f"{selector}: color {ink}")
        if ink in INKS and ground not in (None, *GROUNDS):
            wrong.append(f"{selector}: background {ground}")
    assert wrong == []


def test_fields_have_a_rim_that_stands_out():
    (fields,) = [body for selector, body in rules() if selector.startswith("QLineEdit, QPlainTextEdit")][:1]
    assert fields["selection-background-color"] == "selection"
    source = (assets_folder() / "style.qss").read_text(encoding="utf-8")
    assert re.search(r"QLineEdit, QPlainTextEdit[^{]*\{[^}]*border: 1px solid \$field_border", source)


@both_themes
def test_what_the_stylesheet_does_not_reach_can_be_read_too(qapp, theme):
    palette, roles = build_palette(theme), QPalette.ColorRole
    pairs = [
        (roles.WindowText, roles.Window),
        (roles.Text, roles.Base),
        (roles.Text, roles.AlternateBase),
        (roles.PlaceholderText, roles.Base),
        (roles.ButtonText, roles.Button),
        (roles.HighlightedText, roles.Highlight),
        (roles.Link, roles.Base),
        (roles.Link, roles.Highlight),
        (roles.LinkVisited, roles.Window),
        (roles.ToolTipText, roles.ToolTipBase),
    ]
    weak = [pair for pair in pairs if contrast(*(palette.color(role).name() for role in pair)) < TEXT]
    assert weak == []


@both_themes
def test_every_colour_is_written_in_full(theme):
    colors = {name: value for name, value in asdict(theme).items() if str(value).startswith("#")}
    assert len(colors) > 20
    assert [name for name, value in colors.items() if not re.fullmatch(r"#[0-9a-f]{6}", value)] == []
