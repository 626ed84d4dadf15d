"""The personas and saved prompts there are, the same for every window, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

import shiboken6
from msgspec import Struct, structs
from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.builtin_personas import read_builtin_personas
from desktop_chat.chat.personas import Persona, SavedPrompt, free_name
from desktop_chat.chat.store import Store
from desktop_chat.faults import Fault
from desktop_chat.paths import assets_folder
from desktop_chat.ui.store_service import StoreService

Undo = Callable[[], None]
"""Brings back what was before; asks the service to, as any other change."""

T = TypeVar("T")

FOLDER: Final = assets_folder() / "personas"


class _Kept(Struct, frozen=True):
    """All there is, at one moment."""

    language: str = ""  # of the personas that come with the app
    builtin: tuple[Persona, ...] = ()
    own: tuple[Persona, ...] = ()  # in their order
    prompts: tuple[SavedPrompt, ...] = ()  # by name


class PersonaService(QObject):
    """Shows each change at once and stores it behind; what the store then says is what holds.

    Signals:
        changed: there are other personas, or one is another.
        prompts_changed: the same of prompts.
        conversations_left: (tuple of ids) the persona of these was deleted or brought back, and they have
            settings of their own in its place.
        default_chosen: (key) new conversations are to begin with this persona; nothing: with none.
        failed: (Fault) a change was not stored; what is shown is again as it was.
    """

    changed = Signal()
    prompts_changed = Signal()
    conversations_left = Signal(object)
    default_chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, store: StoreService, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._language = language
        self._kept = _Kept()
        self._asked = 0  # how many readings; only the last one holds

    # ---- what there is

    @property
    def personas(self) -> tuple[Persona, ...]:
        """The user's own in their order, then those that come with the app."""
        return self._kept.own + self._kept.builtin

    @property
    def own(self) -> tuple[Persona, ...]:
        """The user's own in their order."""
        return self._kept.own

    @property
    def prompts(self) -> tuple[SavedPrompt, ...]:
        """The saved prompts by name."""
        return self._kept.prompts

    def persona(self, key: str) -> Persona | None:
        """Give a persona; None: there is none, or no more."""
        return next((one for one in self.personas if one.key == key), None)

    def prompt(self, prompt_id: int) -> SavedPrompt | None:
        """Give a prompt; None: there is none any more."""
        return next((one for one in self.prompts if one.id == prompt_id), None)

    def load(self, done: Callable[[], None] | None = None) -> None:
        """Read everything, and call `done` whether or not it could be read."""

        def told(_made: object) -> None:
            if done is not None:
                done()

        def refused(fault: Fault) -> None:
            self.failed.emit(fault)
            told(fault)

        self._change(lambda _store: None, told, refused)

    def use_language(self, language: str) -> None:
        """Show what comes with the app in another language."""
        if language != self._language:
            self._language = language
            self.load()

    # ---- personas

    def add(self, persona: Persona, done: Callable[[Persona], None] | None = None) -> None:
        """Keep one more persona behind the user's others, with a name none of them has; `done` gets it."""
        self._change(lambda store: _add(store, persona), done)

    def duplicate(self, key: str, done: Callable[[Persona], None] | None = None) -> None:
        """Make a persona of the user's own out of another."""
        persona = self.persona(key)
        if persona is not None:
            self.add(persona, done)

    def save(self, persona: Persona) -> None:
        """Keep a persona of the user's own as it is now."""
        if self.persona(persona.key) not in (None, persona):
            self._show_own(persona if one.key == persona.key else one for one in self.own)
            self._change(lambda store: store.save_persona(persona))

    def move(self, key: str, step: int) -> None:
        """Put a persona of the user's own so many places further down, or up."""
        order = [one.key for one in self.own]
        place = order.index(key)
        order.insert(min(max(place + step, 0), len(order) - 1), order.pop(place))
        personas = {one.key: one for one in self.own}
        ordered = [structs.replace(personas[each], position=float(at)) for at, each in enumerate(order)]
        moved = [one for one in ordered if one != personas[one.key]]
        self._show_own(ordered)
        self._change(lambda store: _save_all(store, moved))

    def delete(self, key: str) -> Undo:
        """Remove a persona of the user's own; the conversations it was used in keep its settings."""
        from desktop_chat.chat.deleted_personas import (  # noqa: PLC0415  not needed for a start
            DeletedPersona,
            bring_back_persona,
            delete_persona,
        )

        persona = next(one for one in self.own if one.key == key)
        deleted: list[DeletedPersona] = []  # used on the store's thread only

        def leave(store: Store) -> list[int]:
            deleted.append(delete_persona(store, persona))
            return [left.id for left in deleted[0].left]

        def join(store: Store) -> list[int]:
            for one in deleted:
                bring_back_persona(store, one)
            return [left.id for one in deleted for left in one.left]

        self._show_own(one for one in self.own if one.key != key)
        self._change(leave, self._tell_left)
        return lambda: self._change(join, self._tell_left)

    # ---- prompts

    def add_prompt(self, prompt: SavedPrompt, done: Callable[[SavedPrompt], None] | None = None) -> None:
        """Keep one more prompt, with a name no other has; `done` gets it."""
        self._change(lambda store: _add_prompt(store, structs.replace(prompt, id=0)), done)

    def save_prompt(self, prompt: SavedPrompt) -> None:
        """Keep a prompt as it is now; its name is one that no other has."""
        if self.prompt(prompt.id) not in (None, prompt):
            self._show_prompts(prompt if one.id == prompt.id else one for one in self.prompts)
            self._change(lambda store: store.save_prompt(prompt))

    def delete_prompt(self, prompt_id: int) -> Undo:
        """Remove a prompt; brought back, it gets another name where its own is taken by then."""
        prompt = self.prompt(prompt_id)
        self._show_prompts(one for one in self.prompts if one.id != prompt_id)
        self._change(lambda store: store.delete_prompt(prompt_id))
        return lambda: self._change(lambda store: _add_prompt(store, prompt)) if prompt else None

    # ---- showing and storing

    def _show_own(self, own: Iterable[Persona]) -> None:
        self._show(structs.replace(self._kept, own=tuple(own)))

    def _show_prompts(self, prompts: Iterable[SavedPrompt]) -> None:
        ordered = sorted(prompts, key=lambda one: (one.name, one.id))
        self._show(structs.replace(self._kept, prompts=tuple(ordered)))

    def _show(self, kept: _Kept) -> None:
        old, self._kept = self._kept, kept
        if (old.own, old.builtin) != (kept.own, kept.builtin):
            self.changed.emit()
        if old.prompts != kept.prompts:
            self.prompts_changed.emit()

    def _change(
        self,
        change: Callable[[Store], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Fault], None] | None = None,
    ) -> None:
        """Change the store, then show what it holds; `done` gets what `change` gives."""
        self._asked += 1
        asked, language, kept = self._asked, self._language, self._kept

        def work(store: Store) -> tuple[T, _Kept]:
            made = change(store)
            return made, _read(store, language, kept)

        def changed(outcome: tuple[T, _Kept]) -> None:
            made, kept = outcome
            if asked == self._asked:
                self._show(kept)
            if done is not None and _is_there(done):
                done(made)

        self._store.run(work, changed, failed or self._refuse)

    def _refuse(self, fault: Fault) -> None:
        self.failed.emit(fault)
        self._change(lambda _store: None, failed=lambda _fault: None)

    def _tell_left(self, ids: Sequence[int]) -> None:
        self.conversations_left.emit(tuple(ids))


def _is_there(done: Callable[..., None]) -> bool:
    """Whether the window that asked is still there."""
    owner = getattr(done, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _read(store: Store, language: str, kept: _Kept) -> _Kept:
    is_known = kept.language == language
    builtin = kept.builtin if is_known else read_builtin_personas(FOLDER, language)
    return _Kept(language, builtin, tuple(store.own_personas()), tuple(store.prompts()))


def _add(store: Store, persona: Persona) -> Persona:
    others = store.own_personas()
    name = free_name(persona.name, [one.name for one in others], " ")
    position = max((one.position for one in others), default=-1.0) + 1
    return store.save_persona(structs.replace(persona, key="", name=name, position=position))


def _add_prompt(store: Store, prompt: SavedPrompt) -> SavedPrompt:
    name = free_name(prompt.name, [one.name for one in store.prompts()], "-")
    return store.save_prompt(structs.replace(prompt, name=name))


def _save_all(store: Store, personas: Iterable[Persona]) -> None:
    with store.transaction():
        for persona in personas:
            store.save_persona(persona)
