"""Temperature, top-p, length and thinking, each with where its value comes from."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.settings import GenerationOverrides
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.levels import Levels, Origin, value_of
from desktop_chat.ui.personas.override_row import OverrideRow
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.fields import ComboBox, DoubleSpinBox, SpinBox

_MOST_TOKENS = 10_000_000


class OverrideFields(QWidget):
    """Shows the values in force; changing one sets it at the last level.

    Signals:
        changed(GenerationOverrides): what is set at the last level is this now.
    """

    changed = Signal(object)

    def __init__(
        self, theme_manager: ThemeManager, *, is_of_persona: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_of_persona = is_of_persona
        self._levels: Levels | None = None
        self._persona_name = ""
        self.rows = {
            "temperature": OverrideRow(theme_manager, _decimal(5.0)),
            "top_p": OverrideRow(theme_manager, _decimal(1.0)),
            "max_tokens": OverrideRow(theme_manager, _count()),
            "thinking": OverrideRow(theme_manager, ComboBox()),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING + SPACING // 2)
        for name, row in self.rows.items():
            row.changed.connect(lambda value, name=name: self._change(name, value))
            column.addWidget(row)
        self.retranslate()

    def show_levels(self, levels: Levels, persona_name: str = "") -> None:
        """Show the values in force, with the name of the persona they may come from."""
        self._levels, self._persona_name = levels, persona_name
        in_force = levels.in_force()
        for name, row in self.rows.items():
            origin = levels.origin(name)
            text = self.origin_text(origin, persona_name)
            row.show_value(value_of(in_force, name), text, is_set=origin == "here")

    def set_read_only(self, read_only: bool) -> None:
        """Let the values be read only."""
        for row in self.rows.values():
            row.set_read_only(read_only)

    def flush(self) -> None:
        """Tell now what was typed last."""
        for row in self.rows.values():
            row.flush()

    def origin_text(self, origin: Origin, persona_name: str) -> str:
        """Say where a value comes from."""
        match origin:
            case "app":
                return self.tr("From the settings")
            case "model":
                return self.tr("From the settings of the model")
            case "start":
                return self.tr("As it was when the conversation began")
            case "persona":
                return self.tr("From the persona “{name}”").replace("{name}", apart(persona_name))
        return self.tr("Set by this persona") if self._is_of_persona else self.tr("Set here")

    def retranslate(self) -> None:
        """Set the texts in the language in use."""
        texts = {
            "temperature": (
                self.tr("Temperature"),
                self.tr("Low: sober and repeatable. High: varied and surprising."),
            ),
            "top_p": (self.tr("Top-p"), self.tr("Choose among tokens that make up this probability.")),
            "max_tokens": (
                self.tr("Longest reply"),
                self.tr("In tokens; a token is a short word or a part of one."),
            ),
            "thinking": (
                self.tr("Thinking"),
                self.tr("Whether models that can think first do so."),
            ),
        }
        for name, (text, hint) in texts.items():
            reset = self.tr("Reset “{setting}”").replace("{setting}", text)
            self.rows[name].describe(text, hint, reset)
        self.rows["max_tokens"].field.setSpecialValueText(self.tr("Unlimited"))
        thinking = self.rows["thinking"].field
        thinking.clear()
        names = {"auto": self.tr("Automatic"), "on": self.tr("On"), "off": self.tr("Off")}
        for value, name in names.items():
            thinking.addItem(name, value)
        if self._levels is not None:
            self.show_levels(self._levels, self._persona_name)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _change(self, name: str, value: object) -> None:
        here = self._levels.here if self._levels is not None else GenerationOverrides()
        changed = replace(here, **{name: value})
        if self._levels is not None and changed != here:
            self.show_levels(replace(self._levels, here=changed), self._persona_name)
            self.changed.emit(changed)


def _decimal(greatest: float) -> DoubleSpinBox:
    spin = DoubleSpinBox()
    spin.setDecimals(2)
    spin.setRange(0.0, greatest)
    spin.setSingleStep(0.05)
    return spin


def _count() -> SpinBox:
    spin = SpinBox()
    spin.setRange(0, _MOST_TOKENS)
    spin.setSingleStep(256)
    spin.setGroupSeparatorShown(True)
    return spin
