import pytest

from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.settings import GenerationOverrides
from desktop_chat.ui.persona_service import PersonaService
from desktop_chat.ui.store_service import StoreService

BUILTIN = ["builtin:translator", "builtin:writer", "builtin:tutor", "builtin:coder", "builtin:summarizer"]


def named(name, **fields):
    return Persona("", name, **fields)


def names(service):
    return [one.name for one in service.own]


def texts(service):
    return [(one.name, one.text) for one in service.prompts]


@pytest.fixture
def added(service, settled):
    """Add personas by name; gives them."""

    def add(*wanted, **fields):
        made = []
        for name in wanted:
            service.add(named(name, **fields), made.append)
        settled()
        return made

    return add


def test_what_comes_with_the_app_is_there_after_the_users_own(service, added):
    (mine,) = added("나의 것")
    assert [one.key for one in service.personas] == [mine.key, *BUILTIN]
    assert service.persona("builtin:tutor").name == "Tutor"
    assert service.persona("own:77") is None


def test_what_comes_with_the_app_follows_the_language_and_is_never_missing(service, settled):
    service.use_language("ko")
    assert service.persona("builtin:tutor").name == "Tutor"
    settled()
    assert service.persona("builtin:tutor").name == "선생님"


def test_a_new_persona_is_kept_and_gets_a_name_no_other_has(service, store, added, settled):
    added("Tutor", "Tutor")
    assert names(service) == ["Tutor", "Tutor 2"]
    assert settled(lambda store: [one.name for one in store.own_personas()]) == ["Tutor", "Tutor 2"]


def test_one_that_comes_with_the_app_becomes_the_users_own_by_duplicating_it(service, settled):
    copies = []
    service.duplicate("builtin:translator", copies.append)
    settled()
    original = service.persona("builtin:translator")
    assert copies == [service.own[0]]
    assert copies[0].settings == original.settings
    assert copies[0].key.startswith("own:")


def test_a_change_is_shown_at_once_and_kept(qtbot, service, added, settled):
    (mine,) = added("a")
    changed = Persona(mine.key, "b", settings=GenerationOverrides(temperature=0.1))
    with qtbot.waitSignal(service.changed, timeout=0):
        service.save(changed)
    assert service.persona(mine.key) == changed
    assert settled(lambda store: store.own_personas()) == [changed]


def test_saving_what_is_as_it_was_tells_nothing(qtbot, service, added):
    (mine,) = added("a")
    with qtbot.assertNotEmitted(service.changed):
        service.save(mine)


@pytest.mark.parametrize(("step", "order"), [(-1, "acb"), (1, "abc"), (-9, "cab")])
def test_the_users_personas_can_be_ordered(service, added, settled, step, order):
    third = added("a", "b", "c")[-1]
    service.move(third.key, step)
    assert "".join(names(service)) == order
    settled()
    assert "".join(names(service)) == order
    assert "".join(settled(lambda store: [one.name for one in store.own_personas()])) == order


def test_deleting_is_told_with_the_conversations_it_was_used_in_and_undone(qtbot, service, added, settled):
    (mine,) = added("a", settings=GenerationOverrides(temperature=0.1))
    talk = settled(lambda store: store.create_conversation(persona=mine.key))
    left = []
    service.conversations_left.connect(left.append)
    undo = service.delete(mine.key)
    assert service.own == ()
    assert settled(lambda store: store.conversation(talk.id)).settings == mine.settings
    undo()
    assert settled(lambda store: store.conversation(talk.id)) == talk
    assert service.own == (mine,)
    assert left == [(talk.id,), (talk.id,)]


def test_an_undo_that_comes_before_the_store_deleted_is_done_all_the_same(service, added, settled):
    (mine,) = added("a")
    service.delete(mine.key)()
    settled()
    assert service.own == (mine,)


def test_prompts_are_kept_by_name_and_no_two_have_the_same(service, settled):
    for name in ("sum", "번역", "Sum"):
        service.add_prompt(SavedPrompt(0, name, "x"))
    settled()
    assert texts(service) == [("Sum-2", "x"), ("sum", "x"), ("번역", "x")]
    service.save_prompt(SavedPrompt(service.prompts[0].id, "zum", "y"))
    assert texts(service) == [("sum", "x"), ("zum", "y"), ("번역", "x")]
    settled()
    assert texts(service) == [("sum", "x"), ("zum", "y"), ("번역", "x")]


def test_a_deleted_prompt_comes_back_under_another_name_where_its_own_is_taken(service, settled):
    service.add_prompt(SavedPrompt(0, "sum", "old"))
    settled()
    undo = service.delete_prompt(service.prompts[0].id)
    assert service.prompts == ()
    service.add_prompt(SavedPrompt(0, "sum", "new"))
    settled()
    undo()
    settled()
    assert texts(service) == [("sum", "new"), ("sum-2", "old")]


def test_what_cannot_be_stored_is_told_and_shown_as_it_was(qtbot, service, added, settled, tmp_path):
    (mine,) = added("a")
    service.failed.disconnect()
    other = Persona("own:99", "b")
    with qtbot.waitSignal(service.failed):
        service._change(lambda store: store.save_persona(Persona("builtin:x", "c")))
    settled()
    assert service.own == (mine,)
    assert service.persona(other.key) is None


def test_where_the_store_cannot_be_opened_the_wait_ends_all_the_same(qtbot, tmp_path):
    (tmp_path / "conversations.db").mkdir()
    store = StoreService(tmp_path / "conversations.db")
    service = PersonaService(store, "en")
    ended, faults = [], []
    service.failed.connect(faults.append)
    with qtbot.waitSignal(store.failed):
        store.open()
    service.load(lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended))
    assert len(faults) == 1
    store.close()
