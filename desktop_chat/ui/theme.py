"""Colours and sizes of the window, in light and dark."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Theme(Struct, frozen=True):
    """The colours of one appearance, as `#rrggbb`. Text keeps WCAG AA on every ground."""

    name: str
    is_dark: bool
    window: str  # the transcript's ground
    sidebar: str
    surface: str  # composer, cards, menus
    user_bubble: str
    hover: str
    pressed: str
    border: str
    border_strong: str
    field_border: str  # keeps 3:1, as what shows where one can type must
    text: str
    text_muted: str
    text_faint: str  # of what cannot be used now, and of small signs
    accent: str
    accent_hover: str
    accent_soft: str  # selected row, drop target
    on_accent: str
    danger: str
    warning: str
    success: str
    code_ground: str
    selection: str
    mark: str  # behind words that were searched for
    pygments_style: str  # of `chat.highlight`


LIGHT: Final = Theme(
    name="light",
    is_dark=False,
    window="#ffffff",
    sidebar="#f6f6f4",
    surface="#ffffff",
    user_bubble="#f1f0ed",
    hover="#ecebe8",
    pressed="#e2e1dd",
    border="#e5e4e0",
    border_strong="#cfcdc7",
    field_border="#8e8c85",
    text="#1d1d1b",
    text_muted="#62615c",
    text_faint="#85837c",
    accent="#2f6f5e",
    accent_hover="#275e50",
    accent_soft="#e3efeb",
    on_accent="#ffffff",
    danger="#b3382c",
    warning="#8a5a00",
    success="#2f6f5e",
    code_ground="#f6f6f4",
    selection="#d3e8e1",
    mark="#ffe9a3",
    pygments_style="light-code",
)

DARK: Final = Theme(
    name="dark",
    is_dark=True,
    window="#1c1c1b",
    sidebar="#161615",
    surface="#262625",
    user_bubble="#2c2c2a",
    hover="#2e2e2c",
    pressed="#383836",
    border="#343432",
    border_strong="#4b4b48",
    field_border="#73726d",
    text="#ecebe8",
    text_muted="#aaa9a3",
    text_faint="#7d7c76",
    accent="#5fb39b",
    accent_hover="#74c4ad",
    accent_soft="#243a34",
    on_accent="#0f1f1a",
    danger="#f08a7d",
    warning="#e0b35c",
    success="#5fb39b",
    code_ground="#161615",
    selection="#1b4036",
    mark="#45380a",
    pygments_style="github-dark",
)

SPACING: Final = 8
"""The grid in pixels: every gap is a multiple of half of it."""

RADIUS: Final = 10
"""Corner radius of cards and fields in pixels."""

READING_WIDTH: Final = 760
"""The widest the text column grows, in pixels at text scale 1."""
