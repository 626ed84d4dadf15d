"""What stands where no message is yet: how to get a model, or what to ask it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.ui.chat.first_model import FirstModel, show
from desktop_chat.ui.chat.starter_card import StarterCard
from desktop_chat.ui.icons import app_icon
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import READING_WIDTH

_ICON = 64
_NARROW = 560
_MARGIN = 24


class EmptyState(QWidget):
    """Helps to a model while there is none (`first_model`), and offers first questions once there is.

    Signals:
        starter_chosen: (text) a first question, to be put into the composer.
        file_dropped: (path) a file was dropped here.
    """

    starter_chosen = Signal(str)
    file_dropped = Signal(str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._has_model = False
        self._is_target = False
        self._scroll: QScrollArea | None = None
        self._content = QWidget()
        self._sign = QLabel()
        self._title = _label("title")
        self.first_model = FirstModel(theme_manager)
        self._cards = [StarterCard(theme_manager) for _ in range(4)]
        self._grid = QGridLayout()
        self._lock = QLabel()
        self._private = _label("caption", tone="muted")
        self._private.setWordWrap(False)
        self._private.setMinimumWidth(1)
        self.setAcceptDrops(True)
        self._lay_out()
        self._is_dressed = False
        theme_manager.changed.connect(self._use_theme)
        self._retranslate()
        self.set_has_model(False)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the signs when they are first seen."""
        if not self._is_dressed:
            self._is_dressed = True
            self._use_theme()
        super().showEvent(event)
        self.first_model.fit_into(self.width() - 2 * _MARGIN)
        self._scroll_if_low()

    @property
    def open_button(self) -> QPushButton:
        """The button that asks for a model file."""
        return self.first_model.open_button

    @property
    def cards(self) -> list[StarterCard]:
        """The first questions on offer."""
        return self._cards

    def set_has_model(self, has_model: bool) -> None:
        """Say what to do without a model, or what can be asked with one."""
        self._has_model = has_model
        show(self.first_model, not has_model)
        for card in self._cards:
            show(card, has_model)
        self._retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _local_file(event.mimeData()):
            event.acceptProposedAction()
            self._set_target(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._set_target(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the file that was dropped."""
        self._set_target(False)
        path = _local_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark the place where a file can be dropped."""
        if not self._is_target:
            return
        theme = self._theme_manager.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.accent_soft))
        painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 16, 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the questions in one column where there is little room, and scroll where there is too little."""
        super().resizeEvent(event)
        self._arrange()
        self._scroll_if_low()

    def event(self, event: QEvent) -> bool:
        """Scroll where the content has become higher than the room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.first_model.fit_into(self.width() - 2 * _MARGIN)
            self._scroll_if_low()
        return done

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        center = Qt.AlignmentFlag.AlignHCenter
        self._grid.setSpacing(12)
        private = QHBoxLayout()
        private.setSpacing(6)
        private.addStretch(1)
        private.addWidget(self._lock)
        private.addWidget(self._private)
        private.addStretch(1)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addStretch(4)
        column.addWidget(self._sign, 0, center)
        column.addSpacing(16)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self.first_model)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self._grid, 1000)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(5)
        column.addLayout(private)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._content)
        for card in self._cards:
            card.chosen.connect(self.starter_chosen)
            card.setMaximumWidth(READING_WIDTH // 2)
        self._arrange()

    def _arrange(self) -> None:
        self.first_model.fit_into(self.width() - 2 * _MARGIN)
        columns = 1 if self.width() < _NARROW else 2
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns)

    def _scroll_if_low(self) -> None:
        """Make the content scroll once it is higher than the room; most windows never need it."""
        if self._scroll is not None or not self.isVisible():
            return
        if self._content.layout().totalMinimumHeightForWidth(self.width()) <= self.height():
            return
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.layout().removeWidget(self._content)
        self._scroll.setWidget(self._content)
        self.layout().addWidget(self._scroll)
        self._scroll.show()
        for ground in (self._scroll.viewport(), self._content):
            ground.setAutoFillBackground(False)  # the mark of a drop is drawn below

    def _set_target(self, is_target: bool) -> None:
        self._is_target = is_target
        self.update()

    def _use_theme(self) -> None:
        density = self.devicePixelRatioF()
        self._sign.setPixmap(app_icon().pixmap(QSize(_ICON, _ICON), density))
        self._lock.setPixmap(self._theme_manager.icon("lock").pixmap(QSize(14, 14), density))
        self.update()

    def _retranslate(self) -> None:
        self._title.setText(
            self.tr("What would you like to know?") if self._has_model else self.tr("Choose a model to begin")
        )
        self._private.setText(self.tr("What you write stays on this PC."))
        for card, (title, text) in zip(self._cards, self._starters(), strict=True):
            card.set_texts(title, text)

    def _starters(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Explain something"), self.tr("Explain in simple words how a rainbow comes about.")),
            (
                self.tr("Write a message"),
                self.tr("Write a short, friendly e-mail that moves a meeting to Friday."),
            ),
            (self.tr("Find ideas"), self.tr("Suggest five things to do on a rainy Sunday.")),
            (
                self.tr("Write code"),
                self.tr("Write a Python function that finds the largest files in a folder."),
            ),
        ]


def _label(size: str = "", tone: str = "") -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    if size:
        label.setProperty("textSize", size)
    if tone:
        label.setProperty("tone", tone)
    return label


def _local_file(data: QMimeData) -> str:
    """Give the path of the first file of a drop, models first, or nothing."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    models = [path for path in paths if Path(path).suffix.lower() == ".gguf"]
    return next(iter(models + paths), "")
