"""Importing into the store: what is here already, what has grown, giving up, and undoing."""

import shutil
import time
from contextlib import ExitStack

import pytest

from desktop_chat.chat.importing.carrying import import_steps
from desktop_chat.chat.importing.read import found_in
from desktop_chat.chat.importing.undoing import imports, undo
from desktop_chat.faults import FaultError
from tests.chat.importing.in_one_go import carry_out, preview
from tests.support.other_apps import jan
from tests.support.other_apps.chatgpt import conversation, node, write


def talk(number, *texts, **fields):
    """Give a conversation of messages in a row."""
    nodes = [node("root", None, None)]
    for place, text in enumerate(texts):
        role = "assistant" if place % 2 else "user"
        nodes.append(node(str(place), nodes[-1]["id"], role, text, at=1e9 + place, model_slug="gpt-4o"))
    return conversation(
        nodes, nodes[-1]["id"], title=f"talk {number}", conversation_id=f"id-{number}", **fields
    )


@pytest.fixture
def export(tmp_path):
    def to(*talks):
        return write(tmp_path / "conversations.json", list(talks))

    return to


@pytest.fixture
def begin(store):
    """Begin an import in the smallest steps."""
    with ExitStack() as stack:

        def begun(path, **how):
            return import_steps(store, stack.enter_context(found_in(path)), path.name, step_seconds=0, **how)

        yield begun


def finished(steps):
    """Go one step further; gives what the import brought, once it is done."""
    try:
        next(steps)
    except StopIteration as end:
        return end.value
    return None


def texts(store):
    """Give the title and messages of each conversation, by title."""
    return sorted((one.title, [m.text for m in store.messages(one.id)]) for one in store.conversations())


def statuses(store, path):
    return [one.status for one in preview(store, path).conversations]


def test_a_preview_tells_what_is_there_and_changes_nothing(store, export):
    path = export(talk(1, "a", "b"), talk(2, "c"), None)
    seen = preview(store, path)
    assert [(one.title, one.messages, one.status) for one in seen.conversations] == [
        ("talk 1", 2, "new"),
        ("talk 2", 1, "new"),
    ]
    assert [one.fault.code for one in seen.skipped] == ["import_record_broken"]
    assert len(seen.new) == 2
    assert store.conversations() == imports(store) == []


def test_what_is_imported_is_all_there(store, export):
    done = carry_out(store, export(talk(1, "a", "b"), talk(2, "c")))
    assert (done.conversations, done.messages, done.replaced, done.skipped) == (2, 3, 0, ())
    assert texts(store) == [("talk 1", ["a", "b"]), ("talk 2", ["c"])]
    message = store.messages(store.conversations()[0].id)[0]
    assert message.created_at == 1e9
    (row,) = imports(store)
    assert (row.id, row.format, row.name, row.conversations) == (
        done.import_id,
        "chatgpt",
        "conversations.json",
        2,
    )
    assert abs(row.imported_at - time.time()) < 60


def test_only_the_chosen_ones_come_in(store, export):
    path = export(talk(1, "a"), talk(2, "b"), talk(3, "c"))
    keys = {one.title: one.key for one in preview(store, path).conversations}
    carry_out(store, path, {keys["talk 1"], keys["talk 3"]})
    assert [title for title, _ in texts(store)] == ["talk 1", "talk 3"]


def test_what_is_here_does_not_come_in_again(store, export):
    path = export(talk(1, "a"), talk(2, "b"), talk(1, "a"))
    assert carry_out(store, path).conversations == 2
    assert statuses(store, path) == ["here", "here"]
    with pytest.raises(FaultError) as raised:
        carry_out(store, path)
    assert raised.value.fault.code == "import_nothing"
    assert len(imports(store)) == 1
    assert len(store.conversations()) == 2


def test_what_is_here_comes_in_again_where_it_is_chosen(store, export):
    path = export(talk(1, "a"))
    carry_out(store, path)
    (one,) = preview(store, path).conversations
    assert carry_out(store, path, {one.key}).conversations == 1
    assert [title for title, _ in texts(store)] == ["talk 1", "talk 1"]


def test_what_is_in_the_bin_comes_in_again(store, export):
    path = export(talk(1, "a"))
    carry_out(store, path)
    store.delete(store.conversations()[0].id)
    assert statuses(store, path) == ["new"]


