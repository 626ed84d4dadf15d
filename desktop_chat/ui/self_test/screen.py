"""What Qt makes of this PC: screens, fonts with Hangul, language and input method."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QLocale, qVersion
from PySide6.QtGui import QGuiApplication, QScreen, QTextLayout

from desktop_chat.faults import Fault
from desktop_chat.self_test.result import Check, Fact
from desktop_chat.ui.fonts import interface_font

HANGUL: Final = "한글 설치 확인"

_INPUT_VARIABLES: Final = ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS")


def check_screen(language: str) -> Check:
    """Look at screens and fonts; a Qt application must be there. `language`: the one of the settings."""
    began = time.monotonic()
    family = hangul_family()
    facts = (
        Fact("Qt", f"{qVersion()} · {QGuiApplication.platformName()}"),
        *(Fact("Screens", _described(screen)) for screen in QGuiApplication.screens()),
        Fact("Hangul", family or "–"),
        Fact("Language", f"{language} · {', '.join(QLocale.system().uiLanguages())}"),
        Fact("Input method", ", ".join(_input_methods()) or "–"),
    )
    faults = () if family else (Fault("self_test_no_hangul"),)
    return Check("screen", "warned" if faults else "passed", facts, faults, time.monotonic() - began)


def hangul_family() -> str:
    """Give the family that Hangul is really drawn with; "" where its letters are boxes."""
    layout = QTextLayout(HANGUL, interface_font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    if not runs or any(0 in run.glyphIndexes() for run in runs):  # 0: the glyph of what a font does not have
        return ""
    return str(max(runs, key=lambda run: len(run.glyphIndexes())).rawFont().familyName())


def _described(screen: QScreen) -> str:
    size, ratio = screen.size(), screen.devicePixelRatio()
    return f"{size.width()} × {size.height()} · {ratio:.0%} · {screen.logicalDotsPerInch():.0f} dpi"


def _input_methods() -> Iterator[str]:
    locale = QGuiApplication.inputMethod().locale()
    if locale.language() != QLocale.Language.C:
        yield locale.bcp47Name()
    if sys.platform == "linux":
        yield from (f"{name}={os.environ[name]}" for name in _INPUT_VARIABLES if os.environ.get(name))
