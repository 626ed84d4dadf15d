from threading import Event

import pytest

from desktop_chat.chat.searching import SearchQuery
from desktop_chat.paths import Paths
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.latest_search import LatestSearch
from desktop_chat.ui.store_service import StoreService

LONG = 10_000


class Shelf:
    """A service on a store of its own, and what the store says when it is asked itself."""

    def __init__(self, qtbot):
        paths = Paths.standard()
        paths.make()
        self.qtbot = qtbot
        self.store = StoreService(paths.database)
        self.service = ConversationsService(self.store)
        self.store.open()

    def ask(self, work):
        """What the store gives, after all that was asked before."""
        given = []
        self.store.run(work, given.append)
        self.qtbot.waitUntil(lambda: bool(given), timeout=LONG)
        return given[0]

    def add(self, title, text="Hello"):
        def work(store):
            conversation = store.create_conversation(model="m.gguf")
            store.set_title(conversation.id, title, "question")
            store.add_message(conversation.id, None, "user", text)
            return conversation.id

        added = self.ask(work)
        self.read()
        return added

    def read(self):
        """Read the listing, and wait until it is there."""
        self.service.refresh()
        self.settle()

    def settle(self):
        self.ask(lambda _store: True)

    def titles(self):
        return [one.title for one in self.service.conversations]

    def stored(self):
        """The listing as the store has it."""
        return self.ask(lambda store: [one.title for one in store.conversations()])


@pytest.fixture
def shelf(qtbot):
    made = Shelf(qtbot)
    yield made
    made.store.close()


def test_it_lists_what_the_store_holds_newest_first(shelf):
    shelf.add("Older")
    shelf.add("Newer")
    assert shelf.titles() == ["Newer", "Older"]


def test_a_title_of_the_users_own_shows_at_once_and_stays_when_the_model_names_it(shelf):
    one = shelf.add("Question")
    undo = shelf.service.rename(one, "Mine")
    assert shelf.titles() == ["Mine"]
    shelf.ask(lambda store: store.set_title(one, "The model's", "model"))
    shelf.read()
    assert shelf.titles() == ["Mine"]
    undo()
    assert shelf.stored() == ["Question"]


def test_pins_and_the_archive_are_kept_and_undone(shelf):
    one = shelf.add("One")
    unpin = shelf.service.set_pinned([one], True)
    unarchive = shelf.service.set_archived([one], True)
    shelf.read()
    found = shelf.service.find(one)
    assert found.pinned_at is not None
    assert found.archived_at is not None
    unpin()
    unarchive()
    shelf.read()
    found = shelf.service.find(one)
    assert (found.pinned_at, found.archived_at) == (None, None)


def test_undo_touches_only_what_was_changed(shelf):
    one, two = shelf.add("One"), shelf.add("Two")
    shelf.service.set_pinned([one], True)
    undo = shelf.service.set_pinned([one, two], True)
    undo()
    shelf.read()
    assert shelf.service.find(one).pinned_at is not None
    assert shelf.service.find(two).pinned_at is None


def test_deleted_conversations_are_in_the_bin_and_come_back(shelf, qtbot):
    one, two = shelf.add("One"), shelf.add("Two")
    with qtbot.waitSignal(shelf.service.deleted) as told:
        undo = shelf.service.delete([one, two])
    assert set(told.args[0]) == {one, two}
    assert shelf.titles() == []
    assert {each.id for each in shelf.service.listing.in_bin} == {one, two}
    assert shelf.stored() == []
    undo()
    assert shelf.titles() == ["Two", "One"]
    assert shelf.stored() == ["Two", "One"]
    assert list(shelf.service.listing.in_bin) == []


def test_what_is_purged_is_gone_for_good(shelf):
    one, two = shelf.add("One"), shelf.add("Two")
    shelf.service.delete([one, two])
    shelf.service.purge([one])
    shelf.read()
    assert [each.id for each in shelf.service.listing.in_bin] == [two]


def test_a_purge_touches_nothing_outside_the_bin(shelf):
    one = shelf.add("One")
    shelf.service.purge([one])
    assert shelf.stored() == ["One"]


def test_a_copy_is_listed_and_given(shelf):
    one = shelf.add("One", "안녕하세요")
    made = []
    shelf.service.duplicate(one, made.append)
    shelf.settle()
    assert made[0].id != one
    assert len(shelf.titles()) == 2
    assert [message.text for message in shelf.ask(lambda store: store.messages(made[0].id))] == ["안녕하세요"]


def folder(shelf, name, ids=()):
    made = []
    shelf.service.create_folder(name, ids, made.append)
    shelf.settle()
    return made[0]


def test_a_folder_is_made_with_what_goes_into_it(shelf):
    one, two = shelf.add("One"), shelf.add("Two")
    work = folder(shelf, "업무", [one])
    assert [each.name for each in shelf.service.folders] == ["업무"]
    assert shelf.service.find(one).folder_id == work.id
    assert shelf.service.find(two).folder_id is None


