"""A list of messages of any length: scrolls through them, keeps the reader's place, follows its end."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.ui.accessible_roles import describe_roles
from desktop_chat.ui.chat.column import Column, Pin
from desktop_chat.ui.chat.current_message import CurrentMessage
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.jump_button import JumpButton
from desktop_chat.ui.chat.message_row import Room
from desktop_chat.ui.chat.message_view import MessageView, ViewState
from desktop_chat.ui.chat.model_names import ModelNames
from desktop_chat.ui.chat.smooth_scroll import SmoothScroll
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.shortcuts import is_pressed
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import READING_WIDTH, SPACING
from desktop_chat.ui.widgets.viewport import make_viewport

PAINT_MILLISECONDS: Final = 16
"""How long what is near waits at first, until what is in sight is painted."""

BATCH_SECONDS: Final = 0.004
"""How long what is out of sight may be worked on before events are heard again."""

READING_SCALE: Final = 15 / 14
"""Messages are read for longer than labels: their text is a little larger than the interface's."""

STEP: Final = 32
"""Pixels that a line of a wheel or an arrow key scrolls."""

_NEAR_END: Final = 24
_MARGIN: Final = 3 * SPACING
_TWO_COLUMNS: Final = 720
_PAGE: Final = 0.9
_STEPS: Final = {"previous-message": -1, "next-message": 1}


