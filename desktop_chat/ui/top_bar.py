"""The bar over the conversation: model button with its load, persona, context meter, menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_chat.ui.engine_service import COLD, ModelStatus
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.progress import WaitingProgress
from desktop_chat.ui.widgets.tooltips import as_tooltip

HEIGHT = 52
_LONGEST_NAME = 320
_LONGEST_PERSONA = 140
_NAME_SHARE = 0.36  # of the bar's width, for the name of the model
_LEAST_WIDTH = 40  # else the texts would keep the window from being made narrow
_WITHOUT_PERSONA = 520  # the width of the bar up to which a persona's name has no room


class TopBar(QWidget):
    """Shows which model answers, who it is, and how full its context is.

    Signals:
        models_requested: show the list of models below `model_button`.
        personas_requested: show the personas below `persona_button`.
        cancel_requested: give up the load under way.
        menu_requested: show the menu below `menu_button`.
    """

    models_requested = Signal()
    personas_requested = Signal()
    cancel_requested = Signal()
    menu_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, meter: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._name = ""
        self._status = COLD
        self._persona = ("", "")
        self.setFixedHeight(HEIGHT)
        self.model_button = QPushButton(self)
        self.model_button.setProperty("kind", "quiet")
        self.model_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.model_button.clicked.connect(self.models_requested)
        self.model_button.setMinimumWidth(_LEAST_WIDTH)
        self.persona_button = QPushButton(self)
        self.persona_button.setProperty("kind", "quiet")
        self.persona_button.clicked.connect(self.personas_requested)
        self.persona_button.setMinimumWidth(_LEAST_WIDTH)
        self._progress = WaitingProgress(theme_manager, self)
        self._progress.setFixedWidth(96)
        self._state = QLabel(self)
        self._state.setProperty("tone", "muted")
        self._state.setProperty("textSize", "caption")
        self.cancel_button = IconButton(theme_manager, "close", size=14, parent=self)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.menu_button = IconButton(theme_manager, "more", parent=self)
        self.menu_button.clicked.connect(self.menu_requested)
        self._lay_out(meter)
        theme_manager.changed.connect(self._tint)
        self._tint()
        self.retranslate()

    def set_model(self, name: str, status: ModelStatus) -> None:
        """Show the chosen model (nothing: none is) and what it is doing."""
        self._name, self._status = name, status
        self._show()

    def set_persona(self, sign: str, name: str) -> None:
        """Show who the model is; nothing as the name: nobody in particular."""
        self._persona = (sign, name)
        self._show_persona()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        self.cancel_button.set_label(self.tr("Cancel loading"))
        self.menu_button.set_label(self.tr("More"))
        self._show()
        self._show_persona()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names the room there is."""
        super().resizeEvent(event)
        self._show()
        self._show_persona()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self, meter: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING + SPACING // 2, 0, SPACING + SPACING // 2, 0)
        row.setSpacing(SPACING // 2)
        row.addWidget(self.model_button)
        row.addWidget(self._progress)
        row.addSpacing(SPACING // 2)
        row.addWidget(self._state)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        row.addWidget(self.persona_button)
        row.addWidget(meter)
        row.addWidget(self.menu_button)

    def _show(self) -> None:
        text = self._name or self.tr("Choose a model")
        metrics = self.model_button.fontMetrics()
        longest = min(_LONGEST_NAME, round(self.width() * _NAME_SHARE))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, longest)
        self.model_button.setText(shown.replace("&", "&&"))
        self.model_button.setToolTip(self.tr("Choose the model that answers"))
        is_loading = self._status.state == "loading"
        self._progress.setVisible(is_loading)
        self._progress.set_share(self._status.fraction if is_loading and self._status.fraction else None)
        self.cancel_button.setVisible(is_loading)
        state = self.tr("Loading…") if is_loading else ""
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self.model_button.setAccessibleName(self.tr("Model: {name}").format(name=text))
        self.model_button.setAccessibleDescription(state)

    def _show_persona(self) -> None:
        sign, name = self._persona
        room = min(self.width() - _WITHOUT_PERSONA, _LONGEST_PERSONA)
        metrics = self.persona_button.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room) if room > 0 else ""
        self.persona_button.setText(f"{sign}  {shown}".strip().replace("&", "&&"))
        self.persona_button.setIcon(QIcon() if sign else self._theme_manager.icon("persona"))
        self.persona_button.setToolTip(as_tooltip(name) or self.tr("Choose a persona"))
        spoken = self.tr("Persona: {name}").replace("{name}", name or self.tr("none"))
        self.persona_button.setAccessibleName(spoken)

    def _tint(self) -> None:
        self._show_persona()
        self.model_button.setIcon(self._theme_manager.icon("chevron-down"))