def test_moving_is_undone_for_each_to_where_it_was(shelf):
    one, two, three = shelf.add("One"), shelf.add("Two"), shelf.add("Three")
    work, home = folder(shelf, "Work", [one]), folder(shelf, "Home", [two])
    undo = shelf.service.move([one, two, three], home.id)
    assert {each.folder_id for each in shelf.service.conversations} == {home.id}
    undo()
    shelf.read()
    assert [shelf.service.find(each).folder_id for each in (one, two, three)] == [work.id, home.id, None]


def test_folders_are_renamed_and_put_in_order(shelf):
    first, second = folder(shelf, "First"), folder(shelf, "Second")
    put_back = shelf.service.place_folder(second.id, first.position - 1)
    name_back = shelf.service.rename_folder(first.id, "Last")
    assert [each.name for each in shelf.service.folders] == ["Second", "Last"]
    shelf.read()
    assert [each.name for each in shelf.service.folders] == ["Second", "Last"]
    put_back()
    name_back()
    shelf.read()
    assert [each.name for each in shelf.service.folders] == ["First", "Second"]


def test_a_deleted_folder_lets_its_conversations_out_and_comes_back_with_them(shelf):
    one = shelf.add("One")
    folder(shelf, "First")
    middle = folder(shelf, "Middle", [one])
    folder(shelf, "Last")
    undo = shelf.service.delete_folder(middle.id)
    assert shelf.service.find(one).folder_id is None
    assert [each.name for each in shelf.service.folders] == ["First", "Last"]
    undo()
    shelf.settle()
    shelf.read()
    assert [each.name for each in shelf.service.folders] == ["First", "Middle", "Last"]
    assert shelf.service.find(one).folder_id == shelf.service.folders[1].id


def test_a_change_that_was_not_stored_is_told_and_not_shown_any_more(shelf, qtbot):
    one = shelf.add("One")
    shelf.ask(lambda store: store._database._connection.execute("PRAGMA query_only = ON"))
    with qtbot.waitSignal(shelf.service.failed, timeout=LONG):
        shelf.service.rename(one, "Never")
    qtbot.waitUntil(lambda: shelf.titles() == ["One"], timeout=LONG)


def test_a_listing_read_before_a_change_does_not_bring_the_old_back(shelf):
    one = shelf.add("One")
    seen = []
    shelf.service.changed.connect(lambda: seen.append(shelf.titles()))
    shelf.service.refresh()
    shelf.service.rename(one, "New")
    shelf.settle()
    assert seen == [["New"]]


# ---- searching while one types


def busy(shelf):
    """Keep the store's thread at work until the event given is set."""
    goes_on = Event()
    shelf.store.run(lambda _store: goes_on.wait(10))
    return goes_on


@pytest.fixture
def search(shelf):
    shelf.add("Jeju", "three days in Jeju")
    shelf.add("서울", "서울에서 이틀")
    while shelf.ask(lambda store: store.index_some(100)):
        pass
    return LatestSearch(shelf.store, 20)


def test_only_the_newest_question_is_answered(shelf, search, qtbot):
    answers = []
    search.found.connect(lambda query, hits, left: answers.append((query.text, len(hits), left)))
    goes_on = busy(shelf)
    for text in ("J", "Je", "Jej", "서울"):
        search.ask(SearchQuery(text))
    goes_on.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=LONG)
    shelf.settle()
    assert answers == [("서울", 2, 0)]


def test_what_is_not_findable_yet_is_made_so_while_it_is_looked_for(shelf, search, qtbot):
    with_many = shelf.add("Many")
    texts = [f"Busan {number} " + "word " * 200 for number in range(1000)]
    shelf.ask(lambda store: [store.add_message(with_many, None, "user", text) for text in texts])
    answers = []
    search.found.connect(lambda _query, hits, left: answers.append((len(hits), left)))
    search.ask(SearchQuery("Busan 0"))
    qtbot.waitUntil(lambda: bool(answers) and answers[-1][1] == 0, timeout=LONG)
    assert answers[0][1] > 0
    assert answers[-1] == (1, 0)


def test_an_answer_is_dropped_where_nothing_is_looked_for_any_more(shelf, search, qtbot):
    with qtbot.assertNotEmitted(search.found):
        search.ask(SearchQuery("Jeju"))
        search.cancel()
        shelf.settle()


def test_what_something_else_put_into_the_bin_is_told_and_listed(shelf):
    first, second = shelf.add("First"), shelf.add("Second")
    told = []
    shelf.service.deleted.connect(told.append)
    shelf.ask(lambda store: store.delete(first))
    shelf.service.note_gone([first])
    shelf.settle()
    assert told == [(first,)]
    assert [one.id for one in shelf.service.conversations] == [second]
    shelf.service.note_gone([])
    assert told == [(first,)]


def test_before_a_backup_is_restored_every_conversation_is_gone(shelf):
    first, second = shelf.add("First"), shelf.add("Second")
    shelf.service.delete([first])
    shelf.settle()
    told = []
    shelf.service.deleted.connect(told.append)
    shelf.service.let_go()
    assert sorted(told[0]) == [first, second]
