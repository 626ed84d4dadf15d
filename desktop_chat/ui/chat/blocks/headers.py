"""The bands over the code cards in sight: made when a card comes near, used again for another when it leaves."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from desktop_chat.ui.chat.blocks.card_header import CardHeader
from desktop_chat.ui.chat.blocks.cards import Card, code_of_card, parts_of_card
from desktop_chat.ui.chat.blocks.code_box import CodeBox
from desktop_chat.ui.chat.blocks.stack import Stack
from desktop_chat.ui.chat.blocks.stops import Stop
from desktop_chat.ui.style import ThemeManager

_MOST_SPARE = 4


class CardHeaders(QObject):
    """Keeps a header on each card between two heights.

    Signals:
        save_requested: (code, language) the user wants code in a file.
        wrap_toggled: (Card) its lines are to be broken, or not, as it says now.
    """

    save_requested = Signal(str, str)
    wrap_toggled = Signal(object)

    def __init__(self, theme_manager: ThemeManager, stack: Stack, view: QWidget) -> None:
        super().__init__(view)
        self._theme_manager = theme_manager
        self._stack = stack
        self._view = view
        self._shown: dict[Card, CardHeader] = {}
        self._spare: list[CardHeader] = []
        self._is_reachable = False
        self._watched: list[QWidget] = []

    def place(self, exposed: Iterable[int]) -> None:
        """Put a header on each card that is among the boxes exposed."""
        firsts = {self._first_part(index) for index in exposed} - {None}
        near = {self._stack.boxes[first].card for first in firsts}
        for card in [card for card in self._shown if card not in near]:
            self._release(card)
        sight_top = self._sight_top()
        for first in firsts:
            self._place(first, sight_top)

    def ensure(self, first: int) -> CardHeader:
        """Give the header of the card that begins with a box, made now where the card is far from sight."""
        card = self._stack.boxes[first].card
        if card not in self._shown:
            self._place(first, 0)
        return self._shown[card]

    def stop_of(self, button: QWidget) -> Stop | None:
        """Give the stop that a button of a header is."""
        for card, header in self._shown.items():
            if button in header.buttons():
                return Stop(self._first_of(card), header.buttons().index(button))
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the headers in sight while the view is scrolled, and follow the keyboard."""
        if event.type() == QEvent.Type.ParentChange:
            self._watch()
        elif event.type() == QEvent.Type.Move and watched in self._watched:
            sight_top = self._sight_top()
            for card in self._shown:
                self._place(self._first_of(card), sight_top)
        elif event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut} and watched not in self._watched[1:]:
            focused = QApplication.focusWidget()
            is_inside = focused is self._view or (focused is not None and self._view.isAncestorOf(focused))
            self.set_reachable(is_inside)
        return super().eventFilter(watched, event)

    def set_reachable(self, is_reachable: bool) -> None:
        """Let all buttons be reached by keyboard, or passed by."""
        if is_reachable != self._is_reachable:
            self._is_reachable = is_reachable
            for header in [*self._shown.values(), *self._spare]:
                header.set_reachable(is_reachable)

    def _sight_top(self) -> int:
        return self._view.visibleRegion().boundingRect().top() if self._view.isVisible() else 0

    def _watch(self) -> None:
        """Hear of what carries the view being moved: that is how it is scrolled."""
        widget = self._view
        while widget is not None and not isinstance(widget.parentWidget(), QAbstractScrollArea):
            if widget not in self._watched:
                self._watched.append(widget)
                widget.installEventFilter(self)
            widget = widget.parentWidget()

    def _first_part(self, index: int) -> int | None:
        """Give the index of the first part of the card that a box belongs to, if it is code."""
        boxes = self._stack.boxes
        return parts_of_card(boxes, index)[0] if isinstance(boxes[index], CodeBox) else None

    def _place(self, first: int, sight_top: int) -> None:
        box = self._stack.boxes[first]
        header = self._shown.get(box.card) or self._take(box.card)
        header.show_card(box.block.language, box.style, is_wrapped=box.card.is_wrapped)
        top = self._stack.top(first)
        lowest = self._stack.bottom(parts_of_card(self._stack.boxes, first)[1]) - 2 * box.style.code_header
        y = max(top, min(sight_top, lowest))
        header.set_stuck(y > top)
        header.setGeometry(int(self._stack.origin(first).x()), y, box.width, box.style.code_header)
        header.show()

    def _take(self, card: Card) -> CardHeader:
        header = self._spare.pop() if self._spare else self._make()
        self._shown[card] = header
        header.card = card
        return header

    def _make(self) -> CardHeader:
        self._watch()
        header = CardHeader(self._theme_manager, self._view)
        header.set_reachable(self._is_reachable)
        for button in header.buttons():
            button.installEventFilter(self)
        header.copy_requested.connect(lambda: self._copy(header))
        header.save_requested.connect(lambda: self._save(header))
        header.wrap_toggled.connect(lambda wrapped: self._wrap(header, wrapped))
        return header

    def _release(self, card: Card) -> None:
        header = self._shown.pop(card)
        if len(self._spare) < _MOST_SPARE and not header.isAncestorOf(header.focusWidget() or self._view):
            header.hide()
            self._spare.append(header)
        else:
            header.hide()
            header.deleteLater()

    def _first_of(self, card: Card) -> int:
        boxes = enumerate(self._stack.boxes)
        return next(at for at, box in boxes if isinstance(box, CodeBox) and box.card is card)

    def _copy(self, header: CardHeader) -> None:
        QGuiApplication.clipboard().setText(code_of_card(self._stack.boxes, self._first_of(header.card)))
        header.copy_button.confirm()

    def _save(self, header: CardHeader) -> None:
        first = self._first_of(header.card)
        self.save_requested.emit(
            code_of_card(self._stack.boxes, first), self._stack.boxes[first].block.language
        )

    def _wrap(self, header: CardHeader, is_wrapped: bool) -> None:
        header.card.is_wrapped = is_wrapped
        self.wrap_toggled.emit(header.card)
