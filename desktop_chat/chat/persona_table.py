"""The user's own personas and saved prompts."""

from __future__ import annotations

from msgspec import structs

from desktop_chat.chat.json_columns import from_json, to_json
from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.chat.table import Table
from desktop_chat.portable import found, kept

_OWN = "own:"


class PersonaTable(Table):
    """Personas and prompts of the user's own; saving a deleted one again, under its key, brings it back."""

    def own_personas(self) -> list[Persona]:
        """Give the user's personas in their order; those with the same position oldest first."""
        rows = self._database.query("SELECT id, body FROM persona ORDER BY id")
        read = [(number, from_json(Persona, body)) for number, body in rows]
        own = [
            structs.replace(one, key=f"{_OWN}{number}", model=found(one.model))
            for number, one in read
            if one is not None
        ]
        return sorted(own, key=lambda one: one.position)

    def save_persona(self, persona: Persona) -> Persona:
        """Keep a persona and give it with its key; one without a key is new.

        Raises `LookupError` for the key of one that is not the user's.
        """
        number = _number(persona.key) if persona.key else None
        new = self._database.insert(
            "INSERT INTO persona (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            number,
            to_json(structs.replace(persona, key="", model=kept(persona.model))),
        )
        return structs.replace(persona, key=f"{_OWN}{number or new}")

    def delete_persona(self, key: str) -> None:
        """Remove a persona; conversations that name it stay (`chat.deleted_personas` looks after them)."""
        self._change_one("DELETE FROM persona WHERE id = ?", _number(key))

    def prompts(self) -> list[SavedPrompt]:
        """Give the saved prompts by name."""
        rows = self._database.query("SELECT id, name, text FROM prompt ORDER BY name, id")
        return [SavedPrompt(*row) for row in rows]

    def save_prompt(self, prompt: SavedPrompt) -> SavedPrompt:
        """Keep a prompt and give it with its id; one with the id 0 is new."""
        new = self._database.insert(
            "INSERT INTO prompt (id, name, text) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, text = excluded.text",
            prompt.id or None,
            prompt.name,
            prompt.text,
        )
        return structs.replace(prompt, id=prompt.id or new)

    def delete_prompt(self, prompt_id: int) -> None:
        """Remove a prompt."""
        self._change_one("DELETE FROM prompt WHERE id = ?", prompt_id)


def _number(key: str) -> int:
    number = key.removeprefix(_OWN)
    if not key.startswith(_OWN) or not number.isdecimal():
        raise LookupError(key)
    return int(number)
