"""The parts of a window that the keyboard goes around: from the sidebar to the conversation to the field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class WindowParts(QObject):
    """Moves the focus between parts, in the order given; those that are hidden or take no focus are left out."""

    def __init__(self, parts: Sequence[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts

    def go(self, step: int) -> None:
        """Go to the next part (1) or the one before (-1)."""
        focused = QApplication.focusWidget()
        here = next((at for at, part in enumerate(self._parts) if _holds(part, focused)), -1)
        for distance in range(1, len(self._parts) + 1):
            at = here + step * distance if here >= 0 or step > 0 else -distance
            target = first_stop(self._parts[at % len(self._parts)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return


def first_stop(part: QWidget) -> QWidget | None:
    """Give what the Tab key comes to first within a widget."""
    return next((each for each in _chain(part) if _is_stop(each) and _holds(part, each)), None)


def _chain(start: QWidget) -> Iterator[QWidget]:
    """Give a widget and those behind it in the order of the Tab key."""
    yield start
    widget = start.nextInFocusChain()
    while widget is not None and widget is not start:
        yield widget
        widget = widget.nextInFocusChain()


def _is_stop(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is part or part.isAncestorOf(widget))
