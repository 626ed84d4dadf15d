"""Blocks one under the other on a widget: laid out near what is in sight, painted where needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_chat.markdown.blocks import Block, Blocks, Code, Table
from desktop_chat.ui.chat.blocks import utf16
from desktop_chat.ui.chat.blocks.box import Box, Ground
from desktop_chat.ui.chat.blocks.formulas import FormulaKey, formulas
from desktop_chat.ui.chat.blocks.frame import continues
from desktop_chat.ui.chat.blocks.making import make_box
from desktop_chat.ui.chat.blocks.selection import Selection
from desktop_chat.ui.chat.blocks.stack import Stack
from desktop_chat.ui.chat.blocks.surroundings import paint_surroundings
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.style import ThemeManager

_DOT_RADIUS: Final = 3.5
_NARROWEST: Final = 60


class BlockCanvas(QWidget):
    """Shows blocks. Whoever owns it gives it a width with `fit_width`, takes the height, and tells what is in sight.

    Signals:
        height_changed: `content_height` is another one now.
    """

    height_changed = Signal()

    def __init__(
        self, theme_manager: ThemeManager, style: DocumentStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme_manager = theme_manager
        self.style_in_use = style
        self.stack = Stack()
        self._width = 0
        self._exposed = (0, 0)
        self._told_height = 0
        self._is_growing = False
        self._arrived: set[FormulaKey] = set()
        self._arrival = QTimer(self, singleShot=True, interval=0)
        self._arrival.timeout.connect(self._show_formulas)
        formulas().ready.connect(self._note_formula)
        self.selection: Selection | None = None

    # ---- blocks

    @property
    def blocks(self) -> Blocks:
        """What is shown."""
        return tuple(box.block for box in self.stack.boxes)

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show other blocks; those at the start that are the same stay as they are."""
        self.replace_from(0, blocks)

    def replace_from(self, index: int, blocks: Sequence[Block]) -> None:
        """Show blocks in place of those from an index on; what is before costs nothing."""
        boxes = self.stack.boxes
        kept = 0
        for box, block in zip(boxes[index:], blocks, strict=False):
            if box.block != block:
                break
            kept += 1
        first = index + kept
        if first == len(boxes) and kept == len(blocks):
            return
        height, chosen = self.content_height, self._chosen_in(first)
        self._make_boxes(first, blocks[kept:])
        self._lay_out_exposed(first)
        if self.selection is not None and not self._is_kept(self.selection, first, chosen):
            self.selection = None
        self._after_change(first, height)

    def _chosen_in(self, index: int) -> str:
        """Give what stands in a block before the end of the selection."""
        if self.selection is None or self.selection.end.block != index:
            return ""
        return utf16.cut(self.stack.boxes[index].text, 0, self.selection.end.position)

    def _is_kept(self, selection: Selection, first: int, chosen: str) -> bool:
        """Tell whether a selection is what it was before the blocks from an index on changed."""
        if selection.end.block < first:
            return True
        is_last = selection.end.block == first and first < len(self.stack.boxes)
        return is_last and self.stack.boxes[first].text.startswith(chosen)

    def _make_boxes(self, first: int, blocks: Sequence[Block]) -> None:
        boxes = self.stack.boxes
        made: list[Box] = []
        last = boxes[first - 1] if first else None
        for at, block in enumerate(blocks, first):
            old = boxes[at] if at < len(boxes) else None
            box = make_box(block, last, old, self.style_in_use)
            made.append(box)
            last = box
        self.stack.replace_from(first, made)
        for at in range(max(0, first - 1), len(boxes)):
            self._settle(at)

    def _settle(self, index: int) -> None:
        """Give a box its width, and its bottom if its card ends with it."""
        boxes = self.stack.boxes
        box = boxes[index]
        if self._width:
            box.fit(max(_NARROWEST, self._width - box.frame.indent))
        if isinstance(box.block, Code | Table):
            follower = boxes[index + 1] if index + 1 < len(boxes) else None
            box.set_last(follower is None or not continues(follower.block, box.block))
            self.stack.resized(index)

    def _after_change(self, first: int, height_before: int) -> None:
        self.layout_changed()
        top = self.stack.top(first) if first < len(self.stack.boxes) else self.content_height
        self.update(0, min(top, height_before) - 40, self.width(), self.height())
        self.tell_height()

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours; the layout is redone with the next `fit_width`."""
        self.style_in_use = style
        self._make_boxes(0, self.blocks)
        self._lay_out_exposed(0)
        self.layout_changed()
        self.update()

    def set_growing(self, growing: bool) -> None:
        """Show a dot after the last character: more is being written."""
        if growing != self._is_growing:
            self._is_growing = growing
            self.update()

    # ---- size

    @property
    def content_height(self) -> int:
        """The height of everything in pixels, as far as it is known."""
        return self.stack.height

    def fit_width(self, width: int) -> int:
        """Take a width in pixels, and give the height: exact where exposed, estimated elsewhere."""
        if width != self._width:
            self._width = width
            for index in range(len(self.stack.boxes)):
                self._settle(index)
            self.stack.touch(0)
            self._lay_out_exposed(0)
            self.layout_changed()
            self.update()
        self._told_height = self.content_height
        return self._told_height

    def tell_height(self) -> None:
        """Tell of a height that is another one than was told before."""
        if self.content_height != self._told_height:
            self._told_height = self.content_height
            self.height_changed.emit()

    @property
    def is_fitted(self) -> bool:
        """Whether it has a width."""
        return self._width > 0

    @property
    def exposed(self) -> tuple[int, int]:
        """The heights between which it is laid out exactly."""
        return self._exposed

    def relayout(self, is_meant: Callable[[Box], bool]) -> None:
        """Lay out again some of the boxes that are laid out."""
        meant = [box for box in self.stack.laid_out if is_meant(box)]
        if meant:
            self.stack.forget(meant)
            self.lay_out_again()

    def layout_changed(self) -> None:
        """Follow boxes that came, went or moved."""

    def lay_out_again(self) -> None:
        """Follow boxes that changed by themselves."""
        self._lay_out_exposed(0)
        self.layout_changed()
        self.update()
        self.tell_height()

    def ideal_width(self) -> int:
        """Give the width in pixels that what is exposed really takes."""
        return max((box.frame.indent + box.ideal_width() for box in self.stack.laid_out), default=0)

    def expose(self, top: int, bottom: int) -> bool:
        """Lay out exactly what is between two heights, and let go of what is far; True where the height changed."""
        before = self.content_height
        self._exposed = (top, bottom)
        self._lay_out_exposed(0)
        self._forget_far()
        self.layout_changed()
        self._told_height = self.content_height
        return self._told_height != before

    def _lay_out_exposed(self, first: int) -> None:
        """Lay out the boxes in sight, from an index on."""
        if not self._width:
            return
        for index in self.stack.between(*self._exposed):
            if index >= first:
                self.stack.ready(index)
        for index in self.stack.between(*self._exposed):
            if self.stack.boxes[index].is_stale:  # a later part of its table made a column wider
                self.stack.ready(index)

    def _note_formula(self, key: FormulaKey) -> None:
        self._arrived.add(key)
        self._arrival.start()

    def _show_formulas(self) -> None:
        """Lay out again what waited for the formulas that were set: many at once, so that it moves once."""
        arrived, self._arrived = self._arrived, set()
        self.relayout(lambda box: not arrived.isdisjoint(box.waiting))

    def _forget_far(self) -> None:
        top, bottom = self._exposed
        margin = bottom - top
        near = {self.stack.boxes[index] for index in self.stack.between(top - margin, bottom + margin)}
        self.stack.forget(self.stack.laid_out - near)

    # ---- places

    def anchor_at(self, y: int) -> tuple[int, int]:
        """Give the block at a height of the view, and how far below its top that is."""
        index = self.stack.index_at(y)
        return index, y - (self.stack.top(index) if self.stack.boxes else 0)

    def y_of(self, anchor: tuple[int, int]) -> int:
        """Give the height at which a place from `anchor_at` is now."""
        if not self.stack.boxes:
            return anchor[1]
        index = min(anchor[0], len(self.stack.boxes) - 1)
        return self.stack.top(index) + min(anchor[1], self.stack.boxes[index].height)

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is asked for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QRectF(event.rect())
        if not self._width or not self.stack.boxes:
            return
        last = 0
        for index in self.stack.between(clip.top(), clip.bottom()):
            self._paint_box(painter, index, clip)
            last = index
        if self._is_growing and last == len(self.stack.boxes) - 1:
            self._paint_dot(painter)
        self.paint_over(painter)
        if self.content_height != self._told_height:
            QTimer.singleShot(0, self, self.tell_height)

    def paint_over(self, painter: QPainter) -> None:
        """Draw what lies on top of the blocks."""

    def _paint_box(self, painter: QPainter, index: int, clip: QRectF) -> None:
        box = self.stack.ready(index)
        paint_surroundings(painter, box, self.stack.top(index), self._width)
        box.paint(painter, self.stack.origin(index), clip, self.grounds(index))

    def grounds(self, index: int) -> list[Ground]:
        """Give what is drawn behind the characters of a box: where the selected ones are."""
        box = self.stack.boxes[index]
        if self.selection is None:
            return []
        return [(self.style_in_use.theme.selection, box.rects(*self.selection.range_in(index, box)))]

    def _paint_dot(self, painter: QPainter) -> None:
        index = len(self.stack.boxes) - 1
        box = self.stack.boxes[index]
        caret = box.caret(box.length).translated(self.stack.origin(index))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.style_in_use.theme.accent))
        left = caret.left() - 5 - 2 * _DOT_RADIUS if box.is_right_to_left else caret.left() + 5
        middle = caret.center().y()
        painter.drawEllipse(QRectF(left, middle - _DOT_RADIUS, 2 * _DOT_RADIUS, 2 * _DOT_RADIUS))
