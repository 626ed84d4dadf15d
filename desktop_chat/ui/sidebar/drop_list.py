"""A list whose conversations are dragged into folders, and whose folders are dragged into order."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop_chat.ui.sidebar.delegate import ConversationDelegate
from desktop_chat.ui.sidebar.dragging import (
    Target,
    dragged_conversations,
    dragged_folder,
    is_ours,
    target_of,
)
from desktop_chat.ui.sidebar.kept_list import KeptList
from desktop_chat.ui.sidebar.model import ConversationModel
from desktop_chat.ui.sidebar.rows import Row
from desktop_chat.ui.style import ThemeManager

_LABEL_WIDTH = 220
_LABEL_SIDE = 12


class DropList(KeptList):
    """Asks for what dropping means, and changes nothing itself.

    Signals:
        requested(object): (Request) what the user wants.
    """

    requested = Signal(object)

    def __init__(
        self,
        theme_manager: ThemeManager,
        model: ConversationModel,
        delegate: ConversationDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme_manager, model, delegate, parent)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the conversations that are chosen, or the folder the pointer took."""
        row = self._conversations.row(self.currentIndex())
        data = self._dragged(row) if row is not None else None
        if row is None or data is None:
            return
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self._label(self._said(row)))
        drag.setHotSpot(QPoint(-_LABEL_SIDE, -_LABEL_SIDE))
        drag.exec(Qt.DropAction.MoveAction)
        self._show_target(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what comes from a list of conversations; leave files to the window."""
        if is_ours(event.mimeData()) and self._conversations.place == "list":
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        super().dragMoveEvent(event)  # scrolls near the edges
        target = self._target_at(event.mimeData(), event.position().toPoint())
        self._show_target(target)
        if target is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show nothing any more."""
        super().dragLeaveEvent(event)
        self._show_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for what dropping here means."""
        target = self._target_at(event.mimeData(), event.position().toPoint())
        self._show_target(None)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        if target is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        for request in target.requests:
            self.requested.emit(request)

    def _dragged(self, row: Row) -> QMimeData | None:
        if row.folder is not None:
            return dragged_folder(row.folder.id)
        ids = self.chosen_ids()
        return dragged_conversations(ids) if ids else None

    def _said(self, row: Row) -> str:
        count = len(self.chosen_ids())
        is_one = row.folder is not None or count == 1
        return row.text if is_one else self.tr("%n conversation(s)", "", count)

    def _label(self, text: str) -> QPixmap:
        """Draw what is dragged as a small card with its name."""
        theme, font, ratio = self._theme_manager.theme, self._theme_manager.font(), self.devicePixelRatioF()
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _LABEL_WIDTH)
        size = QSize(metrics.horizontalAdvance(shown) + 2 * _LABEL_SIDE, metrics.height() + _LABEL_SIDE)
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.border_strong))
        painter.setBrush(QColor(theme.surface))
        card = QRect(QPoint(), size).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(card, 8, 8)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()
        return pixmap

    def _target_at(self, data: QMimeData, position: QPoint) -> Target | None:
        index = self.indexAt(position)
        if not index.isValid() or not is_ours(data):
            return None
        in_upper_half = position.y() < self.visualRect(index).center().y()
        return target_of(
            data,
            self._conversations.rows,
            index.row(),
            self._conversations.listing,
            in_upper_half=in_upper_half,
        )

    def _show_target(self, target: Target | None) -> None:
        if target != self._delegate.target:
            self._delegate.target = target
            self.viewport().update()
