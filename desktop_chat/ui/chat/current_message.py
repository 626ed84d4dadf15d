"""Which message the keyboard is at: the Tab key visits its parts and passes all others by."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.ui.chat.column import Column
from desktop_chat.ui.chat.message_view import MessageView


class CurrentMessage(QObject):
    """Follows the keyboard; while it is elsewhere, one message in sight is the one that Tab leads to.

    Signals:
        reveal_requested: (MessageView) it is to be in sight: the keyboard goes there.
    """

    reveal_requested = Signal(object)

    def __init__(self, column: Column, area: QWidget) -> None:
        super().__init__(area)
        self._column = column
        self._area = area
        self._view: MessageView | None = None
        QApplication.instance().focusChanged.connect(self._on_focus_changed)

    @property
    def view(self) -> MessageView | None:
        """The current message's view, while it is built."""
        if self._view is not None and not shiboken6.isValid(self._view):
            self._view = None
        return self._view

    def keep_in_sight(self, sight: int) -> None:
        """Choose a message in sight, unless the keyboard is in one: the last one that is whole, or the first."""
        if self.view is not None and self.view.holds_focus():
            return
        views = [view for view in self._column.views if view.y() < sight and view.geometry().bottom() > 0]
        if self.view in views or not views:
            return
        whole = [view for view in views if view.y() >= 0 and view.geometry().bottom() <= sight]
        self._set(whole[-1] if whole else views[-1])

    def step(self, direction: int) -> None:
        """Go to the next message (1) or the one before (-1), or from elsewhere to the current one."""
        view = self.view
        if view is None:
            return
        target = self._neighbour(view, direction) if view.holds_focus() else view
        if target is not None:
            self._set(target)
            self.reveal_requested.emit(target)
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _neighbour(self, view: MessageView, direction: int) -> MessageView | None:
        number = self._column.number_of(view.message.id)
        if number is None:
            return None
        row = self._column.row(number)
        at = row.views.index(view) + direction
        if 0 <= at < len(row.views):
            return row.views[at]
        if not self._column.has_number(number + direction):
            return None
        return self._column.row(number + direction).views[0 if direction > 0 else -1]

    def _set(self, view: MessageView) -> None:
        old = self.view
        if old is not None and old is not view:
            old.set_current(False)
        self._view = view
        view.set_current(True)
        before: QWidget = self._area
        for stop in view.stops():
            QWidget.setTabOrder(before, stop)
            before = stop

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if not shiboken6.isValid(self._area):  # it is going, and takes the focus with it
            return
        left, entered = self._holding(old), self._holding(new)
        if left is not None and left is not entered:
            left.follow_focus()
        if entered is not None:
            self._set(entered)
            entered.follow_focus()

    def _holding(self, widget: QWidget | None) -> MessageView | None:
        while widget is not None and shiboken6.isValid(widget) and widget is not self._area:
            if isinstance(widget, MessageView):
                return widget if self._area.isAncestorOf(widget) else None
            widget = widget.parentWidget()
        return None
