"""One check of the dialog: its sign, how it went, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAccessible, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_chat.self_test.result import Check, Outcome
from desktop_chat.self_test.words import CHECKS, OUTCOMES
from desktop_chat.ui.accessible_roles import describe_roles
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.focus_ring import draw_focus_ring
from desktop_chat.ui.widgets.text_label import text_label

_SIGN: Final = 20
_SIGNS: Final[dict[Outcome, tuple[str, str]]] = {  # icon and colour
    "passed": ("check", "success"),
    "warned": ("warning", "warning"),
    "failed": ("error", "danger"),
    "skipped": ("help", "text_muted"),
}
_SHOWN: Final = {"System", "Memory", "Qt", "Hangul", "Built for", "Computes on"}


class CheckRow(QFrame):
    """Shows a check; the keyboard comes to it, so that a screen reader reads it and a small window scrolls."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, theme_manager: ThemeManager, check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        describe_roles()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        sign = QLabel()
        icon, colour = _SIGNS[check.outcome]
        sign.setPixmap(theme_manager.icon(icon, colour).pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatioF()))
        name = QCoreApplication.translate("SelfTest", CHECKS[check.name])
        outcome = QCoreApplication.translate("SelfTest", OUTCOMES[check.outcome])
        told = " · ".join([outcome, *_seen(check)])
        sentences = [sentence(fault) for fault in check.faults]
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(text_label(name))
        texts.addWidget(text_label(told, "caption", "muted"))
        for words in sentences:
            texts.addWidget(text_label(words))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING, SPACING, SPACING, SPACING)
        row.setSpacing(SPACING + SPACING // 2)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.setAccessibleName(". ".join([f"{name}: {told}", *sentences]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring where the keyboard is."""
        super().paintEvent(event)
        draw_focus_ring(self, self._theme_manager.theme, SPACING)


def _seen(check: Check) -> Iterator[str]:
    """Give what of a check people know something by; the report has all of it."""
    return (fact.value for fact in check.facts if fact.name in _SHOWN)
