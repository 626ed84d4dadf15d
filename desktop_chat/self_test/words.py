"""The names of checks and of what they see: English here, in the window translated."""

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
FACTS: Final[tuple[str, ...]] = (
    QT_TRANSLATE_NOOP("SelfTest", "App"),
    QT_TRANSLATE_NOOP("SelfTest", "System"),
    QT_TRANSLATE_NOOP("SelfTest", "Python"),
    QT_TRANSLATE_NOOP("SelfTest", "Processor"),
    QT_TRANSLATE_NOOP("SelfTest", "Cores"),
    QT_TRANSLATE_NOOP("SelfTest", "Memory"),
    QT_TRANSLATE_NOOP("SelfTest", "Models on the list"),
    QT_TRANSLATE_NOOP("SelfTest", "llama.cpp"),
    QT_TRANSLATE_NOOP("SelfTest", "Built for"),
    QT_TRANSLATE_NOOP("SelfTest", "Plug-ins"),
    QT_TRANSLATE_NOOP("SelfTest", "Instructions"),
    QT_TRANSLATE_NOOP("SelfTest", "Computes on"),
    QT_TRANSLATE_NOOP("SelfTest", "Layers on the graphics card"),
    QT_TRANSLATE_NOOP("SelfTest", "Threads"),
    QT_TRANSLATE_NOOP("SelfTest", "Tokens"),
    QT_TRANSLATE_NOOP("SelfTest", "Tokens a second"),
    QT_TRANSLATE_NOOP("SelfTest", "SQLite"),
    QT_TRANSLATE_NOOP("SelfTest", "Journal"),
    QT_TRANSLATE_NOOP("SelfTest", "Version of the database"),
    QT_TRANSLATE_NOOP("SelfTest", "Conversations"),
    QT_TRANSLATE_NOOP("SelfTest", "Settings"),
    QT_TRANSLATE_NOOP("SelfTest", "Logs"),
    QT_TRANSLATE_NOOP("SelfTest", "Models"),
    QT_TRANSLATE_NOOP("SelfTest", "Qt"),
    QT_TRANSLATE_NOOP("SelfTest", "Screens"),
    QT_TRANSLATE_NOOP("SelfTest", "Hangul"),
    QT_TRANSLATE_NOOP("SelfTest", "Language"),
    QT_TRANSLATE_NOOP("SelfTest", "Input method"),
)
"""In the order in which checks tell them."""
