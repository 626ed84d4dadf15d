"""The settings of one model; what is not set is as in the settings of the app."""

from __future__ import annotations

from typing import Any, Final

from msgspec import structs
from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_chat.models.library import ModelSettings
from desktop_chat.ui.models import words
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.fields import ComboBox, DoubleSpinBox
from desktop_chat.ui.widgets.saved_text import SavedText

_CONTEXTS: Final = (2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144)
_UNSET: Final = -0.05  # a step below the least value
_FIELD_WIDTH = 200


class ModelSettingsForm(QWidget):
    """Context, temperature, top-p, KV cache, GPU layers and system prompt.

    Signals:
        changed(ModelSettings): the user set another value.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = ModelSettings()
        self._longest = 0
        self._layers = 0
        self._context, self._kv_type, self._gpu_layers = ComboBox(), ComboBox(), ComboBox()
        self._temperature, self._top_p = _number(5.0), _number(1.0)
        self._system_prompt = SavedText(lines=3)
        self._names = [QLabel() for _ in range(6)]
        for box, name in self._boxes().items():
            box.activated.connect(lambda _at, box=box, name=name: self._change(name, box.currentData()))
        for spin, name in self._spins().items():
            spin.valueChanged.connect(
                lambda value, name=name: self._change(name, None if value < 0 else round(value, 2))
            )
        self._system_prompt.edited.connect(lambda text: self._change("system_prompt", text.strip()))
        self._lay_out()
        self.retranslate()

    def show_settings(self, settings: ModelSettings, longest_context: int, layers: int) -> None:
        """Show a model's settings, with contexts and layers as far as it has them; 0: not known."""
        self._settings = settings
        if (longest_context, layers) != (self._longest, self._layers):
            self._longest, self._layers = longest_context, layers
            self._fill()
        for box, name in self._boxes().items():
            _select(box, getattr(settings, name))
        for spin, name in self._spins().items():
            if not spin.hasFocus():
                value = getattr(settings, name)
                spin.blockSignals(True)
                spin.setValue(_UNSET if value is None else value)
                spin.blockSignals(False)
        if not self._system_prompt.hasFocus():
            self._system_prompt.show_text(settings.system_prompt)

    def flush(self) -> None:
        """Tell now what was typed last."""
        self._system_prompt.flush()

    def fit_lines(self) -> None:
        """Follow the text size."""
        self._system_prompt.fit_lines()

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        texts = (
            self.tr("Context"),
            self.tr("Temperature"),
            self.tr("Top-p"),
            self.tr("KV cache"),
            self.tr("Layers on the graphics card"),
            self.tr("System prompt"),
        )
        for label, text in zip(self._names, texts, strict=True):
            label.setText(text)
            label.buddy().setAccessibleName(text)
        for spin in self._spins():
            spin.setSpecialValueText(self.tr("As in the settings"))
        self._system_prompt.setPlaceholderText(self.tr("As in the settings"))
        self._fill()
        self.show_settings(self._settings, self._longest, self._layers)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _boxes(self) -> dict[ComboBox, str]:
        return {self._context: "context_tokens", self._kv_type: "kv_type", self._gpu_layers: "gpu_layers"}

    def _spins(self) -> dict[DoubleSpinBox, str]:
        return {self._temperature: "temperature", self._top_p: "top_p"}

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACING)
        grid.setVerticalSpacing(SPACING)
        grid.setColumnStretch(0, 1)
        fields = (self._context, self._temperature, self._top_p, self._kv_type, self._gpu_layers)
        for row, (label, one) in enumerate(zip(self._names, fields, strict=False)):
            label.setBuddy(one)
            label.setWordWrap(True)
            one.setMinimumWidth(_FIELD_WIDTH)
            grid.addWidget(label, row, 0)
            grid.addWidget(one, row, 1)
        self._names[-1].setBuddy(self._system_prompt)
        grid.addWidget(self._names[-1], len(fields), 0, 1, 2)
        grid.addWidget(self._system_prompt, len(fields) + 1, 0, 1, 2)

    def _fill(self) -> None:
        unset = self.tr("As in the settings")
        automatic = self.tr("Automatic")
        contexts = [one for one in _CONTEXTS if not self._longest or one < self._longest]
        contexts += [self._longest] if self._longest else []
        _refill(self._context, {None: unset, 0: automatic, **{one: words.tokens(one) for one in contexts}})
        kinds = {"f16": self.tr("Full (f16)"), "q8_0": self.tr("Half the memory (q8_0)")}
        _refill(self._kv_type, {None: unset, **kinds, "q4_0": self.tr("A quarter (q4_0)")})
        layers = {count: QLocale().toString(count) for count in range(1, self._layers + 1)}
        _refill(self._gpu_layers, {None: unset, -1: automatic, 0: self.tr("None"), **layers})

    def _change(self, name: str, value: object) -> None:
        changed = structs.replace(self._settings, **{name: value})
        if changed != self._settings:
            self._settings = changed
            self.changed.emit(changed)


def _number(greatest: float) -> DoubleSpinBox:
    spin = DoubleSpinBox()
    spin.setDecimals(2)
    spin.setRange(_UNSET, greatest)
    spin.setSingleStep(0.05)
    spin.setKeyboardTracking(False)
    return spin


def _refill(box: ComboBox, names: dict[Any, str]) -> None:
    current = box.currentData()
    box.clear()
    for value, name in names.items():
        box.addItem(name, value)
    _select(box, current)


def _select(box: ComboBox, value: object) -> None:
    """Choose a value; one that is not on offer, set elsewhere, is added."""
    places = [at for at in range(box.count()) if box.itemData(at) == value]
    if not places:
        box.addItem(str(value), value)
    box.setCurrentIndex(places[0] if places else box.count() - 1)
