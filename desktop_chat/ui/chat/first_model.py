"""How to get a first model: the one that suits this PC, those of other apps, or a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING

if TYPE_CHECKING:
    from desktop_chat.models.hub.download import Download, Progress
    from desktop_chat.models.places.found import App, FoundModel
    from desktop_chat.ui.chat.offer_card import OfferCard
    from desktop_chat.ui.models.offer import FirstOffer

_OFFER_WIDTH = 520
_OFFER_HEIGHT = (80, 104)
"""What a card with an offer takes in pixels, and what its text takes more at scale 1; its place is held."""


class FirstModel(QWidget):
    """Shows what can be done while there is no model.

    Until `set_offer` tells which model suits this PC, or that none does, its place is held. What only an
    offer needs is loaded with the first one: a start does not wait for it.

    Signals:
        download_requested: (key of the offer) get the model on offer, and start with it.
        pause_requested, resume_requested, cancel_requested: (id of the download).
        import_requested: look at the models of other apps.
        models_requested: open the window of models.
        open_file_requested: choose a model file.
        network_settings_requested: look at what keeps the app offline.
    """

    download_requested = Signal(str)
    pause_requested = Signal(str)
    resume_requested = Signal(str)
    cancel_requested = Signal(str)
    import_requested = Signal()
    models_requested = Signal()
    open_file_requested = Signal()
    network_settings_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._is_looking = True
        self._is_offline = False
        self._offer: FirstOffer | None = None
        self._progress: tuple[Download | None, Progress | None] = (None, None)
        self._found: Counter[App] = Counter()
        self._card: OfferCard | None = None
        self._sentence = _label()
        self._hint = _label()
        self._open = QPushButton()
        self._open.clicked.connect(self.open_file_requested)
        self._models = QPushButton()
        self._models.clicked.connect(self.models_requested)
        self._network = QPushButton()
        self._network.clicked.connect(self.network_settings_requested)
        self._drop = _label()
        self._import = QPushButton()
        self._import.setProperty("kind", "link")
        self._import.clicked.connect(self.import_requested)
        self._counts = _label("caption")
        self._lay_out()
        theme_manager.changed.connect(self._show)
        self.retranslate()

    @property
    def open_button(self) -> QPushButton:
        """The button that asks for a model file."""
        return self._open

    def set_offer(self, offer: FirstOffer | None) -> None:
        """Offer the model that suits this PC; None: there is none to offer."""
        self._is_looking = False
        self._offer = offer
        if offer is not None:
            self._offer_card().set_offer(offer)
        self._show()

    def set_offer_progress(self, download: Download | None, progress: Progress | None = None) -> None:
        """Show how far the model on offer is; without a download it is offered again."""
        self._progress = (download, progress)
        if self._card is not None:
            self._card.set_progress(download, progress)
        self._show()

    def set_found(self, found: Sequence[FoundModel]) -> None:
        """Offer the models that other apps keep on this PC."""
        self._found = Counter(model.app for model in found)
        self.retranslate()

    def set_offline(self, is_offline: bool) -> None:
        """Say that nothing can be downloaded, while the app is set to stay offline."""
        self._is_offline = is_offline
        self._show()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self._sentence.setText(
            self.tr("A model is what answers you. It is a large file, and it works on this PC alone.")
        )
        self._open.setText(self.tr("Open a model file…"))
        self._models.setText(self.tr("Choose another model…"))
        self._network.setText(self.tr("Network settings…"))
        self._drop.setText(self.tr("or drop a .gguf file here"))
        self._import.setText(self.tr("Use models you already have…"))
        self._counts.setText(self._counts_text() if self._found else "")
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def fit_into(self, width: int) -> None:
        """Put the buttons side by side where they fit into a width in pixels, else one below the other."""
        if not self.isVisible():
            return  # to measure them costs a start
        shown = [each for each in (self._open, self._models, self._network) if not each.isHidden()]
        needed = sum(each.sizeHint().width() + SPACING for each in shown)
        directions = QBoxLayout.Direction
        self._buttons.setDirection(directions.LeftToRight if needed <= width else directions.TopToBottom)

    def _lay_out(self) -> None:
        center = Qt.AlignmentFlag.AlignHCenter
        self._place = QHBoxLayout()
        self._place.addStretch(1)
        self._place.addWidget(self._hint, 1000)
        self._place.addStretch(1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(SPACING)
        self._buttons.addStretch(1)
        for button in (self._open, self._models, self._network):
            self._buttons.addWidget(button, 0, center)
        self._buttons.addStretch(1)
        for found in (self._import, self._counts):
            held = found.sizePolicy()
            held.setRetainSizeWhenHidden(True)  # found late, it moves nothing
            found.setSizePolicy(held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING // 2)
        column.addWidget(self._sentence)
        column.addSpacing(2 * SPACING)
        column.addLayout(self._place)
        column.addSpacing(2 * SPACING)
        column.addLayout(self._buttons)
        column.addWidget(self._drop)
        column.addSpacing(SPACING // 2)
        column.addWidget(self._import, 0, center)
        column.addWidget(self._counts)

    def _offer_card(self) -> OfferCard:
        if self._card is None:
            from desktop_chat.ui.chat.offer_card import OfferCard  # noqa: PLC0415  not needed for a start

            self._card = OfferCard(self._theme_manager, self)
            self._card.download_requested.connect(self.download_requested)
            self._card.pause_requested.connect(self.pause_requested)
            self._card.resume_requested.connect(self.resume_requested)
            self._card.cancel_requested.connect(self.cancel_requested)
            self._card.set_progress(*self._progress)
            self._place.insertWidget(1, self._card, 1000)
        return self._card

    def _show(self) -> None:
        has_card = self._offer is not None and (self._progress[0] is not None or not self._is_offline)
        scale = self._theme_manager.text_scale
        height = round(_OFFER_HEIGHT[0] + _OFFER_HEIGHT[1] * scale)
        self._hint.setText(self._hint_text())
        self._hint.setMinimumHeight(height if self._is_looking and not self._is_offline else 0)
        show(self._hint, not has_card and bool(self._hint.text()))
        if self._card is not None:
            self._card.setMinimumHeight(height)
            self._card.setMaximumWidth(round(_OFFER_WIDTH * scale))
            show(self._card, has_card)
        show(self._network, self._is_offline)
        show(self._models, not self._is_offline)
        for widget in (self._import, self._counts):
            show(widget, bool(self._found))
        self._set_primary(self._open, not has_card and not self._is_looking)

    def _hint_text(self) -> str:
        if self._is_offline:
            return self.tr(
                "The app is set to stay offline, so nothing is downloaded. A model file that you have works"
                " without a network."
            )
        return self.tr("Looking for the model that suits this PC best…") if self._is_looking else ""

    def _counts_text(self) -> str:
        from desktop_chat.ui.models import words  # noqa: PLC0415  not needed for a start

        return ", ".join(f"{words.place(app)}: {count}" for app, count in sorted(self._found.items()))

    def _set_primary(self, button: QPushButton, is_primary: bool) -> None:
        kind = "primary" if is_primary else ""
        if button.property("kind") != kind:
            button.setProperty("kind", kind)
            if button.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                button.style().polish(button)


def show(widget: QWidget, is_shown: bool) -> None:
    """Show or hide a widget where that is a change: to show one, Qt styles it even in a hidden parent."""
    if widget.isHidden() == is_shown:
        widget.setVisible(is_shown)


def _label(size: str = "") -> QLabel:
    label = QLabel()
    label.setProperty("textSize", size)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setProperty("tone", "muted")
    return label
