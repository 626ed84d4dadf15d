"""What stands where no message is yet: how to get a model, or whom to ask what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.chat.personas import Persona
from desktop_chat.ui.chat.first_model import FirstModel, show
from desktop_chat.ui.chat.starter_card import StarterCard
from desktop_chat.ui.chat.starter_grid import StarterGrid
from desktop_chat.ui.icons import app_icon
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import READING_WIDTH
from desktop_chat.ui.widgets.drops import TakesFiles, draw_drop_frame
from desktop_chat.ui.widgets.following_area import FollowingArea

if TYPE_CHECKING:
    from desktop_chat.ui.personas.chips import PersonaChips

_ICON = 64
_MARGIN = 24
_LOW = 500  # what one can choose comes before the sign where there is little room
_CHIPS_HEIGHT = 38  # at text scale 1; kept free until the personas are known, so that nothing jumps


class EmptyState(TakesFiles, QWidget):
    """Helps to a model while there is none (`first_model`), and offers personas and first questions once there is.

    Signals:
        starter_chosen: (text) a first question, to be put into the composer.
        persona_chosen: (key) who the model is to be; nothing: nobody in particular.
        more_personas_requested: the other personas should be shown below `chips.more_button`.
        files_dropped: (list[str]) paths of files that were dropped here.
    """

    starter_chosen = Signal(str)
    persona_chosen = Signal(str)
    more_personas_requested = Signal()
    files_dropped = Signal(list)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._has_model = False
        self._is_target = False
        self._scroll: FollowingArea | None = None
        self._content = QWidget()
        self._sign = QLabel()
        self._title = _label("title")
        self.first_model = FirstModel(theme_manager)
        self._persona: Persona | None = None
        self.chips: PersonaChips | None = None
        self._chips_place = QWidget()
        self._starters = StarterGrid(theme_manager)
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
        return self._starters.cards

    def set_personas(self, personas: Sequence[Persona], chosen: str) -> None:
        """Offer personas; the one with the key `chosen` is in use, and greets."""
        if self.chips is None:
            from desktop_chat.ui.personas.chips import PersonaChips  # noqa: PLC0415  after the first paint

            self.chips = PersonaChips(self._theme_manager)
            self.chips.chosen.connect(self.persona_chosen)
            self.chips.more_requested.connect(self.more_personas_requested)
            self._chips_place.layout().addWidget(self.chips)
        self.chips.set_personas(personas, chosen)
        self._persona = next((one for one in personas if one.key == chosen), None)
        self._show_sign()
        self._retranslate()

    def set_has_model(self, has_model: bool) -> None:
        """Say what to do without a model, or what can be asked with one."""
        self._has_model = has_model
        show(self.first_model, not has_model)
        show(self._starters, has_model)
        show(self._chips_place, has_model)
        self._arrange()
        self._retranslate()

    def show_as_target(self, is_target: bool) -> None:
        """Mark the place where files can be dropped."""
        self._is_target = is_target
        self.update()

    def take_dropped(self, paths: list[str]) -> None:
        """Tell of what was dropped."""
        self.files_dropped.emit(paths)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark the place where files can be dropped."""
        if self._is_target:
            draw_drop_frame(QPainter(self), self.rect(), self._theme_manager.theme)

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
        column.addWidget(self._chips_place)
        column.addSpacing(12)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._starters, 1000)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(5)
        column.addLayout(private)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._content)
        place = QHBoxLayout(self._chips_place)
        place.setContentsMargins(0, 0, 0, 0)
        self._starters.chosen.connect(self.starter_chosen)
        self._starters.setMaximumWidth(READING_WIDTH)
        self._arrange()

    def _arrange(self) -> None:
        self.first_model.fit_into(self.width() - 2 * _MARGIN)
        self._starters.fit_into(self.width())
        show(self._sign, self.height() >= _LOW or not self._has_model)

    def _scroll_if_low(self) -> None:
        """Make the content scroll once it is higher than the room; most windows never need it."""
        if self._scroll is not None or not self.isVisible():
            return
        if self._content.layout().totalMinimumHeightForWidth(self.width()) <= self.height():
            return
        self._scroll = FollowingArea()
        self.layout().removeWidget(self._content)
        self._scroll.setWidget(self._content)
        self.layout().addWidget(self._scroll)
        self._scroll.show()
        for ground in (self._scroll.viewport(), self._content):
            ground.setAutoFillBackground(False)  # the mark of a drop is drawn below

    def _use_theme(self) -> None:
        density = self.devicePixelRatioF()
        self._show_sign()
        self._chips_place.setFixedHeight(round(_CHIPS_HEIGHT * self._theme_manager.text_scale))
        self._lock.setPixmap(self._theme_manager.icon("lock").pixmap(QSize(14, 14), density))
        self.update()

    def _show_sign(self) -> None:
        """Show the sign of whom one is about to talk to: of the persona, else of the app."""
        if not self._is_dressed:
            return
        size, density = QSize(_ICON, _ICON), self.devicePixelRatioF()
        if self._persona is None:
            self._sign.setPixmap(app_icon().pixmap(size, density))
            return
        from desktop_chat.ui.personas.sign import draw_sign, sign_of  # noqa: PLC0415  after the first paint

        pixmap = QPixmap(size * density)
        pixmap.setDevicePixelRatio(density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        sign = sign_of(self._persona.sign, self._persona.name)
        draw_sign(painter, QRect(QPoint(), size), sign, self._theme_manager)
        painter.end()
        self._sign.setPixmap(pixmap)

    def _retranslate(self) -> None:
        persona = self._persona
        if not self._has_model:
            title = self.tr("Choose a model to begin")
        elif persona is not None and persona.greeting:
            title = persona.greeting
        else:
            title = self.tr("What would you like to know?")
        self._title.setText(title)
        self._private.setText(self.tr("What you write stays on this PC."))
        own = [("", text) for text in persona.starters] if persona is not None else []
        self._starters.set_questions(own or self._general())

    def _general(self) -> list[tuple[str, str]]:
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
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    if size:
        label.setProperty("textSize", size)
    if tone:
        label.setProperty("tone", tone)
    return label
