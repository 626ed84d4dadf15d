"""The text of one message: read-only, selectable, as tall as its document; it opens and loads nothing by itself."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from desktop_chat.ui.chat.code_block import code_of
from desktop_chat.ui.chat.copy_button import CodeCopyButton
from desktop_chat.ui.chat.document_style import CODE, CODE_OVERLAP, FRAME_KIND, LANGUAGE, DocumentStyle
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import READING_WIDTH
from desktop_chat.ui.widgets.menu import Menu

_CARD_RADIUS = 10
_BAR_WIDTH = 3
_DOT_RADIUS = 3.5
_SCROLL_KEYS = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class TextView(QTextBrowser):
    """Shows a document; whoever owns it writes into `document()` and then asks for `content_height`.

    Signals:
        link_activated: (QUrl) the user clicked a link; nothing has been opened.
        copied: code was put on the clipboard.
        focus_changed: (bool) the keyboard came or went.
        drag_selecting: (QPoint) text is being selected, and the mouse is there, on the screen.
    """

    link_activated = Signal(QUrl)
    copied = Signal()
    focus_changed = Signal(bool)
    drag_selecting = Signal(QPoint)

    def __init__(
        self, theme_manager: ThemeManager, style: DocumentStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._style = style
        self._is_growing = False
        self._buttons: list[CodeCopyButton] = []
        self.setProperty("frameless", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(round(READING_WIDTH * theme_manager.text_scale))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setCursorWidth(0)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setAutoFillBackground(False)
        self.set_style(style)
        self.anchorClicked.connect(self.link_activated)

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours for what is written from now on."""
        self._style = style
        self.setFont(style.font)
        self._dress_document()

    def renew_document(self) -> QTextDocument:
        """Throw the text away and give the empty document to write into."""
        self.clear()
        self._dress_document()
        return self.document()

    def _dress_document(self) -> None:
        document = self.document()
        document.setDefaultFont(self._style.font)
        document.setDocumentMargin(0)
        document.setIndentWidth(self._style.indent)

    def content_height(self) -> int:
        """Give the height of the whole text in pixels."""
        return math.ceil(self.document().size().height())

    def fit_width(self, width: int) -> int:
        """Wrap the text at a width in pixels, and give its height."""
        self.setLineWrapColumnOrWidth(width)
        return self.content_height()

    def ideal_width(self) -> int:
        """Give the width in pixels that the text, as it is wrapped now, really takes."""
        return math.ceil(self.document().idealWidth())

    def set_growing(self, growing: bool) -> None:
        """Show a dot after the last character: more is being written."""
        if growing != self._is_growing:
            self._is_growing = growing
            self.viewport().update()

    def place_code_buttons(self) -> None:
        """Put a copy button on each code block; call it after the text was laid out."""
        cards = [(frame, rect) for frame, kind, rect in self._frames() if kind == CODE]
        while len(self._buttons) > len(cards):
            self._buttons.pop().deleteLater()
        while len(self._buttons) < len(cards):
            self._buttons.append(self._new_button(len(self._buttons)))
        for button, (_frame, rect) in zip(self._buttons, cards, strict=True):
            button.place(rect.toRect(), self._style.code_header)

    def _new_button(self, index: int) -> CodeCopyButton:
        button = CodeCopyButton(self._theme_manager, self.viewport())
        button.clicked.connect(lambda: self._copy_code(index))
        button.show()
        return button

    def _copy_code(self, index: int) -> None:
        cards = [frame for frame, kind, _rect in self._frames() if kind == CODE]
        QGuiApplication.clipboard().setText(code_of(cards[index]))
        self._buttons[index].confirm()
        self.copied.emit()

    # ---- nothing is loaded or opened

    def loadResource(self, _kind: int, _name: QUrl) -> QByteArray:
        """Load nothing: no picture, no style sheet, no file."""
        return QByteArray(b"")  # after None, Qt would look for a file of that name itself

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of code and the bars of quotations, then the text, then the dot of a growing one."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for frame, kind, rect in self._frames():
            if rect.intersects(QRectF(event.rect())):
                self._draw_frame(painter, frame, kind, rect)
        painter.end()
        super().paintEvent(event)
        if self._is_growing:
            self._draw_dot()

    def _frames(self) -> Iterator[tuple[QTextFrame, int, QRectF]]:
        """Give each code block and quotation with the rectangle that is drawn behind it."""
        layout = self.document().documentLayout()
        waiting = list(reversed(self.document().rootFrame().childFrames()))
        while waiting:
            frame = waiting.pop()
            waiting += reversed(frame.childFrames())
            shape = frame.frameFormat()
            kind = shape.property(FRAME_KIND)
            if kind is None:
                continue
            rect = layout.frameBoundingRect(frame)
            rect.adjust(shape.leftMargin(), shape.topMargin(), 0, -shape.bottomMargin())
            if kind == CODE:
                rect.setTop(rect.top() - self._style.code_header + CODE_OVERLAP)
            else:
                rect.setLeft(rect.left() - self._style.pixels)
            yield frame, kind, rect

    def _draw_frame(self, painter: QPainter, frame: QTextFrame, kind: int, rect: QRectF) -> None:
        theme = self._style.theme
        painter.setPen(Qt.PenStyle.NoPen)
        if kind != CODE:
            painter.setBrush(QColor(theme.border_strong))
            bar = QRectF(rect.left(), rect.top(), _BAR_WIDTH, rect.height())
            painter.drawRoundedRect(bar, _BAR_WIDTH / 2, _BAR_WIDTH / 2)
            return
        painter.setPen(QColor(theme.border))
        painter.setBrush(QColor(theme.code_ground))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _CARD_RADIUS, _CARD_RADIUS)
        font = QFont(self._style.font)
        font.setPointSizeF(font.pointSizeF() * 0.8)
        painter.setFont(font)
        painter.setPen(QColor(theme.text_muted))
        band = QRectF(rect.left() + 13, rect.top() + 1, rect.width() - 60, self._style.code_header)
        words = str(frame.frameFormat().property(LANGUAGE)).split()
        painter.drawText(band, Qt.AlignmentFlag.AlignVCenter, words[0][:40] if words else "")

    def _draw_dot(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        place = self.cursorRect(cursor)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._style.theme.accent))
        middle = place.top() + min(self._style.pixels * 0.75, place.height() / 2 + 1)
        center = QRectF(place.left() + 5, middle - _DOT_RADIUS, 2 * _DOT_RADIUS, 2 * _DOT_RADIUS)
        painter.drawEllipse(center)
        painter.end()

    # ---- input

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the transcript."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave scrolling by pages to the transcript."""
        if event.key() in _SCROLL_KEYS and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of a selection being drawn, which may leave the part in sight."""
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.drag_selecting.emit(event.globalPosition().toPoint())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came."""
        by_keyboard = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        self.setCursorWidth(
            2 if by_keyboard else 0
        )  # a mouse needs no caret in a text that cannot be changed
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying."""
        menu = Menu(self._theme_manager, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.add("copy", self.tr("Copy"), self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        address = self.anchorAt(event.pos())
        if address:
            menu.add("globe", self.tr("Copy link"), lambda: QGuiApplication.clipboard().setText(address))
        menu.add("chat", self.tr("Select all"), self.selectAll)
        menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the document's own font when the application's changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_style"):
            self.document().setDefaultFont(self._style.font)
