"""Our own JSON: what goes out comes in again as it was, and what is damaged in it is told."""

import json
import random
import sqlite3

import pytest

from desktop_chat.chat.exporting.reading import read_conversation
from desktop_chat.chat.importing.undoing import undo
from desktop_chat.chat.messages import Attachment, Draft, ReadingPlace
from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.chat.records import Head
from desktop_chat.chat.store import open_store
from desktop_chat.engine.protocol import GenerateOptions, SamplerOptions, Timings
from desktop_chat.faults import Fault
from desktop_chat.settings import GenerationOverrides
from tests.chat.exporting.samples import export
from tests.chat.importing.in_one_go import carry_out, preview, read

WORDS = [
    "",
    "hello",
    "안녕하세요",
    "  \n\t ",
    "nul \0 in",
    "👩‍👩‍👧",
    "\u202eevil",
    '"quoted" \\ \u2028',
    "x" * 3000,
    "```\ncode\n```",
]


@pytest.fixture
def other(tmp_path):
    opened = open_store(tmp_path / "other.db")
    yield opened.store
    opened.store.close()


def fill(store, seed):
    """Write conversations with everything they can have, other in each store of another seed."""
    draw = random.Random(seed)
    words = lambda: draw.choice(WORDS) + str(draw.random())[: draw.randint(0, 9)]  # noqa: E731  short
    folders = [store.create_folder(name) for name in ("일", "Ideas", "b")]
    persona = store.save_persona(
        Persona("", "나", "☺", settings=GenerationOverrides(temperature=0.5), starters=("hi",))
    )
    store.save_prompt(SavedPrompt(0, "fix", "Fix {text}"))
    for _ in range(6):
        one = store.create_conversation(
            model=words(),
            system_prompt=words(),
            persona=draw.choice(["", persona.key, "builtin:tutor"]),
            settings=GenerationOverrides(top_p=draw.choice([None, 0.25]), thinking=draw.choice([None, "on"])),
            folder_id=draw.choice([None, *(folder.id for folder in folders)]),
        )
        ids = [None]
        for _ in range(draw.randint(0, 25)):
            ids.append(add_message(store, draw, one.id, draw.choice(ids), words))
        decorate(store, draw, one.id, [number for number in ids if number], words)


def add_message(store, draw, conversation_id, parent_id, words):
    """Add a message of any kind."""
    role = draw.choice(["user", "assistant", "system"])
    files = tuple(Attachment(words(), words()) for _ in range(draw.choice([0, 0, 0, 1, 2])))
    message = store.add_message(conversation_id, parent_id, role, words(), attachments=files, model=words())
    if role == "assistant":
        store.finish_message(
            message.id,
            words(),
            words(),
            draw.choice(["done", "stopped", "cut", "failed"]),
            timings=draw.choice([None, Timings(1, 2, 0.5, 4, 1.25, 0.125)]),
            fault=draw.choice(
                [None, Fault("context_full"), Fault("prompt_too_long", {"tokens": "9", "context": "4"})]
            ),
            options=draw.choice(
                [
                    None,
                    GenerateOptions(SamplerOptions(temperature=0.1, logit_bias={5: -1.0}), 7, ("x",), True),
                ]
            ),
            reasoning_seconds=draw.choice([None, 0.0, 12.5]),
        )
    return message.id


def decorate(store, draw, conversation_id, ids, words):
    """Set what a conversation has beside its messages."""
    store.set_title(conversation_id, words(), draw.choice(["", "question", "model", "user"]))
    store.set_draft(conversation_id, Draft(words(), (Attachment("d", words()),) * draw.randint(0, 1)))
    store.set_queued(conversation_id, Draft(words()))
    for setter in (store.set_pinned, store.set_archived):
        setter(conversation_id, draw.random() < 0.5)
    if ids:
        store.select_leaf(conversation_id, draw.choice(ids))
        store.set_beside(conversation_id, draw.choice([None, *ids]))
        store.set_place(conversation_id, draw.choice([None, ReadingPlace(draw.choice(ids), -12)]))


def records(store):
    """Give all conversations as records, by when they were made."""
    found = [read_conversation(store, one.id) for one in store.conversations()]
    return sorted(found, key=lambda one: one.created_at)


@pytest.mark.parametrize("seed", range(25))
def test_what_goes_out_comes_in_as_it_was(store, other, tmp_path, seed):
    fill(store, seed)
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert export(store, first, "json", None) == 6
    carry_out(other, first)
    assert records(other) == [one for one in records(store) if one.messages or one.draft]
    export(other, second, "json", None)
    assert second.read_text("utf-8").splitlines()[1:] == first.read_text("utf-8").splitlines()[1:]
    assert [one.name for one in other.folders()] == [one.name for one in store.folders()]
    assert other.own_personas() == store.own_personas()
    assert [(one.name, one.text) for one in other.prompts()] == [("fix", "Fix {text}")]


def test_nothing_comes_in_twice_neither_where_it_was_made_nor_elsewhere(store, other, tmp_path):
    fill(store, 1)
    export(store, tmp_path / "a.json", "json", None)
    carry_out(other, tmp_path / "a.json")
    for one in (store, other):
        seen = preview(one, tmp_path / "a.json")
        assert {item.status for item in seen.conversations} == {"here"}
        before = records(one)
        carry_out(one, tmp_path / "a.json")
        assert records(one) == before
        assert len(one.own_personas()) == len(one.prompts()) == 1
        assert len(one.folders()) == 3


