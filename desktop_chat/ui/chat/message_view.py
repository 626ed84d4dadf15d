"""What every message of the transcript has in common: a text, a footer that appears when looked at, a width."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.ui.chat.beside_header import BesideHeader
from desktop_chat.ui.chat.block_view import BlockView
from desktop_chat.ui.chat.blocks.marks import Spot
from desktop_chat.ui.chat.document_style import DocumentStyle
from desktop_chat.ui.chat.message_footer import FOOTER_HEIGHT, MessageFooter
from desktop_chat.ui.chat.message_ground import MessageGround
from desktop_chat.ui.chat.model_names import ModelNames
from desktop_chat.ui.style import ThemeManager

BLEED: Final = 12
"""Pixels that a view reaches beyond its text on both sides, for the ring of the keyboard's focus."""

LEAD: Final = 6
"""Pixels that it reaches above its first part, for the same."""

_SPOKEN: Final = 300
"""Characters of a message that its name for screen readers holds; its text is read from the text itself."""


class TextPlace(NamedTuple):
    """A place in a message's text that stays the same in another width."""

    text: int  # 0: above all texts
    block: int
    offset: int


class ViewState(NamedTuple):
    """What the reader did to a view, for when it is built again."""

    is_reasoning_open: bool | None = None  # None: as it comes
    shown: int = 0  # characters of a long message; 0: as few as at first


UNTOUCHED: Final = ViewState()


