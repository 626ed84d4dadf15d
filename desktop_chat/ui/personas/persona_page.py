"""The page of the dialog with all personas: a list, and the form of the one that is current."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.chat.builtin_personas import is_builtin
from desktop_chat.chat.personas import Persona
from desktop_chat.settings import GenerationOverrides
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.levels import Levels
from desktop_chat.ui.palette.actions import ModelChoice
from desktop_chat.ui.persona_service import PersonaService
from desktop_chat.ui.personas.list_pane import ListPane
from desktop_chat.ui.personas.persona_form import PersonaForm
from desktop_chat.ui.personas.rows import Row
from desktop_chat.ui.reply_setups import ReplySetups
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.lines import upright_line
from desktop_chat.ui.widgets.menu import Menu

Tell = Callable[[str, Callable[[], None]], None]
"""Says what was done, with a way to undo it."""


class PersonaPage(QWidget):
    """Lets the user change personas; every change is kept by itself.

    Signals:
        export_requested(Persona): save it as a file.
        import_requested: add personas from files.
    """

    export_requested = Signal(object)
    import_requested = Signal()

    def __init__(
        self,
        theme_manager: ThemeManager,
        service: PersonaService,
        setups: ReplySetups,
        *,
        models: Sequence[ModelChoice],
        tell: Tell,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._setups = setups
        self._tell = tell
        self._before: dict[str, Persona] = {}  # as they were when they were shown first
        self._untouched = ""  # the one that was just added, and has nothing of the user's yet
        self.pane = ListPane(theme_manager, is_ordered=True)
        self.form = PersonaForm(theme_manager, models)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane)
        row.addWidget(upright_line())
        row.addWidget(self.form, 1)
        self._connect()
        self._refill()

    def choose(self, key: str) -> None:
        """Show a persona."""
        self.pane.choose(key)

    def add(self) -> None:
        """Make a new persona, and let the user name it."""
        self.flush()
        self._service.add(Persona("", self.tr("New persona")), self._on_added)

    def flush(self) -> None:
        """Keep what was typed last; one that was added and left as it was goes."""
        self.form.flush()
        added, self._untouched = self._service.persona(self._untouched), ""
        if added is not None and added == self._before.get(added.key):
            self._service.delete(added.key)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._refill()
        super().changeEvent(event)

    def _connect(self) -> None:
        pane, form = self.pane, self.form
        pane.current_changed.connect(self._on_current)
        pane.add_requested.connect(self.add)
        pane.duplicate_requested.connect(self._duplicate)
        pane.delete_requested.connect(self._delete)
        pane.move_requested.connect(self._service.move)
        pane.menu_requested.connect(self._fill_menu)
        form.edited.connect(self._save)
        form.undo_requested.connect(self._undo)
        form.duplicate_requested.connect(lambda: self._duplicate(pane.current))
        form.default_toggled.connect(self._set_default)
        self._service.changed.connect(self._refill)
        self._setups.changed.connect(self._refill)

    def _refill(self) -> None:
        usual = self._setups.app.chat.persona
        marks = {True: self.tr("New chats"), False: ""}
        self.pane.set_rows(
            [
                Row(one.key, one.name, one.about, one.sign, marks[one.key == usual])
                for one in self._service.personas
            ]
        )
        self._show()

    def _show(self, *, anew: bool = False) -> None:
        persona = self._service.persona(self.pane.current)
        self.form.setEnabled(persona is not None)
        if persona is None:
            return
        own = [one.key for one in self._service.own]
        self.pane.set_changeable(
            not is_builtin(persona.key),
            is_first=persona.key == own[0] if own else True,
            is_last=persona.key == own[-1] if own else True,
        )
        app = self._setups.app
        nothing = GenerationOverrides()
        levels = Levels(app.generation, self._setups.with_model(persona.model), "", nothing, persona.settings)
        before = self._before.setdefault(persona.key, persona)
        self.form.show_persona(
            persona,
            levels,
            is_default=persona.key == app.chat.persona,
            is_changed=replace(before, position=persona.position) != persona,
            anew=anew,
        )

    def _on_current(self, key: str) -> None:
        if key != self._untouched:
            self.flush()
        self._show()

    def _save(self, edited: Persona) -> None:
        kept = self._service.persona(edited.key)
        if kept is not None:
            self._service.save(replace(edited, position=kept.position))
            self._show()

    def _undo(self) -> None:
        self.form.flush()
        persona = self._service.persona(self.pane.current)
        before = self._before.get(self.pane.current)
        if persona is not None and before is not None:
            self._service.save(replace(before, position=persona.position))
            self._show(anew=True)

    def _duplicate(self, key: str) -> None:
        self.flush()
        self._service.duplicate(key, self._on_made)

    def _delete(self, key: str) -> None:
        self.form.flush()
        self._untouched = ""
        persona = self._service.persona(key)
        undo = self._service.delete(key)
        self._tell(self.tr("“{name}” is deleted.").replace("{name}", apart(persona.name)), undo)

    def _on_added(self, added: Persona) -> None:
        self._untouched = added.key
        self._on_made(added)

    def _on_made(self, made: Persona) -> None:
        self._before[made.key] = made
        self.pane.choose(made.key)
        self._show()
        self.form.begin()

    def _set_default(self, is_default: bool) -> None:
        self._service.default_chosen.emit(self.pane.current if is_default else "")

    def _fill_menu(self, menu: Menu) -> None:
        persona = self._service.persona(self.pane.current)
        if persona is not None:
            menu.add("export", self.tr("Save as a file…"), lambda: self.export_requested.emit(persona))
        menu.add("open", self.tr("Add from a file…"), self.import_requested.emit)
