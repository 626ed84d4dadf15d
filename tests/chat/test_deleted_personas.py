import pytest

from desktop_chat.chat.deleted_personas import bring_back_persona, delete_persona
from desktop_chat.chat.personas import Persona
from desktop_chat.settings import GenerationOverrides, GenerationSettings

SETTINGS = GenerationOverrides(temperature=0.2, max_tokens=100, system_prompt="Be brief. {{date}}")


@pytest.fixture
def persona(store):
    return store.save_persona(Persona(key="", name="짧게", settings=SETTINGS))


def in_force(conversation, persona=None):
    base = GenerationSettings(system_prompt=conversation.system_prompt)
    return conversation.settings.over(persona.settings.over(base) if persona else base)


def test_conversations_keep_exactly_what_they_had_of_a_persona_that_is_deleted(store, persona):
    plain = store.create_conversation(system_prompt="old", persona=persona.key)
    own = store.create_conversation(
        persona=persona.key, settings=GenerationOverrides(temperature=1.0, thinking="off")
    )
    other = store.create_conversation(persona="builtin:tutor")
    before = [in_force(each, persona) for each in (plain, own)]
    delete_persona(store, persona)
    assert store.own_personas() == []
    assert [in_force(store.conversation(each.id)) for each in (plain, own)] == before
    assert store.conversation(plain.id).persona == ""
    assert store.conversation(own.id).settings == GenerationOverrides(
        1.0, None, 100, "off", SETTINGS.system_prompt
    )
    assert store.conversation(other.id) == other


def test_conversations_in_the_bin_keep_it_too(store, persona):
    binned = store.create_conversation(persona=persona.key)
    store.delete(binned.id)
    delete_persona(store, persona)
    assert store.conversation(binned.id).settings == SETTINGS


def test_bringing_a_persona_back_undoes_all_of_it(store, persona):
    own = store.create_conversation(persona=persona.key, settings=GenerationOverrides(temperature=1.0))
    deleted = delete_persona(store, persona)
    bring_back_persona(store, deleted)
    assert store.own_personas() == [persona]
    assert store.conversation(own.id) == own


def test_what_was_set_in_a_conversation_meanwhile_stays(store, persona):
    changed, moved = (store.create_conversation(persona=persona.key) for _ in range(2))
    deleted = delete_persona(store, persona)
    store.set_settings(changed.id, GenerationOverrides(0.2, 0.5, 100, system_prompt="mine"))
    store.set_persona(moved.id, "builtin:tutor")
    bring_back_persona(store, deleted)
    assert store.conversation(changed.id).settings == GenerationOverrides(top_p=0.5, system_prompt="mine")
    assert store.conversation(changed.id).persona == persona.key
    assert store.conversation(moved.id).persona == "builtin:tutor"


def test_a_conversation_that_is_gone_meanwhile_holds_nothing_up(store, persona):
    gone, kept = (store.create_conversation(persona=persona.key) for _ in range(2))
    deleted = delete_persona(store, persona)
    store.delete(gone.id)
    store.purge(gone.id)
    bring_back_persona(store, deleted)
    assert store.conversation(kept.id).persona == persona.key


def test_nothing_is_changed_where_there_is_no_such_persona(store, persona):
    store.delete_persona(persona.key)
    named = store.create_conversation(persona=persona.key)
    with pytest.raises(LookupError):
        delete_persona(store, persona)
    assert store.conversation(named.id) == named
