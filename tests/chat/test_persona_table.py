import pytest

from desktop_chat.chat.database import Database
from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.chat.store import Store
from desktop_chat.settings import GenerationOverrides

TUTOR = Persona(
    key="",
    name="선생님",
    sign="🎓",
    about="Explains step by step",
    settings=GenerationOverrides(temperature=0.25, system_prompt="Today is {date}."),
    model="/모델.gguf",
    starters=("What is a derivative?", "분수란?"),
)


def named(name):
    return Persona(key="", name=name)


def test_a_persona_is_kept_with_all_it_has_and_gets_a_key(store):
    saved = store.save_persona(TUTOR)
    assert saved.key.startswith("own:")
    assert store.own_personas() == [saved]
    assert (saved.name, saved.settings, saved.starters) == (TUTOR.name, TUTOR.settings, TUTOR.starters)


def test_saving_under_its_key_changes_it_in_its_place(store):
    first, second = store.save_persona(named("a")), store.save_persona(named("b"))
    changed = store.save_persona(Persona(key=first.key, name="changed"))
    assert store.own_personas() == [changed, second]


def test_a_deleted_persona_comes_back_by_saving_it_again_where_it_was(store):
    first, second = store.save_persona(named("a")), store.save_persona(named("b"))
    store.delete_persona(first.key)
    assert store.own_personas() == [second]
    third = store.save_persona(named("c"))
    assert store.save_persona(first) == first
    assert store.own_personas() == [first, second, third]


@pytest.mark.parametrize("key", ["builtin:tutor", "own:", "own:x", "own:-1", "nonsense"])
def test_a_persona_that_is_not_the_users_is_a_lookup_error(store, key):
    with pytest.raises(LookupError):
        store.save_persona(Persona(key=key, name="x"))
    with pytest.raises(LookupError):
        store.delete_persona(key)
    assert store.own_personas() == []


def test_a_persona_that_is_not_there_cannot_be_deleted(store):
    with pytest.raises(LookupError):
        store.delete_persona("own:7")


def test_a_persona_of_another_version_loses_only_what_cannot_be_read(path):
    database = Database(path)
    store = Store(database)
    store.save_persona(TUTOR)
    store.save_persona(named("b"))
    json = (
        '{"key": "", "name": "선생님", "settings": {"temperature": 99, "system_prompt": "be kind"},'
        ' "starters": 7, "colour": "red", "about": "x"}'
    )
    database.change("UPDATE persona SET body = ? WHERE id = 1", json)
    database.change("UPDATE persona SET body = 'nonsense' WHERE id = 2")
    assert store.own_personas() == [
        Persona("own:1", "선생님", about="x", settings=GenerationOverrides(system_prompt="be kind"))
    ]
    store.close()


def test_prompts_are_kept_by_name(store):
    second = store.save_prompt(SavedPrompt(0, "번역", "Translate:\n{clipboard}"))
    first = store.save_prompt(SavedPrompt(0, "sum", " Sum up \0 "))
    assert store.prompts() == [first, second]
    changed = store.save_prompt(SavedPrompt(first.id, "zum", "x"))
    assert store.prompts() == [changed, second]


def test_a_deleted_prompt_comes_back_by_saving_it_again(store):
    prompt = store.save_prompt(SavedPrompt(0, "sum", "Sum up"))
    store.delete_prompt(prompt.id)
    assert store.prompts() == []
    assert store.save_prompt(prompt) == prompt
    assert store.prompts() == [prompt]


def test_a_prompt_that_is_not_there_is_a_lookup_error(store):
    with pytest.raises(LookupError):
        store.delete_prompt(7)


def test_personas_come_in_the_order_of_their_positions(store):
    first, second, third = (store.save_persona(named(name)) for name in "abc")
    up = store.save_persona(Persona(third.key, "c", position=-1.0))
    down = store.save_persona(Persona(first.key, "a", position=2.0))
    assert store.own_personas() == [up, second, down]
