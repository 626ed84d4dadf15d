"""The tiny model the self-test loads: it always gives the same reply, so a wrong one is the engine's mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop_chat.paths import assets_folder

REPLY: Final = (
    "Engine checked: every word arrived, so weights were read and multiplied correctly."
    " 엔진이 한국어 문장도 빠짐없이 썼습니다. 🎈 Nothing else needs doing, goodbye!"
)
"""What it answers, whatever it is asked; `python -m tests.support.self_test_model` builds it so."""


def tiny_model() -> Path:
    """Give its file."""
    return assets_folder() / "self-test.gguf"
