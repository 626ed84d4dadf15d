"""A file that comes with a message, as a small card: its name, its size, a button that takes it out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_chat.chat.attaching import estimate_tokens
from desktop_chat.chat.messages import Attachment
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.sentences import file_size
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.tooltips import as_tooltip

_SIGN: Final = 18
_PADDING: Final = 10
_GAP: Final = 7
_RADIUS: Final = 9
_WIDEST_NAME: Final = 220
_REMOVE: Final = 24


class AttachmentChip(QAbstractButton):
    """Shows one attachment; a click or Enter asks to see its text, Delete to take it out.

    Signals:
        remove_requested: the user takes it out; only where it `is_removable`.
    """

    remove_requested = Signal()

    def __init__(
        self,
        theme_manager: ThemeManager,
        attachment: Attachment,
        *,
        is_removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.attachment = attachment
        self._size = len(attachment.text.encode("utf-8", "surrogatepass"))
        self._tokens = estimate_tokens(attachment.text)
        self._is_too_long = False
        self._remove: IconButton | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if is_removable:
            self._add_remove()
        theme_manager.changed.connect(self._refresh)
        self._refresh()

    @property
    def remove_button(self) -> IconButton | None:
        """The button that takes the attachment out; None where it stays."""
        return self._remove

    def set_too_long(self, is_too_long: bool, tokens: int) -> None:
        """Say whether it is what makes the message too long, and how many tokens it has as far as known."""
        self._is_too_long, self._tokens = is_too_long, tokens
        self._refresh()

    def detail(self) -> str:
        """Give what stands beside the name: how large it is, or how many tokens, where that is the trouble."""
        return self._token_words() if self._is_too_long else file_size(self._size)

    def sizeHint(self) -> QSize:
        """Ask for the room of the name and the size."""
        names, details = QFontMetrics(self._name_font()), QFontMetrics(self._detail_font())
        name = names.horizontalAdvance(self._shown_name())
        width = 2 * _PADDING + _SIGN + _GAP + name + _GAP + details.horizontalAdvance(self.detail())
        width += _REMOVE - _PADDING // 2 if self._remove else 0
        return QSize(width + 2, max(names.height() + 12, _REMOVE + 8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        theme = self._theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = theme.warning if self._is_too_long else theme.border_strong
        pen = QPen(QColor(theme.accent), 2) if self.hasFocus() else QPen(QColor(rim), 1)
        painter.setPen(pen)
        painter.setBrush(QColor(theme.hover if self.underMouse() or self.isDown() else theme.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        self._draw_words(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, take out with Delete."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif self._remove and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        if self._remove:
            is_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = 4 if is_left else self.width() - _REMOVE - 4
            self._remove.move(x, (self.height() - _REMOVE) // 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()
        super().changeEvent(event)

    # ---- inside

    def _add_remove(self) -> None:
        self._remove = IconButton(self._theme_manager, "close", size=14, parent=self)
        self._remove.setFixedSize(_REMOVE, _REMOVE)
        self._remove.clicked.connect(self.remove_requested)

    def _draw_words(self, painter: QPainter) -> None:
        theme = self._theme_manager.theme
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        names, name = QFontMetrics(self._name_font()), self._shown_name()
        widths = (
            _SIGN,
            names.horizontalAdvance(name),
            QFontMetrics(self._detail_font()).horizontalAdvance(self.detail()),
        )
        x = _PADDING
        places = []
        for width in widths:
            left = self.width() - x - width if is_rtl else x
            places.append(QRectF(left, 0, width + 1, self.height()))
            x += width + _GAP
        sign = places[0].toRect()
        sign.setTop((self.height() - _SIGN) // 2)
        sign.setHeight(_SIGN)
        token = "warning" if self._is_too_long else "text_muted"
        self._theme_manager.icon("file", token).paint(painter, sign)
        painter.setFont(self._name_font())
        painter.setPen(QColor(theme.text))
        painter.drawText(places[1], Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(self._detail_font())
        painter.setPen(QColor(theme.warning if self._is_too_long else theme.text_muted))
        painter.drawText(places[2], Qt.AlignmentFlag.AlignVCenter, self.detail())

    def _shown_name(self) -> str:
        widest = round(_WIDEST_NAME * self._theme_manager.text_scale)
        metrics = QFontMetrics(self._name_font())
        return metrics.elidedText(self.attachment.name, Qt.TextElideMode.ElideMiddle, widest)

    def _name_font(self) -> QFont:
        return self._theme_manager.font(TextSize.BODY)

    def _detail_font(self) -> QFont:
        return self._theme_manager.font(TextSize.CAPTION)

    def _token_words(self) -> str:
        return self.tr("about %Ln tokens", "", self._tokens)

    def _refresh(self) -> None:
        name = self.attachment.name
        whole = f"{name}, {file_size(self._size)}, {self._token_words()}"
        self.setAccessibleName(whole)
        self.setAccessibleDescription(self.tr("Shows the text"))
        hint = self.tr("Click to read it")
        self.setToolTip(as_tooltip(f"{whole}\n{hint}"))
        if self._remove:
            self._remove.set_label(self.tr("Remove {name}").replace("{name}", name))
        self.updateGeometry()
        self.update()
