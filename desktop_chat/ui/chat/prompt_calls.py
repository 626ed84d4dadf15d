"""Calling saved prompts with `/`: when their list is shown, and what becomes of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.personas import SavedPrompt
from desktop_chat.ui.chat.composer_edit import ComposerEdit
from desktop_chat.ui.style import ThemeManager

if TYPE_CHECKING:
    from desktop_chat.ui.chat.prompt_fields import PromptFields
    from desktop_chat.ui.chat.prompt_menu import PromptMenu

_CALLS: Final = ("/", "／", "、")  # the last ones are what the key gives in Japanese and Chinese


class PromptCalls(QObject):
    """Shows the list from the `/` in the empty field until a prompt is chosen or something else is typed.

    Signals:
        edit_requested: the user wants to change the prompts.
    """

    edit_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, field: ComposerEdit, card: QWidget) -> None:
        super().__init__(card)
        self._theme_manager = theme_manager
        self._field = field
        self._card = card
        self._prompts: list[SavedPrompt] = []
        self._fill: Callable[[str], str] = str
        self._menu: PromptMenu | None = None
        self._fields: PromptFields | None = None
        self._is_calling = False
        self._was_empty = True
        field.preedit_changed.connect(self.follow)

    @property
    def menu(self) -> PromptMenu | None:
        """The list; None before it is first called."""
        return self._menu

    def set_prompts(self, prompts: Sequence[SavedPrompt], fill: Callable[[str], str] = str) -> None:
        """Offer these; `fill` puts in the variables that are known, such as the date."""
        self._prompts = list(prompts)
        self._fill = fill
        if self._menu is not None:
            self._menu.set_prompts(self._prompts)

    def follow(self) -> None:
        """Look at what is typed now."""
        typed = self._field.toPlainText() if self._is_calling or self._field.blockCount() == 1 else " "
        typed += self._field.preedit
        if self._was_empty and typed in _CALLS:
            self._is_calling = True
        elif not typed.startswith(_CALLS) or any(map(str.isspace, typed)):
            self._is_calling = False
        self._was_empty = not typed
        if self._is_calling:
            self._shown_menu().filter_by(typed[1:])
        elif self._menu is not None:
            self._menu.hide()

    def end(self) -> None:
        """Show no list, whatever is in the field."""
        self._is_calling = False
        self._was_empty = self._field.document().isEmpty()
        if self._menu is not None:
            self._menu.hide()

    def use(self, prompt: SavedPrompt) -> None:
        """Put a prompt into the field in place of what is typed, its first variable selected."""
        self.end()
        self._field.selectAll()
        self._field.insert_text(self._fill(prompt.text))
        if self._fields is None:
            from desktop_chat.ui.chat.prompt_fields import PromptFields  # noqa: PLC0415  not needed for a start

            self._fields = PromptFields(self._field, self._theme_manager)
        self._fields.begin()
        self._field.setFocus()

    def _shown_menu(self) -> PromptMenu:
        if self._menu is None:
            from desktop_chat.ui.chat.prompt_menu import PromptMenu  # noqa: PLC0415  not needed for a start

            self._menu = PromptMenu(self._theme_manager, self._field, self._card)
            self._menu.set_prompts(self._prompts)
            self._menu.prompt_chosen.connect(self.use)
            self._menu.dismissed.connect(self.end)
            self._menu.edit_requested.connect(self._on_edit)
        return self._menu

    def _on_edit(self) -> None:
        self._field.set_text("")
        self.edit_requested.emit()
