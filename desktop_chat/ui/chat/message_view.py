"""What every message of the transcript has in common: a text, a footer that appears when looked at, a width."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QUrl, Signal
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.message_footer import MessageFooter
from desktop_chat.ui.chat.text_view import TextView
from desktop_chat.ui.style import ThemeManager


class TextPlace(NamedTuple):
    """A place in a message's text that stays the same in another width."""

    block: int
    offset: int


class ViewState(NamedTuple):
    """What the reader did to a view, for when it is built again."""

    is_reasoning_open: bool | None = None  # None: as it comes
    shown: int = 0  # characters of a long message; 0: as few as at first


class MessageView(QWidget):
    """Shows one message; it is laid out by whoever owns it, through `fit_width`.

    Signals:
        retry_requested: (message id) another reply is wanted.
        edit_requested: (message id) the user wants to change it.
        sibling_chosen: (message id) another version is to be shown.
        link_activated: (QUrl) the user clicked a link; nothing has been opened.
        copied: something was put on the clipboard.
        height_changed: it wants another height.
        drag_selecting: (QPoint) text is being selected, and the mouse is there, on the screen.
    """

    retry_requested = Signal(int)
    edit_requested = Signal(int)
    sibling_chosen = Signal(int)
    link_activated = Signal(QUrl)
    copied = Signal()
    height_changed = Signal()
    drag_selecting = Signal(QPoint)

    def __init__(
        self,
        theme_manager: ThemeManager,
        style: DocumentStyle,
        message: Message,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme_manager = theme_manager
        self.style_in_use = style
        self.fitted_width = 0
        self._message = message
        self._footer: MessageFooter | None = None
        self._is_newest = False
        self._is_looked_at = False
        self.body = TextView(theme_manager, style, self)
        self.body.link_activated.connect(self.link_activated)
        self.body.copied.connect(self.copied)
        self.body.drag_selecting.connect(self.drag_selecting)
        self.body.focus_changed.connect(self._follow_focus)

    @property
    def message(self) -> Message:
        """The message shown."""
        return self._message

    @property
    def is_kept(self) -> bool:
        """Whether the view must not be released: its text is being written, or part of it is selected."""
        return self._message.state == "writing" or self.body.textCursor().hasSelection()

    @property
    def state(self) -> ViewState:
        """What the reader did to it."""
        return ViewState()

    def expose(self, _top: int, _bottom: int) -> bool:
        """Make exact what lies between two heights of the view; True where this changed its height."""
        return False

    def anchor_at(self, y: int) -> TextPlace:
        """Give the place in the text at a height of the view."""
        return TextPlace(0, y)

    def y_of(self, place: TextPlace) -> int:
        """Give the height of the view at which a place is now."""
        return place.offset

    def show_message(self, message: Message) -> None:
        """Show another state of the message."""
        self._message = message
        if self._footer is not None:
            self._footer.set_message(message)
        self._update_footer()

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours; the layout is redone with the next `fit_width`."""
        self.style_in_use = style
        self.fitted_width = 0

    def set_newest(self, is_newest: bool) -> None:
        """Keep the footer of the conversation's last message in sight."""
        self._is_newest = is_newest
        self._update_footer()

    def fit_width(self, width: int) -> int:
        """Lay out at a width in pixels, take the height that this needs, and give it."""
        raise NotImplementedError

    def copy_text(self) -> None:
        """Put the whole message on the clipboard, as it was written."""
        QGuiApplication.clipboard().setText(self._message.text)
        if self._footer is not None:
            self._footer.copy_button.confirm()
        self.copied.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the footer under the mouse."""
        self._look(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the footer again, unless the keyboard is in it."""
        self._look(self.isAncestorOf(QApplication.focusWidget()))
        super().leaveEvent(event)

    def _follow_focus(self, has_focus: bool) -> None:
        if has_focus:
            self._look(True)
        elif not self.underMouse():
            focused = QApplication.focusWidget()
            self._look(focused is not None and self.isAncestorOf(focused))

    def _look(self, is_looked_at: bool) -> None:
        self._is_looked_at = is_looked_at
        self._update_footer()

    def _update_footer(self) -> None:
        has_versions = len(self._message.sibling_ids) > 1
        expanded = self._is_looked_at or (self._is_newest and self._message.role == "assistant")
        if self._footer is None and (expanded or has_versions):
            self._footer = self._make_footer()
            self._place_footer(self._footer)
            self._footer.show()
        if self._footer is not None:
            self._footer.set_expanded(expanded)

    def _make_footer(self) -> MessageFooter:
        footer = MessageFooter(self.theme_manager, self._message, self)
        footer.copy_requested.connect(self.copy_text)
        footer.retry_requested.connect(lambda: self.retry_requested.emit(self._message.id))
        footer.edit_requested.connect(lambda: self.edit_requested.emit(self._message.id))
        footer.sibling_chosen.connect(self.sibling_chosen)
        QWidget.setTabOrder(self.body, footer)
        return footer

    def _place_footer(self, footer: MessageFooter) -> None:
        raise NotImplementedError
