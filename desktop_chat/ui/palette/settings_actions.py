"""What the palette offers to set, and keys set too: theme, language and the size of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject

from desktop_chat.settings import Settings
from desktop_chat.ui.palette.actions import Action
from desktop_chat.ui.shortcuts import keys_of

_SCALES: Final = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class SettingsActions(QObject):
    """A source of actions; what is so already is not offered."""

    def __init__(
        self, settings: Callable[[], Settings], change: Callable[[Settings], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._change = change

    def actions(self) -> list[Action]:
        """Give what can be set now."""
        return [*self._sizes(), *self._themes(), *self._languages()]

    def enlarge_text(self) -> None:
        """Show text in the next larger size there is."""
        self._set_scale(next((one for one in _SCALES if one > self._scale + 0.001), _SCALES[-1]))

    def shrink_text(self) -> None:
        """Show text in the next smaller size there is."""
        self._set_scale(next((one for one in reversed(_SCALES) if one < self._scale - 0.001), _SCALES[0]))

    def use_usual_text(self) -> None:
        """Show text in the size of the platform."""
        self._set_scale(1.0)

    @property
    def _scale(self) -> float:
        return self._settings().appearance.text_scale

    def _set_scale(self, scale: float) -> None:
        self._set_appearance(text_scale=scale)

    def _sizes(self) -> list[Action]:
        return [
            Action(
                "text-larger", self.tr("Larger text"), self.enlarge_text, keys_of("text-larger"), "text-size"
            ),
            Action(
                "text-smaller",
                self.tr("Smaller text"),
                self.shrink_text,
                keys_of("text-smaller"),
                "text-size",
            ),
            Action(
                "text-usual",
                self.tr("Usual text size"),
                self.use_usual_text,
                keys_of("text-usual"),
                "text-size",
            ),
        ]

    def _themes(self) -> list[Action]:
        appearance = self._settings().appearance
        offered = (
            ("light", self.tr("Light theme"), "sun"),
            ("dark", self.tr("Dark theme"), "moon"),
            ("system", self.tr("Theme of the system"), "appearance"),
        )
        return [
            Action(f"theme-{theme}", text, lambda theme=theme: self._set_appearance(theme=theme), icon=icon)
            for theme, text, icon in offered
            if theme != appearance.theme
        ]

    def _languages(self) -> list[Action]:
        used = self._settings().language.language
        # A language is called by its own name, so that whoever reads it finds it.
        offered = (("en", "English"), ("ko", "한국어"), ("system", self.tr("Language of the system")))
        return [
            Action(
                f"language-{language}",
                text,
                lambda language=language: self._set_language(language),
                icon="globe",
            )
            for language, text in offered
            if language != used
        ]

    def _set_appearance(self, **fields: object) -> None:
        settings = self._settings()
        self._change(replace(settings, appearance=replace(settings.appearance, **fields)))

    def _set_language(self, language: str) -> None:
        settings = self._settings()
        self._change(replace(settings, language=replace(settings.language, language=language)))
