"""Saving a persona as a file, and adding those of files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_chat.chat.persona_files import MOST_BYTES, decode_personas, encode_persona
from desktop_chat.chat.personas import Persona
from desktop_chat.faults import Fault, FaultCode, FaultError
from desktop_chat.files import write_whole
from desktop_chat.ui.background import Background
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.palette.actions import ModelChoice
from desktop_chat.ui.persona_service import PersonaService
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.widgets.dialogs import show_dialog

_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', " "))  # in names of files on Windows


class PersonaSharing(QObject):
    """Asks for files above a dialog, and reads and writes them in the background.

    Signals:
        added(Persona): it came from a file, and is kept.
        told(str): say this.
    """

    added = Signal(object)
    told = Signal(str)

    def __init__(self, above: QWidget, service: PersonaService, models: Sequence[ModelChoice]) -> None:
        super().__init__(above)
        self._above = above
        self._service = service
        self._models = {PurePath(one.path).name: one.path for one in models}
        self._disk = Background("personas", parent=self)

    def export(self, persona: Persona) -> None:
        """Let the user choose where a persona is saved."""
        dialog = self._dialog(self.tr("Save the persona"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(f"{' '.join(persona.name.translate(_FORBIDDEN).split()) or 'persona'}.json")
        dialog.fileSelected.connect(lambda path: self.write(Path(path), persona))
        show_dialog(dialog)

    def choose_files(self) -> None:
        """Let the user choose files with personas."""
        dialog = self._dialog(self.tr("Add personas"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self.read([Path(each) for each in paths]))
        show_dialog(dialog)

    def write(self, path: Path, persona: Persona) -> None:
        """Save a persona at `path`."""
        self._disk.run(
            lambda: write_whole(path, encode_persona(persona)),
            lambda _: self.told.emit(self.tr("Saved as “{name}”.").replace("{name}", apart(path.name))),
            self._refusing("export_failed", path),
            receiver=self,
        )

    def read(self, paths: Sequence[Path]) -> None:
        """Add the personas of files; what cannot be read is told."""
        for path in paths:
            refused = self._refusing("import_unreadable", path)
            self._disk.run(lambda path=path: _read(path), self._add, refused, receiver=self)

    def _add(self, personas: tuple[Persona, ...]) -> None:
        for persona in personas:
            model = self._models.get(PurePath(persona.model).name, "")
            self._service.add(replace(persona, model=model), self._on_added)

    def _on_added(self, persona: Persona) -> None:
        self.added.emit(persona)

    def _refusing(self, code: FaultCode, path: Path) -> Callable[[Exception], None]:
        """Give what tells why a file could not be read or written."""

        def refuse(error: Exception) -> None:
            if isinstance(error, FaultError):
                self.told.emit(sentence(error.fault))
            elif isinstance(error, OSError):
                reason = error.strerror or type(error).__name__
                self.told.emit(sentence(Fault(code, {"name": path.name, "reason": reason})))
            else:
                raise error

        return refuse

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._above, title)
        dialog.setNameFilters([self.tr("Personas (*.json)"), self.tr("All files (*)")])
        return dialog


def _read(path: Path) -> tuple[Persona, ...]:
    with path.open("rb") as file:
        return decode_personas(file.read(MOST_BYTES + 1)[:MOST_BYTES], path.name)
