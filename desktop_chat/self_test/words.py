"""The names of checks and of how they went: English here, in the window translated."""

from __future__ import annotations

from typing import Final

from desktop_chat.faults import QT_TRANSLATE_NOOP
from desktop_chat.self_test.result import CheckName, Outcome

CHECKS: Final[dict[CheckName, str]] = {
    "system": QT_TRANSLATE_NOOP("SelfTest", "This PC"),
    "engine": QT_TRANSLATE_NOOP("SelfTest", "Engine"),
    "reply": QT_TRANSLATE_NOOP("SelfTest", "A reply of a tiny model"),
    "database": QT_TRANSLATE_NOOP("SelfTest", "Saving conversations"),
    "folders": QT_TRANSLATE_NOOP("SelfTest", "Folders"),
    "screen": QT_TRANSLATE_NOOP("SelfTest", "Window and fonts"),
}
OUTCOMES: Final[dict[Outcome, str]] = {
    "passed": QT_TRANSLATE_NOOP("SelfTest", "works"),
    "warned": QT_TRANSLATE_NOOP("SelfTest", "could be better"),
    "failed": QT_TRANSLATE_NOOP("SelfTest", "does not work"),
    "skipped": QT_TRANSLATE_NOOP("SelfTest", "could not be tried"),
}
