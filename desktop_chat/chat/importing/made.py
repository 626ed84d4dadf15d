"""What one import made beside conversations, so that it can be undone."""

from __future__ import annotations

import time
from typing import Final

from msgspec import Struct, structs

from desktop_chat.chat.importing.found import Format
from desktop_chat.chat.json_columns import from_json, to_json
from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.chat.records import ConversationRecord, Head
from desktop_chat.chat.store import Store
from desktop_chat.chat.table import only

_OWN: Final = "own:"


class Made(Struct):
    """What an import made: folders, personas by key and prompts as they were then; and what it put into the bin."""

    folders: list[int] = []
    personas: dict[str, Persona] = {}
    prompts: list[SavedPrompt] = []
    replaced: list[int] = []


class ImportRow:
    """One import in the store, while it is carried out."""

    def __init__(self, store: Store, format: Format, name: str) -> None:  # noqa: A002  the word people use
        self._store = store
        self._made = Made()
        self._keys: dict[str, str] = {}  # of personas: in the file, and here
        self._folders = {folder.name.casefold(): folder.id for folder in store.folders()}
        self.started_at = time.time()
        self.id = store.database.insert(
            "INSERT INTO import (imported_at, format, name) VALUES (?, ?, ?)", self.started_at, format, name
        )

    def take_head(self, head: Head) -> None:
        """Make the folders, personas and prompts of a file that are not here."""
        here = {_without_key(persona): persona.key for persona in self._store.own_personas()}
        prompts = {(prompt.name, prompt.text) for prompt in self._store.prompts()}
        with self._store.transaction():
            for name in head.folders:
                self.folder(name)
            for persona in head.personas:
                self._take_persona(persona, here)
            for prompt in head.prompts:
                if (prompt.name, prompt.text) not in prompts:
                    self._made.prompts.append(self._store.save_prompt(structs.replace(prompt, id=0)))
            self.save()

    def folder(self, name: str) -> int | None:
        """Give the folder of a name, made where it is not here; None for no name."""
        if not name.strip():
            return None
        if name.casefold() not in self._folders:
            made = self._store.create_folder(name).id
            self._folders[name.casefold()] = made
            self._made.folders.append(made)
            self.save()
        return self._folders[name.casefold()]

    def persona(self, record: ConversationRecord) -> str:
        """Give the key here of a conversation's persona; "" for one that did not come with the file."""
        return self._keys.get(record.persona, "" if record.persona.startswith(_OWN) else record.persona)

    def replace(self, conversation_id: int) -> None:
        """Put a conversation that a fuller one takes the place of into the bin."""
        self._store.delete(conversation_id)
        self._made.replaced.append(conversation_id)
        self.save()

    def save(self) -> None:
        """Keep what was made so far."""
        self._store.database.change("UPDATE import SET made = ? WHERE id = ?", to_json(self._made), self.id)

    def _take_persona(self, persona: Persona, here: dict[Persona, str]) -> None:
        known = here.get(_without_key(persona))
        if known is None:
            known = self._store.save_persona(_without_key(persona)).key
            self._made.personas[known] = _without_key(persona)
        self._keys[persona.key] = known


def made_by(store: Store, import_id: int) -> tuple[Made, float]:
    """Give what an import made, and when it began; raises `LookupError`."""
    rows = store.database.query("SELECT made, imported_at FROM import WHERE id = ?", import_id)
    made, imported_at = only(rows)
    return from_json(Made, made) or Made(), imported_at


def remove_made(store: Store, made: Made) -> None:
    """Remove the folders an import made that are empty, and its personas and prompts that nobody changed."""
    for folder_id in made.folders:
        store.database.change(
            "DELETE FROM folder WHERE id = ?1 AND NOT EXISTS"
            " (SELECT 1 FROM conversation WHERE folder_id = ?1 AND deleted_at IS NOT 0)",
            folder_id,
        )
    for persona in store.own_personas():
        if made.personas.get(persona.key) == _without_key(persona):
            store.delete_persona(persona.key)
    for prompt in store.prompts():
        if prompt in made.prompts:
            store.delete_prompt(prompt.id)


def _without_key(persona: Persona) -> Persona:
    return structs.replace(persona, key="")
