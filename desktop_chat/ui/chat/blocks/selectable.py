"""Blocks whose text is selected with the mouse and the keyboard, and copied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.markdown.blocks import Blocks
from desktop_chat.ui.chat.blocks.accessible import AccessibleView, describe_texts
from desktop_chat.ui.chat.blocks.canvas import BlockCanvas
from desktop_chat.ui.chat.blocks.copying import mime_data_of, selected_blocks
from desktop_chat.ui.chat.blocks.moves import Walker
from desktop_chat.ui.chat.blocks.selection import Place, Selection
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.style import ThemeManager

_CARET_WIDTH: Final = 2
_KEYBOARD_REASONS: Final = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


class SelectableCanvas(BlockCanvas):
    """Lets text be selected across all blocks.

    Signals:
        copied: something was put on the clipboard.
        focus_changed: (bool) the keyboard came or went.
        drag_selecting: (QPoint) text is being selected, and the mouse is there, on the screen.
        reveal_requested: (top, bottom) the keyboard went to these heights of the view.
    """

    copied = Signal()
    focus_changed = Signal(bool)
    drag_selecting = Signal(QPoint)
    reveal_requested = Signal(int, int)

    is_block_canvas = True

    def __init__(
        self, theme_manager: ThemeManager, style: DocumentStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme_manager, style, parent)
        describe_texts()
        self.accessible: AccessibleView | None = None
        self._walker = Walker(self.stack)
        self._clicks = 0
        self._clicked_at = QPointF()
        self._clicked_time = 0
        self._unit: tuple[Place, Place] | None = None  # the word or paragraph that a drag began with
        self._shows_caret = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def place_at(self, point: QPointF) -> Place:
        """Give the place in the text nearest to a point."""
        return self._walker.place_at(point)

    # ---- what is selected

    @property
    def has_selection(self) -> bool:
        """Whether anything is selected."""
        return self.selection is not None and not self.selection.is_empty

    def selected_text(self) -> str:
        """Give what is selected as plain text."""
        from desktop_chat.markdown.writing import to_plain  # noqa: PLC0415  not needed before something is copied

        return to_plain(self._selected_blocks())

    def selected_markdown(self) -> str:
        """Give what is selected as Markdown."""
        from desktop_chat.markdown.writing import to_markdown  # noqa: PLC0415  not needed before that

        return to_markdown(self._selected_blocks())

    def _selected_blocks(self) -> Blocks:
        return selected_blocks(self.stack, self.selection) if self.selection is not None else ()

    def select_all(self) -> None:
        """Select everything."""
        if self.stack.boxes:
            last = len(self.stack.boxes) - 1
            self.select(Place(0, 0), Place(last, self.stack.boxes[last].length))

    def clear_selection(self) -> None:
        """Select nothing."""
        if self.selection is not None:
            self._set_selection(None)

    def select(self, anchor: Place, head: Place) -> None:
        """Select what is between two places."""
        self._set_selection(Selection(anchor, head))

    def _set_selection(self, selection: Selection | None) -> None:
        changed = [each for each in (self.selection, selection) if each is not None]
        self.selection = selection
        if changed:
            top = self.stack.top(min(each.start.block for each in changed))
            bottom = self.stack.bottom(max(each.end.block for each in changed))
            self.update(0, top - 2, self.width(), bottom - top + 4)

    def copy(self) -> None:
        """Put what is selected on the clipboard, as plain text and as HTML."""
        if self.has_selection:
            QGuiApplication.clipboard().setMimeData(mime_data_of(self._selected_blocks()))
            self.copied.emit()

    def copy_markdown(self) -> None:
        """Put what is selected on the clipboard as Markdown."""
        if self.has_selection:
            self.copy_text(self.selected_markdown())

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
        self.copied.emit()

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection; with Shift go on with one."""
        if event.button() != Qt.MouseButton.LeftButton or not self.stack.boxes:
            super().mousePressEvent(event)
            return
        self._clicks = self._count_click(event)
        self.hide_caret()
        place = self._walker.place_at(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.selection is not None:
            self.select(self.selection.anchor, place)
        elif self._clicks > 1:
            self._select_unit(place)
        else:
            self._unit = None
            self.select(place, place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the selection as far as the mouse is."""
        if not event.buttons() & Qt.MouseButton.LeftButton or self.selection is None or not self._clicks:
            return
        place = self._walker.place_at(event.position())
        if self._unit is None:
            self.select(self.selection.anchor, place)
        else:
            self._extend_units(place)
        self.drag_selecting.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the selection."""
        if event.button() == Qt.MouseButton.LeftButton and self.has_selection:
            _offer_primary_selection(self.selected_text)

    def _count_click(self, event: QMouseEvent) -> int:
        is_double = event.type() == QMouseEvent.Type.MouseButtonDblClick
        near = (event.position() - self._clicked_at).manhattanLength() < QApplication.startDragDistance()
        interval = QApplication.doubleClickInterval()
        is_third = self._clicks == 2 and near and event.timestamp() - self._clicked_time < interval
        self._clicked_at = event.position()
        self._clicked_time = event.timestamp()
        return 2 if is_double else 3 if is_third else 1

    def _select_unit(self, place: Place) -> None:
        find = self._walker.word_at if self._clicks == 2 else self._walker.unit_at
        self._unit = find(place)
        self.select(*self._unit)

    def _extend_units(self, place: Place) -> None:
        find = self._walker.word_at if self._clicks == 2 else self._walker.unit_at
        start, end = find(place)
        first, last = self._unit
        if start < first:
            self.select(last, start)
        else:
            self.select(first, max(end, last))

    # ---- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, select all, move the caret and draw the selection; leave the rest to the transcript."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif self._walker.is_move(event) and self.stack.boxes and self._may_move(event):
            self._move(event)
        else:
            event.ignore()

    def _may_move(self, event: QKeyEvent) -> bool:
        """Tell whether a key moves in the text: without a caret only one that selects does."""
        return self._shows_caret or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    def _move(self, event: QKeyEvent) -> None:
        selection = self.selection or Selection(Place(0, 0), Place(0, 0))
        head = self._walker.after(selection.head, event)
        is_selecting = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.select(selection.anchor if is_selecting else head, head)
        self.reveal_place(head)

    def reveal_place(self, place: Place) -> None:
        """Bring a place into sight."""
        rect = self._walker.caret(place)
        self.tell_height()
        self.reveal_requested.emit(int(rect.top()), int(rect.bottom()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a caret where the keyboard came by itself: a mouse needs none in a text that cannot be changed."""
        super().focusInEvent(event)
        if event.reason() in _KEYBOARD_REASONS:
            self.show_caret()
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went."""
        super().focusOutEvent(event)
        self.hide_caret()
        self.focus_changed.emit(False)

    def show_caret(self) -> None:
        """Show where the keyboard is in the text."""
        self._shows_caret = True
        if self.selection is None and self.stack.boxes:
            self.select(Place(0, 0), Place(0, 0))
        self.update()

    def hide_caret(self) -> None:
        """Show no caret: the keyboard is elsewhere, or the mouse is used."""
        if self._shows_caret:
            self._shows_caret = False
            self.update()

    def paint_over(self, painter: QPainter) -> None:
        """Draw the caret."""
        super().paint_over(painter)
        if self._shows_caret and self.selection is not None and self.hasFocus():
            caret = self._walker.caret(self.selection.head)
            caret.setWidth(_CARET_WIDTH)
            painter.fillRect(caret.adjusted(0, 2, 0, -2), QColor(self.style_in_use.theme.accent))


def _offer_primary_selection(text_of: Callable[[], str]) -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection():
        clipboard.setText(text_of(), clipboard.Mode.Selection)
