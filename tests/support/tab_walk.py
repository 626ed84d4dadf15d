"""Going through a window with the Tab key, and what is wrong on the way."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

from desktop_chat.ui.chat.message_view import MessageView

MOST_PRESSES = 200
_ROOM = 6  # pixels around a widget in which its ring may be drawn


class Stop(NamedTuple):
    """A widget that the Tab key came to."""

    widget: QWidget
    is_seen: bool  # it looks different with the focus

    def __str__(self) -> str:
        return called(self.widget)


def called(widget: QWidget) -> str:
    """Name a widget so that it can be found in the source."""
    text = getattr(widget, "text", str)
    said = widget.accessibleName() or (text() if callable(text) and not isinstance(widget, QLineEdit) else "")
    return f"{type(widget).__name__} “{said[:40]}”"


def walk(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[Stop]:
    """Press a key until the focus comes to where it was before; raises `AssertionError` where it never does."""
    stops: list[Stop] = []
    QTest.keyClick(QApplication.focusWidget(), key)  # what is focused now may not be a stop
    for _ in range(MOST_PRESSES):
        widget = QApplication.focusWidget()
        assert widget is not None
        if not stops or stops[-1].widget is not widget:  # else it has stops of its own, such as links
            if widget in {stop.widget for stop in stops}:
                return stops
            stops.append(Stop(widget, _shows_focus(widget)))
        QTest.keyClick(widget, key)
        QApplication.processEvents()
    raise AssertionError("the focus is caught: " + ", ".join(map(str, stops[-4:])))


def _shows_focus(widget: QWidget) -> bool:
    """Tell whether a widget looks different without the focus."""
    looks = _picture(widget)
    widget.clearFocus()
    is_seen = _picture(widget) != looks
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return is_seen


def _picture(widget: QWidget) -> QImage:
    """Give what a widget and its rim look like where they are now."""
    window = widget.window()
    rect = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
    return window.grab(rect.intersected(window.rect())).toImage()


def unreached(window: QWidget, stops: list[Stop]) -> list[str]:
    """Name what can be clicked and is not among the stops, nor has one of them do the same."""
    seen = {stop.widget for stop in stops}
    return [
        called(each)
        for each in window.findChildren(QAbstractButton)
        if each.isVisible()
        and each.isEnabled()
        and each.window() is window
        and each not in seen
        and not _is_inner(each)
        and not _is_in_group(each, seen)
        and not _is_in_another_message(each)
    ]


def _is_inner(button: QAbstractButton) -> bool:
    """Tell whether a button is a part of a control: a field's own, or one that arrows reach."""
    owner = button.parentWidget()
    return isinstance(button, QToolButton) and isinstance(
        owner, QLineEdit | QAbstractSpinBox | QComboBox | QTabBar
    )


def _is_in_another_message(button: QAbstractButton) -> bool:
    """Tell whether a button is in a message that Tab passes by: Alt with the arrows leads there."""
    around = button.parentWidget()
    while around is not None and not isinstance(around, MessageView):
        around = around.parentWidget()
    return around is not None and not around.is_current


def _is_in_group(button: QAbstractButton, seen: set[QWidget]) -> bool:
    """Tell whether a button is one of several that exclude each other: Tab comes to one, arrows to all."""
    group = button.group()
    others = group.buttons() if group is not None else []
    siblings = button.parentWidget().findChildren(QAbstractButton) if button.autoExclusive() else []
    return any(each in seen for each in (*others, *siblings))


def out_of_order(stops: list[Stop]) -> list[str]:
    """Name the steps that lead up, or back in a line, within one part of the window.

    One leads to the start again; where a part hands the focus on to one of its own, that one comes first.
    """
    wrong = []
    for part in {stop.widget.parentWidget() for stop in stops}:
        own = [stop.widget for stop in stops if stop.widget.parentWidget() is part]
        steps = zip(own, [*own[1:], own[0]], strict=True)
        back = [
            f"{called(one)} → {called(other)}"
            for one, other in steps
            if _leads_back(one, other) and part.focusProxy() is not one
        ]
        wrong += back if len(back) > 1 else []
    return wrong


def _leads_back(one: QWidget, other: QWidget) -> bool:
    first, second = _rect(one), _rect(other)
    is_above = second.bottom() <= first.top()
    is_beside = second.top() < first.bottom() and first.top() < second.bottom()
    return is_above or (is_beside and second.right() <= first.left())


def _rect(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