def test_a_conversation_that_grew_takes_the_place_of_the_earlier_one(store, export):
    carry_out(store, export(talk(1, "a", "b")))
    (first,) = store.conversations()
    folder = store.create_folder("mine")
    store.set_folder(first.id, folder.id)
    store.set_pinned(first.id, True)
    store.set_title(first.id, "my name", "user")
    path = export(talk(1, "a", "b", "c", "d"), talk(2, "e"))
    assert statuses(store, path) == ["grown", "new"]
    done = carry_out(store, path)
    assert (done.conversations, done.replaced) == (2, 1)
    assert texts(store) == [("my name", ["a", "b", "c", "d"]), ("talk 2", ["e"])]
    (second,) = [one for one in store.conversations() if one.title == "my name"]
    assert second.folder_id == folder.id
    assert second.pinned_at is not None
    assert [one.id for one in store.deleted_conversations()] == [first.id]
    undo(store, done.import_id)
    assert texts(store) == [("my name", ["a", "b"])]
    assert store.conversations()[0].id == first.id


def test_a_conversation_that_grew_stands_beside_one_that_was_gone_on_with_here(store, export):
    carry_out(store, export(talk(1, "a", "b")))
    (first,) = store.conversations()
    store.add_message(first.id, store.messages(first.id)[-1].id, "user", "mine")
    done = carry_out(store, export(talk(1, "a", "b", "c")))
    assert done.replaced == 0
    assert texts(store) == [("talk 1", ["a", "b", "c"]), ("talk 1", ["a", "b", "mine"])]


def test_an_import_is_undone_at_once_but_for_what_was_gone_on_with(store, export):
    done = carry_out(store, export(talk(1, "a"), talk(2, "b"), talk(3, "c")))
    kept = next(one for one in store.conversations() if one.title == "talk 2")
    store.add_message(kept.id, store.messages(kept.id)[-1].id, "user", "mine")
    undone = undo(store, done.import_id)
    assert (undone.removed, undone.kept) == (2, 1)
    assert texts(store) == [("talk 2", ["b", "mine"])]
    assert imports(store) == store.deleted_conversations() == []
    while store.remove_purged(100):
        pass
    assert texts(store) == [("talk 2", ["b", "mine"])]


def test_an_undone_import_can_be_done_again(store, export):
    path = export(talk(1, "a"))
    undo(store, carry_out(store, path).import_id)
    assert statuses(store, path) == ["new"]
    carry_out(store, path)
    assert texts(store) == [("talk 1", ["a"])]


def test_undoing_what_is_no_import_is_refused(store):
    with pytest.raises(LookupError):
        undo(store, 7)


def test_an_import_that_is_given_up_leaves_nothing(store, export, begin):
    store.create_conversation()
    path = export(*(talk(number, "words") for number in range(40)))
    steps = begin(path)
    progress = next(steps)
    assert 0 < progress.fraction < 1
    assert progress.conversations == len(store.conversations()) - 1 > 0
    steps.close()
    assert len(store.conversations()) == 1
    assert imports(store) == []


def test_an_import_goes_in_steps_that_tell_how_far_it_is(store, export, begin):
    told = list(begin(export(*(talk(number, "words") for number in range(20)))))
    assert [one.conversations for one in told] == list(range(1, 21))
    assert [one.fraction for one in told] == sorted(one.fraction for one in told)


def test_what_is_imported_is_found_by_its_words(store, export):
    carry_out(store, export(talk(1, "제주도 어디가 좋아?", "성산일출봉입니다")))
    while store.index_some(10):
        pass
    from desktop_chat.chat.searching import SearchQuery

    (hit,) = store.search(SearchQuery("어디"), 10)
    assert hit.title == "talk 1"


def test_an_error_on_the_way_leaves_nothing(store, export, begin):
    steps = begin(export(*(talk(number, "words") for number in range(10))))
    next(steps)
    with pytest.raises(RuntimeError):
        steps.throw(RuntimeError("out of the blue"))
    assert store.conversations() == imports(store) == []


def test_a_thread_that_vanishes_on_the_way_is_told_and_the_rest_comes_in(store, tmp_path, begin):
    folders = [
        jan.write_thread(tmp_path / "jan", [jan.message("1", "user", f"talk {each}")], id=each)
        for each in "abc"
    ]
    steps = begin(tmp_path / "jan")
    next(steps)
    shutil.rmtree(folders[1])
    while (done := finished(steps)) is None:
        pass
    assert [one.fault.code for one in done.skipped] == ["import_record_broken"]
    assert sorted(text for _, (text,) in texts(store)) == ["talk a", "talk c"]


def test_a_file_that_vanishes_before_it_is_read_is_told_and_leaves_nothing(store, export, begin):
    path = export(talk(1, "a"))
    steps = begin(path)
    path.unlink()
    with pytest.raises(FaultError) as raised:
        next(steps)
    assert raised.value.fault.code == "import_unreadable"
    assert store.conversations() == imports(store) == []


def test_all_go_into_one_folder_where_it_is_wanted(store, export, begin):
    for _ in begin(export(talk(1, "a"), talk(2, "b")), folder="여행"):
        pass
    (folder,) = store.folders()
    assert folder.name == "여행"
    assert {one.folder_id for one in store.conversations()} == {folder.id}
    undo(store, imports(store)[0].id)
    assert store.folders() == []
