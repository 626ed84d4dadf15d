"""The text of one message: Markdown blocks that are read, selected and copied; it opens and loads nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.chat.blocks.box import Ground
from desktop_chat.ui.chat.blocks.cards import Card, code_of_card
from desktop_chat.ui.chat.blocks.code_box import PADDING, CodeBox
from desktop_chat.ui.chat.blocks.colouring import Colouring
from desktop_chat.ui.chat.blocks.headers import CardHeaders
from desktop_chat.ui.chat.blocks.linked import LinkedCanvas
from desktop_chat.ui.chat.blocks.marks import Marks, Spot
from desktop_chat.ui.chat.blocks.panning import Panning
from desktop_chat.ui.chat.blocks.selection import Place
from desktop_chat.ui.chat.blocks.stops import Stop
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.style import ThemeManager

_EDGE_SPEED = 0.3
_MARGIN = 24
_MARK_INSET = 2


class _Hit(NamedTuple):
    """A place of a word that is searched for."""

    block: int
    start: int
    end: int


class BlockView(LinkedCanvas):
    """Shows blocks. Whoever owns it gives it a width with `fit_width`, takes the height, and tells what is in sight.

    Signals:
        link_activated: (QUrl) the user clicked a link; nothing has been opened.
        copied: something was put on the clipboard, and nothing else says so.
        save_requested: (code, language) the user wants code in a file.
        focus_changed: (bool) the keyboard came or went.
        drag_selecting: (QPoint) text is being selected, and the mouse is there, on the screen.
        height_changed: `content_height` is another one now.
        reveal_requested: (top, bottom) the keyboard, or a footnote, leads to these heights of the view.
    """

    save_requested = Signal(str, str)

    def __init__(
        self, theme_manager: ThemeManager, style: DocumentStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme_manager, style, parent)
        self._marks = Marks()
        self._current_hit: _Hit | None = None
        self._panning = Panning(self.stack)
        self._colouring = Colouring(self.stack, self.relayout, self)
        self._headers = CardHeaders(theme_manager, self.stack, self)
        self._headers.save_requested.connect(self.save_requested)
        self._headers.wrap_toggled.connect(self._rewrap)

    # ---- code cards

    def layout_changed(self) -> None:
        """Keep headers on the cards in sight, and see to their colours."""
        if self.is_fitted:
            self._colouring.look_after(self.stack.between(*self.exposed))
            self._headers.place(self.stack.between(*self.exposed))

    def card_at(self, point: QPointF) -> int | None:
        """Give the index of a part of the code card at a point."""
        index = self.stack.index_at(point.y())
        is_card = bool(self.stack.boxes) and isinstance(self.stack.boxes[index], CodeBox)
        return index if is_card and point.y() <= self.stack.bottom(index) else None

    def code_of(self, index: int) -> str:
        """Give the whole code of the card that a block is a part of."""
        return code_of_card(self.stack.boxes, index)

    def save_code(self, index: int) -> None:
        """Ask for the code of the card that a block is a part of to be saved."""
        self.save_requested.emit(self.code_of(index), self.stack.boxes[index].block.language)

    def _rewrap(self, card: Card) -> None:
        for index, box in enumerate(self.stack.boxes):
            if isinstance(box, CodeBox) and box.card is card:
                box.rewrap()
                self.stack.resized(index)
        self.lay_out_again()

    def button_at(self, stop: Stop) -> QWidget:
        """Give the button of a code card that is a stop."""
        return self._headers.ensure(stop.block).buttons()[stop.order]

    def stop_of(self, button: QWidget) -> Stop | None:
        """Give the stop that a button of a code card is."""
        return self._headers.stop_of(button)

    def set_buttons_reachable(self, is_reachable: bool) -> None:
        """Let the buttons of code cards be reached by keyboard, or passed by."""
        self._headers.set_reachable(is_reachable)

    # ---- search

    def set_search(self, terms: tuple[str, ...], current: Spot | None = None) -> None:
        """Mark the places of words, and put a ring around one of them; no words remove the marks."""
        self._marks = Marks(terms)
        self._current_hit = self._hit_at(current) if current is not None else None
        self.update()

    def hit_top(self, spot: Spot | None) -> int | None:
        """Give the height in the view of a place that is marked, the last one before where it is not here yet.

        Without a spot, of the first one; None: there is none.
        """
        hit = self._hit_at(spot) if spot is not None else next(self._hits(), None)
        return self._height_of(hit.block, hit.start) if hit is not None else None

    def hit_tops(self) -> list[int]:
        """Give the height in the view of each place that is marked."""
        return [self._height_of(hit.block, hit.start) for hit in self._hits()]

    def _hits(self) -> Iterator[_Hit]:
        for index, box in enumerate(self.stack.boxes):
            for place in self._marks.ranges(box.text):
                yield _Hit(index, *place)

    def _hit_at(self, spot: Spot) -> _Hit | None:
        """Give a hit, or the last one before it; only the texts on the way back are looked at."""
        for index in range(min(spot.block, len(self.stack.boxes) - 1), -1, -1):
            places = self._marks.ranges(self.stack.boxes[index].text)
            if places:
                number = spot.hit if index == spot.block else len(places)
                return _Hit(index, *places[min(number, len(places) - 1)])
        return None

    def _height_of(self, index: int, position: int) -> int:
        box, top = self.stack.boxes[index], self.stack.top(index)
        if box.is_laid_out:
            return top + round(box.caret(position).top())
        return top + round(box.height * position / max(box.length, 1))

    def grounds(self, index: int) -> list[Ground]:
        """Give what is drawn behind the characters of a box: marks, and over them the selection."""
        if not self._marks:
            return super().grounds(index)
        box = self.stack.boxes[index]
        places = [rect for start, end in self._marks.ranges(box.text) for rect in box.rects(start, end)]
        hits = [rect.adjusted(0, _MARK_INSET, 0, -_MARK_INSET) for rect in places]
        return [(self.style_in_use.theme.mark, hits), *super().grounds(index)]

    def paint_over(self, painter: QPainter) -> None:
        """Draw a ring around the hit that the reader is at."""
        super().paint_over(painter)
        hit = self._current_hit
        if hit is None or hit.block >= len(self.stack.boxes):
            return
        origin = self.stack.origin(hit.block)
        painter.setPen(QPen(QColor(self.style_in_use.theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect in self.stack.boxes[hit.block].rects(hit.start, hit.end):
            place = rect.translated(origin).adjusted(-2, _MARK_INSET - 1, 2, 1 - _MARK_INSET)
            painter.drawRoundedRect(place, 4, 4)

    # ---- scrolling sideways

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll a wide card sideways; leave everything else to the transcript."""
        if self._panning.wheel(event):
            self.update()
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a card's bar, or begin a selection."""
        if event.button() == Qt.MouseButton.LeftButton and self._panning.grip(event.position()):
            self.update()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a card's bar, or go on with a selection, also beyond the side of a card."""
        if self._panning.is_dragging:
            self._panning.drag(event.position())
            self.update()
            return
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pan_to(event.position())
        elif self._panning.is_over_bar(event.position()):
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of a card's bar, or end the selection."""
        if self._panning.is_dragging:
            self._panning.release()
        else:
            super().mouseReleaseEvent(event)

    def _pan_to(self, point: QPointF) -> None:
        """Scroll a card sideways while a selection is drawn beyond its side."""
        index = self.stack.index_at(point.y())
        pan = self.stack.boxes[index].pan if self.stack.boxes else None
        left = self.stack.origin(index).x() if self.stack.boxes else 0.0
        beyond = min(0.0, point.x() - left) + max(0.0, point.x() - self.width())
        if pan is not None and beyond and pan.move_by(beyond * _EDGE_SPEED):
            self.update()

    def reveal_place(self, place: Place) -> None:
        """Bring a place into sight, sideways too."""
        box = self.stack.ready(place.block)
        if box.pan is not None:
            x = box.caret(place.position).left() + box.pan.offset
            if box.pan.show_range(x - PADDING - _MARGIN, x - PADDING + _MARGIN):
                self.update()
        super().reveal_place(place)

    # ---- menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what suits the text; where nothing does, whoever is around offers something."""
        from desktop_chat.ui.chat.blocks.text_menu import TextMenu  # noqa: PLC0415  not needed for the first paint

        menu = TextMenu(self, QPointF(event.pos()))
        if menu.isEmpty():
            menu.deleteLater()
            event.ignore()
        else:
            menu.popup(event.globalPos())