def test_undoing_takes_folders_personas_and_prompts_away_but_for_those_in_use(store, other, tmp_path):
    fill(store, 2)
    export(store, tmp_path / "a.json", "json", None)
    mine = other.create_folder("일")
    done = carry_out(other, tmp_path / "a.json")
    kept = other.create_conversation(folder_id=next(one.id for one in other.folders() if one.name == "Ideas"))
    undo(other, done.import_id)
    assert [one.name for one in other.folders()] == ["일", "Ideas"]
    assert [one.id for one in other.conversations()] == [kept.id]
    assert other.folders()[0].id == mine.id
    assert other.own_personas() == other.prompts() == []


def test_a_persona_changed_since_stays_when_the_import_is_undone(store, other, tmp_path):
    fill(store, 3)
    export(store, tmp_path / "a.json", "json", None)
    done = carry_out(other, tmp_path / "a.json")
    (persona,) = other.own_personas()
    changed = other.save_persona(Persona(persona.key, "mine now"))
    undo(other, done.import_id)
    assert other.own_personas() == [changed]


def test_deleted_messages_keep_their_place_and_nothing_else(store, other, tmp_path):
    one = store.create_conversation()
    first = store.add_message(one.id, None, "user", "first")
    secret = store.add_message(
        one.id, first.id, "assistant", "secret", attachments=(Attachment("s", "secret"),)
    )
    store.add_message(one.id, secret.id, "user", "last")
    store.add_message(one.id, first.id, "assistant", "gone")
    store.select_leaf(one.id, secret.id)
    store.delete_message(secret.id)
    store.delete_message(store.message(secret.id).id + 2)
    path = tmp_path / "a.json"
    export(store, path, "json", None)
    assert "secret" not in path.read_text()
    assert "gone" not in path.read_text()
    carry_out(other, path)
    assert [m.text for m in other.messages(other.conversations()[0].id)] == ["first", "last"]


def test_one_conversation_goes_out_without_the_others_and_the_bin_stays(store, tmp_path):
    fill(store, 4)
    chosen, gone, *_ = store.conversations()
    store.delete(gone.id)
    export(store, tmp_path / "one.json", "json", [chosen.id])
    export(store, tmp_path / "all.json", "json", None)
    one, all_of_them = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("one.json", "all.json"))
    assert (one["format"], one["version"], len(one["conversations"])) == ("desktop-chat", 1, 1)
    assert "personas" not in one
    assert len(all_of_them["conversations"]) == 5


def test_a_reply_that_is_being_written_goes_out_as_cut(store, tmp_path):
    one = store.create_conversation()
    store.add_message(one.id, None, "assistant", "half", state="writing")
    assert read_conversation(store, one.id).messages[0].state == "cut"


# ---- damaged files


@pytest.fixture
def changed(store, tmp_path):
    """Export a conversation of three messages and change it."""
    one = store.create_conversation()
    parent = None
    for text in ("one", "two", "three"):
        parent = store.add_message(one.id, parent, "user", text).id
    path = tmp_path / "a.json"
    export(store, path, "json", None)

    def change(how):
        told = json.loads(path.read_text("utf-8"))
        how(told["conversations"][0])
        path.write_text(json.dumps(told))
        return [item for item in read(path) if not isinstance(item, Head)]

    return change


def test_a_damaged_message_is_left_out_and_those_below_stay(changed):
    (found,) = changed(lambda told: told["messages"][1].update(role="nobody"))
    assert [(m.text, m.parent, m.deleted_at is None) for m in found.record.messages] == [
        ("one", None, True),
        ("", 1, False),
        ("three", 2, True),
    ]
    assert [note.code for note in found.notes] == ["import_message_broken"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("settings", 5),
        ("title", None),
        ("title_source", "aliens"),
        ("draft", []),
        ("place", "x"),
        ("shown", 99),
        ("beside", -1),
    ],
)
def test_a_damaged_value_is_left_out_alone(changed, name, value):
    (found,) = changed(lambda told: told.update({name: value}))
    assert [m.text for m in found.record.messages] == ["one", "two", "three"]
    assert found.record.shown == 3


@pytest.mark.parametrize("value", ["x", -5, 1e300, None, []])
def test_a_damaged_value_of_a_message_is_left_out_alone(changed, value):
    (found,) = changed(
        lambda told: told["messages"][1].update(
            timings=value, reasoning_seconds="x", fault={"code": "new one"}
        )
    )
    assert [m.text for m in found.record.messages] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("name", "value"), [("created_at", "x"), ("created_at", -1), ("messages", "x"), ("messages", [])]
)
def test_a_conversation_without_what_it_needs_is_told(changed, name, value):
    (skipped,) = changed(lambda told: told.update({name: value}))
    assert skipped.fault.code in {"import_record_broken", "import_record_empty"}


def test_parents_that_are_not_there_or_come_later_are_none(changed):
    def spoil(told):
        told["messages"][0]["parent"] = 3
        told["messages"][1]["parent"] = 77
        told["messages"][2]["parent"] = 3

    (found,) = changed(spoil)
    assert [m.parent for m in found.record.messages] == [None, None, None]


def test_numbers_that_repeat_are_taken_once(changed):
    (found,) = changed(lambda told: told["messages"][2].update(id=1))
    assert [m.text for m in found.record.messages] == ["one", "two"]


def test_a_whole_database_is_no_export(store, path):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint")
    connection.close()
    from desktop_chat.chat.importing.inputs import sniff

    assert sniff(path) is None
