import os
import subprocess
import sys

import pytest

TELL = """
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.style import ThemeManager

manager = ThemeManager(QApplication([]))
style = DocumentStyle(manager.theme, manager.font(), manager.monospace_font())
print(style.pixels, QFontInfo(style.font).pixelSize())
"""


@pytest.mark.parametrize("dpi", ["72", "96", "144"])
def test_distances_follow_what_a_point_is_on_the_screen(dpi):
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_FONT_DPI": dpi}
    told = subprocess.run(
        [sys.executable, "-c", TELL], env=surroundings, capture_output=True, text=True, timeout=60, check=True
    )
    distance, letters = map(float, told.stdout.split())
    assert distance == pytest.approx(letters, abs=0.5)
