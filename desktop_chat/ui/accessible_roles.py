"""What screen readers take widgets of our own for, where Qt cannot know it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget


@lru_cache(maxsize=1)
def describe_roles() -> None:
    """Have widgets told by their `accessible_role`, for those that have one, from now on."""
    QAccessible.installFactory(_describe)


def _describe(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    role: QAccessible.Role | None = getattr(thing, "accessible_role", None)
    return QAccessibleWidget(thing, role, "") if role is not None else None