class MessageView(MessageGround):
    """Shows one message; it is laid out by whoever owns it, through `fit_width` and `expose`.

    Signals:
        retry_requested: (message id) another reply is wanted.
        retry_with_requested: (message id) another reply by another model is wanted.
        compare_requested: (message id) a reply by another model is wanted beside this one.
        continue_requested: (message id) the model is to go on with a reply that is not whole.
        edit_requested: (message id) the user wants to change it.
        branch_requested: (message id) a new conversation with everything up to here is wanted.
        delete_requested: (message id) the user wants it gone.
        sibling_chosen: (message id) another version is to be shown.
        beside_chosen: (message id) of two versions side by side, the conversation goes on with this one.
        beside_closed: the version beside is to go.
        link_activated: (QUrl) the user clicked a link; nothing has been opened.
        link_pointed: (address) the pointer or the keyboard is at this link; nothing: at none any more.
        save_requested: (code, language) the user wants code in a file.
        copied: something was put on the clipboard, and nothing else says so.
        height_changed: it wants another height.
        reveal_requested: (top, bottom) these heights of the view are to be in sight.
        drag_selecting: (QPoint) text is being selected, and the mouse is there, on the screen.
    """

    retry_requested = Signal(int)
    retry_with_requested = Signal(int)
    compare_requested = Signal(int)
    continue_requested = Signal(int)
    edit_requested = Signal(int)
    branch_requested = Signal(int)
    delete_requested = Signal(int)
    sibling_chosen = Signal(int)
    beside_chosen = Signal(int)
    beside_closed = Signal()
    link_activated = Signal(QUrl)
    link_pointed = Signal(str)
    save_requested = Signal(str, str)
    copied = Signal()
    height_changed = Signal()
    reveal_requested = Signal(int, int)
    drag_selecting = Signal(QPoint)

    accessible_role = QAccessible.Role.ListItem

    def __init__(
        self,
        theme_manager: ThemeManager,
        style: DocumentStyle,
        message: Message,
        model_names: ModelNames,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme_manager, parent)
        self._model_names = model_names
        self.style_in_use = style
        self.fitted_width = 0
        self._message = message
        self._header: BesideHeader | None = None
        self._footer: MessageFooter | None = None
        self._is_stacking = False
        self._is_newest = False
        self._is_looked_at = False
        self._is_current = False
        self.body = self.make_text(style)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # growing, it is painted where it is new

    # ---- what it shows

    @property
    def message(self) -> Message:
        """The message shown."""
        return self._message

    @property
    def model_name(self) -> str:
        """What its model is called; nothing where it has none."""
        return self._model_names.of(self._message.model)

    @property
    def is_newest(self) -> bool:
        """Whether it is the conversation's last message."""
        return self._is_newest

    @property
    def footer(self) -> MessageFooter | None:
        """The row under the message, once it was needed."""
        return self._footer

    @property
    def header(self) -> BesideHeader | None:
        """The row above a message that stands beside another."""
        return self._header

    @property
    def is_kept(self) -> bool:
        """Whether the view must not be released: its text is being written, or part of it is selected."""
        return self._message.state == "writing" or any(text.has_selection for text in self.texts())

    @property
    def is_read(self) -> bool:
        """Whether all of its text is shown, or folded by the reader's leave."""
        return True

    @property
    def state(self) -> ViewState:
        """What the reader did to it."""
        return UNTOUCHED

    def show_message(self, message: Message) -> None:
        """Show another state of the message."""
        self._message = message
        self.show_model_name()
        self._update_footer()

    def show_model_name(self) -> None:
        """Call the model of the message as it is called now."""
        if self._footer is not None:
            self._footer.set_message(self._message, self.model_name)
        if self._header is not None:
            self._header.set_message(self._message, self.model_name)

    def plain_text(self) -> str:
        """Give the message without marks."""
        raise NotImplementedError

    def spoken(self) -> str:
        """Give what a screen reader says of it: who, and how it begins."""
        raise NotImplementedError

    def set_position(self, position: int, count: int) -> None:
        """Say which message of how many this is."""
        self.setAccessibleName(self.spoken())
        self.setAccessibleDescription(self.tr("Message {0} of {1}").format(position, count))

    def set_newest(self, is_newest: bool) -> None:
        """Keep the footer of the conversation's last message in sight."""
        self._is_newest = is_newest
        self._update_footer()

    def set_beside(self, place: int | None) -> None:
        """Show a header, as the first (0) or a later one of versions side by side; None: no header."""
        if place is None and self._header is None:
            return
        if place is None and self._header is not None:
            self._header.hide()
            self._header.deleteLater()
            self._header = None
        elif place is not None and self._header is None:
            self._header = BesideHeader(self.theme_manager, self._message, self.model_name, self)
            self._header.chosen.connect(lambda: self.beside_chosen.emit(self._message.id))
            self._header.closed.connect(self.beside_closed)
            self._header.show()
        if self._header is not None:
            self._header.set_closable(bool(place))
        if self._footer is not None:
            self._footer.set_beside(self._header is not None)
        self._let_tab_in()
        self._restack()

    def set_style(self, style: DocumentStyle) -> None:
        """Use other fonts and colours; the layout is redone with the next `fit_width`."""
        self.style_in_use = style
        self.fitted_width = 0

    # ---- places

    def texts(self) -> list[BlockView]:
        """Give the texts that are shown, from the top down."""
        return [self.body]

    def fit_width(self, width: int) -> int:
        """Lay out with a text so many pixels wide, take the height that this needs, and give it."""
        self.fitted_width = width
        self._stack()
        return self.height()

    def expose(self, top: int, bottom: int) -> bool:
        """Make exact what lies between two heights of the view; True where this changed its height."""
        before = self.height()
        changed = [text.expose(top - _top(text, self), bottom - _top(text, self)) for text in self.texts()]
        if any(changed):
            self._stack()
        return self.height() != before

    def write_more(self) -> bool:
        """Read a little more of a long text; True where there is more to read."""
        return False

    def anchor_at(self, y: int) -> TextPlace:
        """Give the place in the text at a height of the view."""
        for number, text in reversed(list(enumerate(self.texts(), 1))):
            if y >= _top(text, self) and text.height():
                return TextPlace(number, *text.anchor_at(y - _top(text, self)))
        return TextPlace(0, 0, y)

    def y_of(self, place: TextPlace) -> int:
        """Give the height of the view at which a place is now."""
        texts = self.texts()
        if not place.text:
            return place.offset
        text = texts[min(place.text, len(texts)) - 1]
        return _top(text, self) + text.y_of((place.block, place.offset))

    def _stack(self) -> None:
        """Put the parts one under the other at the width in use, and take their height together."""
        raise NotImplementedError

    def _restack(self) -> None:
        """Take the height that the parts have now; only a new height costs more than a look."""
        if not self.fitted_width or self._is_stacking:
            return
        before = self.height()
        self._is_stacking = True
        self._stack()
        self._is_stacking = False
        if self.height() != before:
            self.height_changed.emit()

    def _stack_header(self) -> int:
        """Place the header, and give where the rest begins."""
        if self._header is None:
            return LEAD
        self._header.setGeometry(BLEED, LEAD, self.fitted_width, self._header.sizeHint().height())
        return LEAD + self._header.height()

    def _end(self, bottom: int) -> None:
        """Take the height: the footer follows what ends at `bottom`."""
        size = QSize(self.fitted_width + 2 * BLEED, bottom + FOOTER_HEIGHT)
        if self.has_ring or self.width() != size.width():
            self.update()
        self.resize(size)
        self._place_footer()

    def _place_footer(self) -> None:
        if self._footer is not None:
            top = self.height() - FOOTER_HEIGHT
            self._footer.setGeometry(BLEED - 6, top, self.fitted_width + 6, FOOTER_HEIGHT)

    # ---- finding

    def set_search(self, terms: tuple[str, ...], current: Spot | None = None) -> None:
        """Mark what was searched for, and put a ring around one of the hits; nothing removes the marks."""
        self.body.set_search(terms, current)

    def hit_top(self, spot: Spot | None) -> int | None:
        """Give the height of a hit in the text, or of the last one that is read before it; None: there is none.

        Without a spot, of the first hit.
        """
        top = self.body.hit_top(spot)
        return _top(self.body, self) + top if top is not None else None

    # ---- doing

    def copy_text(self) -> None:
        """Put the whole message on the clipboard, as it was written."""
        self._copy(self._message.text)

    def copy_plain(self) -> None:
        """Put the whole message on the clipboard, without marks."""
        self._copy(self.plain_text())

    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        if self._footer is not None and self._footer.copy_button.isVisibleTo(self):
            self._footer.copy_button.confirm()
        else:
            self.copied.emit()

    def open_menu(self, at: QPoint) -> None:
        """Offer everything that can be done with the message, at a point of the screen."""
        from desktop_chat.ui.chat.message_menu import MessageMenu  # noqa: PLC0415  not needed to read

        menu = MessageMenu(self.theme_manager, self)
        menu.popup(at)

    def open_details(self) -> None:
        """Show how the message was made."""
        from desktop_chat.ui.chat.reply_details import ReplyDetails  # noqa: PLC0415  not needed to read

        ReplyDetails(self.theme_manager, self._message, self.model_name, self).open_over(self._footer or self)

    # ---- being looked at

    @property
    def is_current(self) -> bool:
        """Whether it is the message whose parts the Tab key visits."""
        return self._is_current

    def set_current(self, is_current: bool) -> None:
        """Let the Tab key visit the parts of this message, or pass them by."""
        self._is_current = is_current
        if is_current:
            self._need_footer()
        self._let_tab_in()

    def stops(self) -> list[QWidget]:
        """Give what the Tab key visits, in order."""
        header = self._header.stops() if self._header is not None else []
        footer = self._footer.stops() if self._footer is not None else []
        return [self, *header, *self._inner_stops(), *footer]

    def _inner_stops(self) -> list[QWidget]:
        return [self.body]

    def _let_tab_in(self) -> None:
        for widget in self.stops():
            takes_clicks = isinstance(widget, MessageView | BlockView)
            outside = Qt.FocusPolicy.ClickFocus if takes_clicks else Qt.FocusPolicy.NoFocus
            inside = Qt.FocusPolicy.StrongFocus if takes_clicks else Qt.FocusPolicy.TabFocus
            widget.setFocusPolicy(inside if self._is_current else outside)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the footer under the mouse."""
        self._look(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the footer again, unless the keyboard is here."""
        self._look(self.holds_focus())
        super().leaveEvent(event)

    def follow_focus(self) -> None:
        """Show the footer while the keyboard is here; the owner calls it whenever that moved."""
        self._look(self.holds_focus() or self.underMouse())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the whole message."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_text()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer everything that can be done with the message."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.open_menu(self.mapToGlobal(QPoint(BLEED, 0)) if by_keys else event.globalPos())

    def _look(self, is_looked_at: bool) -> None:
        if is_looked_at != self._is_looked_at:
            self._is_looked_at = is_looked_at
            self._update_footer()

    def _update_footer(self) -> None:
        has_versions = len(self._message.sibling_ids) > 1
        expanded = self._is_looked_at or (self._is_newest and self._message.role == "assistant")
        if expanded or has_versions:
            self._need_footer()
        if self._footer is not None:
            self._footer.set_expanded(expanded)

    def _need_footer(self) -> None:
        if self._footer is not None:
            return
        footer = self._footer = MessageFooter(self.theme_manager, self._message, self.model_name, self)
        number = self._message.id
        footer.copy_button.clicked.connect(self.copy_text)
        footer.again_button.clicked.connect(lambda: self._again().emit(number))
        footer.more_button.clicked.connect(
            lambda: self.open_menu(footer.more_button.mapToGlobal(QPoint(0, footer.more_button.height())))
        )
        footer.details_button.clicked.connect(self.open_details)
        footer.sibling_chosen.connect(self.sibling_chosen)
        footer.set_beside(self._header is not None)
        self._place_footer()
        self._let_tab_in()
        footer.show()

    def _again(self) -> Signal:
        return self.edit_requested if self._message.role == "user" else self.retry_requested

    # ---- making parts

    def make_text(self, style: DocumentStyle, parent: QWidget | None = None) -> BlockView:
        """Make a text that belongs to this message."""
        text = BlockView(self.theme_manager, style, parent or self)
        text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        text.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        text.link_activated.connect(self.link_activated)
        text.link_pointed.connect(self.link_pointed)
        text.copied.connect(self.copied)
        text.save_requested.connect(self.save_requested)
        text.drag_selecting.connect(self.drag_selecting)
        text.height_changed.connect(self._restack)
        text.reveal_requested.connect(
            lambda top, bottom: self.reveal_requested.emit(_top(text, self) + top, _top(text, self) + bottom)
        )
        text.show()
        return text


def beginning(text: str) -> str:
    """Give the first words of a text on one line, for a screen reader."""
    words = " ".join(text[: 2 * _SPOKEN].split())
    return words if len(words) <= _SPOKEN else words[:_SPOKEN] + "…"


def _top(widget: QWidget, view: QWidget) -> int:
    return widget.mapTo(view, QPoint()).y()
