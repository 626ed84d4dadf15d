"""Links and footnotes in blocks: pointed at, clicked, and visited by keyboard; nothing is ever opened here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.markdown.blocks import Note
from desktop_chat.ui.announce import announce
from desktop_chat.ui.chat.blocks.inline import Span
from desktop_chat.ui.chat.blocks.selectable import SelectableCanvas
from desktop_chat.ui.chat.blocks.selection import Place
from desktop_chat.ui.chat.blocks.stops import Stop, next_stop
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.tooltips import as_tooltip

_NOTE_WORDS = 300


class LinkedCanvas(SelectableCanvas):
    """Tells of links that are clicked, and goes to footnotes.

    Signals:
        link_activated: (QUrl) the user clicked a link; nothing has been opened.
        link_pointed: (address) the pointer or the keyboard is at this link; nothing: at none any more.
    """

    link_activated = Signal(QUrl)
    link_pointed = Signal(str)

    def __init__(
        self, theme_manager: ThemeManager, style: DocumentStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme_manager, style, parent)
        self.current_stop: Stop | None = None  # the link that the keyboard is at
        self._pressed: Span | None = None
        self._pointed = ""  # the link that was told last
        self.setMouseTracking(True)

    def span_at(self, point: QPointF) -> Span | None:
        """Give the link, footnote or formula at a point."""
        if not self.stack.boxes:
            return None
        index = self.stack.index_at(point.y())
        return self.stack.ready(index).span_at(point - self.stack.origin(index))

    def _target_at(self, point: QPointF) -> Span | None:
        span = self.span_at(point)
        return span if span is not None and (span.run.link or span.run.note) else None

    def follow(self, span: Span) -> None:
        """Go to a footnote, or tell that a link is wanted."""
        if span.run.link:
            self.link_activated.emit(QUrl(span.run.link))
            return
        index = self._note_index(span.run.note)
        if index is not None:
            self.select(Place(index, 0), Place(index, 0))
            self.reveal_requested.emit(self.stack.top(index), self.stack.bottom(index))

    def _note_index(self, number: int) -> int | None:
        for index in range(len(self.stack.boxes) - 1, -1, -1):  # footnotes stand at the end
            within = self.stack.boxes[index].block.within
            if any(isinstance(each, Note) and each.number == number and each.is_start for each in within):
                return index
        return None

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note the link under the mouse."""
        super().mousePressEvent(event)
        self._leave_stop()
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = self._target_at(event.position()) if is_plain else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over links, and where they lead."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            target = self._target_at(event.position())
            self.setCursor(Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.IBeamCursor)
            self.setToolTip(as_tooltip(self._note_words(target)) if target and target.run.note else "")
            self._point_at(target.run.link if target else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Be at no link any more."""
        super().leaveEvent(event)
        self._point_at("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link that was clicked."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is not None and not self.has_selection and self._target_at(event.position()) == pressed:
            self.follow(pressed)

    def _point_at(self, link: str) -> None:
        if link != self._pointed:
            self._pointed = link
            self.link_pointed.emit(link)

    def _note_words(self, span: Span) -> str:
        index = self._note_index(span.run.note)
        return self.stack.boxes[index].text[:_NOTE_WORDS] if index is not None else ""

    # ---- keyboard

    def button_at(self, stop: Stop) -> QWidget:
        """Give the button of a code card that is a stop."""
        raise NotImplementedError

    def stop_of(self, button: QWidget) -> Stop | None:
        """Give the stop that a button of a code card is."""
        raise NotImplementedError

    def set_buttons_reachable(self, is_reachable: bool) -> None:
        """Let the buttons of code cards be reached by keyboard, or passed by."""
        raise NotImplementedError

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Visit the links and the buttons of code cards before leaving."""
        focused = QApplication.focusWidget()
        inside = focused is not None and focused is not self
        current = self.stop_of(focused) if inside else self.current_stop
        if current is None and not forwards:
            return self._leave(forwards)
        stop = next_stop(self.stack, current, backwards=not forwards)
        if stop is not None:
            self._visit(stop)
            return True
        if forwards:
            return self._leave(forwards)
        self._leave_stop()
        self.show_caret()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _leave(self, forwards: bool) -> bool:
        self._leave_stop()
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_buttons_reachable(False)
        return super().focusNextPrevChild(forwards)

    def _visit(self, stop: Stop) -> None:
        self._leave_stop()
        top = self.stack.top(stop.block)
        self.reveal_requested.emit(
            top, min(self.stack.bottom(stop.block), top + self.style_in_use.code_header)
        )
        if stop.span is None:
            self.button_at(stop).setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.current_stop = stop
        self.hide_caret()
        if not self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce(stop.span)
        self._point_at(stop.span.run.link)
        rects = self._stop_rects()
        if rects:
            self.reveal_requested.emit(int(rects[0].top()), int(rects[-1].bottom()))
        self.update()

    def _announce(self, span: Span) -> None:
        if span.run.link:
            announce(self, self.tr("Link: {0}").format(span.run.text))
        else:
            announce(self, self.tr("Footnote {0}").format(span.run.note))

    def _leave_stop(self) -> None:
        if self.current_stop is not None:
            self.current_stop = None
            self._point_at("")
            self.update()

    def _stop_rects(self) -> list[QRectF]:
        stop = self.current_stop
        if stop is None or stop.span is None or stop.block >= len(self.stack.boxes):
            return []
        origin = self.stack.origin(stop.block)
        rects = self.stack.ready(stop.block).rects(stop.span.start, stop.span.end)
        return [rect.translated(origin) for rect in rects]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link that the keyboard is at."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if is_enter and self.current_stop is not None and self.current_stop.span is not None:
            self.follow(self.current_stop.span)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the last link or button where the keyboard comes from behind."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            stop = next_stop(self.stack, None, backwards=True)
            if stop is not None:
                self._visit(stop)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be at no link any more."""
        super().focusOutEvent(event)
        self._leave_stop()

    def paint_over(self, painter: QPainter) -> None:
        """Draw a ring around the link that the keyboard is at."""
        super().paint_over(painter)
        rects = self._stop_rects()
        if rects:
            painter.setPen(QPen(QColor(self.style_in_use.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for rect in rects:
                painter.drawRoundedRect(rect.adjusted(-2, 1, 2, -1), 5, 5)
