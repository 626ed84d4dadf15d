import pytest


def texts(messages):
    return [message.text for message in messages]


@pytest.fixture
def conversation(store):
    return store.create_conversation()


@pytest.fixture
def chain(store, conversation):
    """Add messages one below the other; gives them."""

    def add(*names, below=None):
        added = []
        for name in names:
            added.append(store.add_message(conversation.id, below, "user", name))
            below = added[-1].id
        return added

    return add


def state(store, conversation):
    return store.conversation(conversation.id), store.messages(conversation.id)


def test_a_deleted_message_is_left_out_and_what_follows_stays(store, conversation, chain):
    _, b, *_ = chain("a", "b", "c", "d")
    store.delete_message(b.id)
    assert texts(store.messages(conversation.id)) == ["a", "c", "d"]
    assert texts(store.newest_messages(conversation.id, 3)) == ["a", "c", "d"]
    assert texts(store.newest_messages(conversation.id, 2)) == ["c", "d"]


def test_reading_older_messages_goes_on_over_a_deleted_one(store, chain):
    _, b, c, d = chain("a", "b", "c", "d")
    store.delete_message(b.id)
    store.delete_message(c.id)
    assert texts(store.older_messages(d.id, 1)) == ["a"]


def test_the_first_and_the_last_message_can_be_deleted(store, conversation, chain):
    a, _, c = chain("a", "b", "c")
    store.delete_message(a.id)
    store.delete_message(c.id)
    assert texts(store.messages(conversation.id)) == ["b"]


def test_a_conversation_goes_on_after_all_its_messages_are_deleted(store, conversation, chain):
    for message in chain("a", "b"):
        store.delete_message(message.id)
    assert store.messages(conversation.id) == []
    store.add_message(conversation.id, None, "user", "again")
    assert texts(store.messages(conversation.id)) == ["again"]


@pytest.mark.parametrize("which", range(3))
def test_restoring_is_the_exact_undo_of_deleting(store, conversation, chain, which):
    a, b, c = chain("a", "b", "c")
    chain("b2", "c2", below=a.id)
    chain("b3", below=a.id)
    store.select_leaf(conversation.id, b.id)
    store.add_message(conversation.id, c.id, "user", "newest below b")
    store.select_leaf(conversation.id, c.id)
    before = state(store, conversation)
    store.delete_message([a, b, c][which].id)
    assert state(store, conversation) != before
    store.restore_message([a, b, c][which].id)
    assert state(store, conversation) == before


def test_another_version_takes_the_place_of_a_deleted_one_with_its_branch(store, conversation, chain):
    (a,) = chain("a")
    chain("b1", "c1", below=a.id)
    b2, _ = chain("b2", "c2", below=a.id)
    chain("b3", "c3", below=a.id)
    store.select_leaf(conversation.id, b2.id)
    store.delete_message(b2.id)
    shown = store.messages(conversation.id)
    assert texts(shown) == ["a", "b1", "c1"]
    assert len(shown[1].sibling_ids) == 2
    assert b2.id not in shown[1].sibling_ids


def test_the_version_before_takes_the_place_of_the_last(store, conversation, chain):
    (a,) = chain("a")
    *_, last = [chain(name, below=a.id)[0] for name in ("b1", "b2", "b3")]
    store.delete_message(last.id)
    assert texts(store.messages(conversation.id)) == ["a", "b2"]


def test_the_next_version_takes_the_place_of_the_first(store, conversation, chain):
    (a,) = chain("a")
    b1, _ = chain("b1", "c1", below=a.id)
    chain("b2", "c2", below=a.id)
    chain("b3", "c3", below=a.id)
    store.select_leaf(conversation.id, b1.id)
    store.delete_message(b1.id)
    assert texts(store.messages(conversation.id)) == ["a", "b2", "c2"]


def test_no_deleted_version_takes_the_place_of_another(store, conversation, chain):
    (a,) = chain("a")
    (b1,), (b2,) = chain("b1", below=a.id), chain("b2", below=a.id)
    store.delete_message(b1.id)
    store.delete_message(b2.id)
    assert texts(store.messages(conversation.id)) == ["a"]


def test_a_version_that_is_not_shown_is_deleted_without_changing_the_branch(store, conversation, chain):
    a, b, *_ = chain("a", "b", "c")
    (hidden,) = chain("b2", below=a.id)
    store.select_leaf(conversation.id, b.id)
    store.delete_message(hidden.id)
    assert texts(store.messages(conversation.id)) == ["a", "b", "c"]
    assert store.message(b.id).sibling_ids == (b.id,)
    store.restore_message(hidden.id)
    assert texts(store.messages(conversation.id)) == ["a", "b", "c"]
    assert store.message(b.id).sibling_ids == (b.id, hidden.id)


def test_choosing_a_branch_never_ends_at_a_deleted_version(store, conversation, chain):
    a, b = chain("a", "b")
    (newer,) = chain("b2", below=a.id)
    chain("other")
    store.delete_message(newer.id)
    store.select_leaf(conversation.id, a.id)
    assert texts(store.messages(conversation.id)) == ["a", "b"]
    assert store.conversation(conversation.id).leaf_id == b.id


def test_deleting_or_restoring_twice_is_as_once(store, conversation, chain):
    _, b, c = chain("a", "b", "c")
    before = state(store, conversation)
    store.delete_message(b.id)
    store.delete_message(c.id)
    store.delete_message(b.id)
    store.restore_message(b.id)
    store.restore_message(b.id)
    store.restore_message(c.id)
    assert state(store, conversation) == before


def test_several_deletions_are_undone_in_turn(store, conversation, chain):
    a, b, c = chain("a", "b", "c")
    chain("b2", "c2", below=a.id)
    states = [state(store, conversation)]
    store.select_leaf(conversation.id, b.id)
    states = [state(store, conversation)]
    deleted = [c, b, a]
    for message in deleted:
        store.delete_message(message.id)
        states.append(state(store, conversation))
    for message, before in zip(reversed(deleted), states[-2::-1], strict=True):
        store.restore_message(message.id)
        assert state(store, conversation) == before