class MessageList(QAbstractScrollArea):
    """Builds views near the reader alone, in a centred reading column; which, says whoever derives from it.

    Signals:
        settled: everything near the reader is built and laid out.
    """

    settled = Signal()

    accessible_role = QAccessible.Role.List

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_viewport(self).setBackgroundRole(QPalette.ColorRole.Window)
        self.theme_manager = theme_manager
        self._wraps_code = False
        self.style_in_use = self._make_style()
        self.model_names = ModelNames()
        self.column = Column(self.make_view, self.style_in_use)
        self.pin: Pin | None = None  # None: the end is followed
        self.top = 0  # of what is in sight
        self.glide = SmoothScroll(theme_manager, self.verticalScrollBar())
        self.jump_button = JumpButton(theme_manager, self)
        self.is_settling = False  # what the scroll bar does now, it does by itself
        self._current = CurrentMessage(self.column, self)
        self._current.reveal_requested.connect(lambda view: self.reveal(view, 0, view.height()))
        self._idle = QTimer(self, interval=PAINT_MILLISECONDS)
        self._idle.timeout.connect(self._work_a_batch)
        self._set_up()

    def make_view(self, message: Message, state: ViewState) -> MessageView:
        """Make the view of a message on the viewport."""
        raise NotImplementedError

    @property
    def sight(self) -> int:
        """The height of what is in sight, in pixels."""
        return self.viewport().height()

    @property
    def views(self) -> list[MessageView]:
        """The messages that are built, oldest first."""
        return self.column.views

    @property
    def is_following(self) -> bool:
        """Whether the end stays in sight as the messages grow."""
        return self.pin is None

    def set_wrap_code(self, wraps: bool) -> None:
        """Break long lines of code, or let them scroll; a reader may still want one card otherwise."""
        if wraps != self._wraps_code:
            self._wraps_code = wraps
            self._restyle()

    def set_model_titles(self, titles: Mapping[str, str]) -> None:
        """Call models by these titles (by path), and others by their files' names."""
        self.model_names.set_titles(titles)
        for view in self.views:
            view.show_model_name()

    def set_head_room(self, pixels: int) -> None:
        """Keep so much free above the messages, for what lies over them there."""
        self.setViewportMargins(0, pixels, 0, 0)

    # ---- going somewhere

    def follow(self) -> None:
        """Keep the end in sight from the next `settle` on."""
        self.pin = None
        self.jump_button.set_news(False)

    def scroll_to_end(self) -> None:
        """Go to the end and follow it from now on."""
        self.glide.stop()
        self.follow()
        self.settle()

    def step_message(self, direction: int) -> None:
        """Take the keyboard to the next message (1) or the one before (-1)."""
        self._current.step(direction)

    def reveal(self, view: MessageView, top: int, bottom: int) -> None:
        """Bring heights of a view into sight; what is too tall, its top."""
        number = self.column.number_of(view.message.id)
        if number is None:
            return
        self.settle()
        start = self.column.top_of(number) + self.column.row(number).top_of(view)
        sight = self.sight - SPACING
        upper, lower = start + top - SPACING, start + bottom + SPACING
        if upper < self.top or lower - upper > sight:
            self.glide.to(upper)
        elif lower > self.top + sight:
            self.glide.to(lower - sight)

    # ---- keeping the place

    def settle(self) -> None:
        """Put everything in its place, keeping the end or what the reader reads where it is."""
        if self.is_settling:
            return
        self.is_settling = True
        top = self.column.settle(self.sight, self.pin)
        bar = self.verticalScrollBar()
        self.glide.shift(top - bar.value())
        bar.setPageStep(self.sight)
        bar.setRange(0, max(0, self.column.height - self.sight))
        bar.setValue(top)
        shift = self.top - top
        if shift and abs(shift) < self.sight:
            self.viewport().scroll(0, shift)
        self.top = top
        self.column.place(top)
        self.is_settling = False
        self._place_jump()
        if not self._idle.isActive():
            self._idle.start()

    def change(self, views: list[MessageView], change: Callable[[], None]) -> None:
        """Make a change that gives views other heights, and settle once after it."""
        self.is_settling = True
        change()
        for view in views:
            self.column.take_height(view)
        self.is_settling = False
        self.settle()

    def follow_view(self, view: MessageView) -> None:
        """Give a new view the place and the height it asks for."""
        view.drag_selecting.connect(self._follow_selection)
        view.height_changed.connect(lambda: self._take_height(view))
        view.reveal_requested.connect(lambda top, bottom: self.reveal(view, top, bottom))

    def _work_a_batch(self) -> None:
        """Build and lay out what is near for some milliseconds."""
        self._idle.setInterval(0)
        changes = self.column.changes
        self.is_settling = True
        has_more = self.column.work(self.top, self.sight, time.perf_counter() + BATCH_SECONDS)
        self.is_settling = False
        if self.column.changes != changes:
            self.settle()
        if not has_more:
            self.column.release_far(self.top, self.sight)
            self._current.keep_in_sight(self.sight)
            self._idle.stop()
            self.settled.emit()

    def _take_height(self, view: MessageView) -> None:
        if not self.is_settling:
            self.column.take_height(view)
            self.settle()

    def _follow_selection(self, mouse: QPoint) -> None:
        """Scroll while a selection is drawn beyond what is in sight."""
        y = self.viewport().mapFromGlobal(mouse).y()
        beyond = min(0, y) + max(0, y - self.sight)
        if beyond:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + beyond // 2)

    # ---- events

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Follow the scroll bar, keeping in place what was seen before and after."""
        if self.is_settling:
            return
        bar = self.verticalScrollBar()
        value = bar.value()
        if dy < 0 and value >= bar.maximum() - _NEAR_END:
            self.follow()
        else:
            seen = self.top if value <= self.top < value + self.sight else value
            self.pin = self.column.pin_at(seen, value)
        self.settle()
        if self.pin is not None:
            self.pin = self.column.pin_at(self.top, self.top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out what is in sight at the new width now, and the rest when idle."""
        super().resizeEvent(event)
        self.column.set_room(self._room())
        self.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Glide with a wheel; follow a touchpad as it moves."""
        pixels = event.pixelDelta().y()
        angle = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not (pixels or angle):
            event.ignore()
            return
        if pixels and event.phase() != Qt.ScrollPhase.NoScrollPhase:
            self.glide.stop()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - pixels)
        else:
            self.glide.by(-angle / 120 * QApplication.wheelScrollLines() * STEP)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down by lines, pages and messages, and to the ends."""
        key, distance = event.key(), self._distance_of(event)
        step = next((by for each, by in _STEPS.items() if is_pressed(each, event)), 0)
        if step:
            self.step_message(step)
        elif key == Qt.Key.Key_End:
            self.scroll_to_end()
        elif key == Qt.Key.Key_Home:
            self.glide.stop()
            self.verticalScrollBar().setValue(0)
        elif distance:
            self.glide.by(distance)
        else:
            super().keyPressEvent(event)

    def _distance_of(self, event: QKeyEvent) -> float:
        """Give how far a key scrolls down, in pixels."""
        page, keys = self.sight * _PAGE, Qt.Key
        is_shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        distances = {
            keys.Key_Up: -STEP,
            keys.Key_Down: STEP,
            keys.Key_PageUp: -page,
            keys.Key_PageDown: page,
            keys.Key_Space: -page if is_shifted else page,
        }
        return distances.get(event.key(), 0)

    # ---- looks

    def _set_up(self) -> None:
        describe_roles()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        bar = self.verticalScrollBar()
        bar.setSingleStep(STEP)
        bar.sliderPressed.connect(self.glide.stop)
        self.jump_button.clicked.connect(self.scroll_to_end)
        self.theme_manager.changed.connect(self._restyle)

    def _make_style(self) -> DocumentStyle:
        manager = self.theme_manager
        font = manager.font(TextSize.BODY)
        font.setPointSizeF(round(font.pointSizeF() * READING_SCALE, 2))
        return DocumentStyle(manager.theme, font, manager.monospace_font(), wrap_code=self._wraps_code)

    def _restyle(self) -> None:
        self.style_in_use = self._make_style()
        self.column.set_style(self.style_in_use)
        self.column.set_room(self._room())
        self.settle()

    def _room(self) -> Room:
        space = self.width() - self.verticalScrollBar().sizeHint().width()
        widest = round(READING_WIDTH * self.theme_manager.text_scale)
        width = max(200, min(widest, space - 2 * _MARGIN))
        wide = max(width, min(2 * widest, space - 2 * _MARGIN))
        is_wide = space >= _TWO_COLUMNS * self.theme_manager.text_scale
        return Room(max(0, (space - width) // 2), width, max(0, (space - wide) // 2), wide, is_wide)

    def _place_jump(self) -> None:
        bar = self.verticalScrollBar()
        self.jump_button.setVisible(self.pin is not None and bar.value() < bar.maximum() - _NEAR_END)
        area = self.viewport().geometry()
        left = area.center().x() - self.jump_button.width() // 2
        self.jump_button.move(left, area.bottom() - self.jump_button.height() - 12)
