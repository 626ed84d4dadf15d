"""The text of one message: Markdown blocks that are read, selected and copied; it opens and loads nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QUrl, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.chat.blocks.box import Ground
from desktop_chat.ui.chat.blocks.cards import Card
from desktop_chat.ui.chat.blocks.code_box import CodeBox
from desktop_chat.ui.chat.blocks.colouring import Colouring
from desktop_chat.ui.chat.blocks.headers import CardHeaders
from desktop_chat.ui.chat.blocks.marks import Marks
from desktop_chat.ui.chat.blocks.selectable import SelectableCanvas
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.style import ThemeManager


class BlockView(SelectableCanvas):
    """Shows blocks. Whoever owns it gives it a width with `fit_width`, takes the height, and tells what is in sight.

    Signals:
        link_activated: (QUrl) the user clicked a link; nothing has been opened.
        copied: something was put on the clipboard.
        save_requested: (code, language) the user wants code in a file.
        focus_changed: (bool) the keyboard came or went.
        drag_selecting: (QPoint) text is being selected, and the mouse is there, on the screen.
        height_changed: `content_height` is another one now.
        reveal_requested: (top, bottom) the keyboard, or a footnote, leads to these heights of the view.
    """

    link_activated = Signal(QUrl)
    save_requested = Signal(str, str)

    def __init__(
        self, theme_manager: ThemeManager, style: DocumentStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme_manager, style, parent)
        self._marks = Marks()
        self._colouring = Colouring(self.stack, self._recolour, self)
        self._headers = CardHeaders(theme_manager, self.stack, self)
        self._headers.copied.connect(self.copied)
        self._headers.save_requested.connect(self.save_requested)
        self._headers.wrap_toggled.connect(self._rewrap)

    # ---- layout

    def layout_changed(self) -> None:
        """Keep headers on the cards in sight."""
        if self.is_fitted:
            self._colouring.look_after(self.stack.between(*self.exposed))
            self._headers.place(self.stack.between(*self.exposed), self.visibleRegion().boundingRect().top())

    def _recolour(self, card: Card) -> None:
        self.relayout(lambda box: isinstance(box, CodeBox) and box.card is card)

    def _rewrap(self, card: Card) -> None:
        for index, box in enumerate(self.stack.boxes):
            if isinstance(box, CodeBox) and box.card is card:
                box.rewrap()
                self.stack.resized(index)
        self.lay_out_again()
        self.height_changed.emit()

    # ---- search

    def set_search(self, terms: tuple[str, ...]) -> None:
        """Mark the places of words; none removes the marks."""
        self._marks = Marks(terms)
        self.update()

    def hit_tops(self) -> list[int]:
        """Give the height in the view of each place that is marked."""
        return [
            self._height_of(index, start)
            for index, box in enumerate(self.stack.boxes)
            for start, _end in self._marks.ranges(box.text)
        ]

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
        hits = [rect for start, end in self._marks.ranges(box.text) for rect in box.rects(start, end)]
        return [(self.style_in_use.theme.mark, hits), *super().grounds(index)]

    # ---- links

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link that was clicked."""
        super().mouseReleaseEvent(event)
        if not self.has_selection and self.stack.boxes:
            self._follow(event.position())

    def _follow(self, point: QPointF) -> None:
        index = self.stack.index_at(point.y())
        span = self.stack.boxes[index].span_at(point - self.stack.origin(index))
        if span is not None and span.run.link:
            self.link_activated.emit(QUrl(span.run.link))
