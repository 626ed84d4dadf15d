import pytest


def names(store):
    return [folder.name for folder in store.folders()]


def test_folders_are_in_the_order_they_were_made(store):
    made = [store.create_folder(name) for name in ("일", "study", "")]
    assert store.folders() == made
    assert made[0].position < made[1].position < made[2].position


def test_a_folder_can_be_renamed(store):
    folder = store.create_folder("일")
    store.rename_folder(folder.id, "공부")
    assert names(store) == ["공부"]


def test_a_folder_goes_between_two_others(store):
    first, second, third = (store.create_folder(name) for name in "abc")
    store.move_folder(third.id, (first.position + second.position) / 2)
    assert names(store) == ["a", "c", "b"]
    store.move_folder(first.id, second.position + 1)
    assert names(store) == ["c", "b", "a"]


def test_folders_can_be_put_into_the_same_gap_again_and_again(store):
    for name in "abc":
        store.create_folder(name)
    for _ in range(200):
        first, second, third = store.folders()
        store.move_folder(third.id, (first.position + second.position) / 2)
        assert [one.id for one in store.folders()] == [first.id, third.id, second.id]


def test_conversations_are_put_into_a_folder_and_out_again(store):
    folder = store.create_folder("일")
    conversation = store.create_conversation()
    store.set_folder(conversation.id, folder.id)
    assert store.conversations()[0].folder_id == folder.id
    store.set_folder(conversation.id, None)
    assert store.conversation(conversation.id).folder_id is None


def test_deleting_a_folder_keeps_its_conversations_also_those_in_the_bin(store, talk):
    folder = store.create_folder("일")
    other = store.create_folder("b")
    conversation_id, messages = talk(store, 1, folder_id=folder.id)
    deleted = store.create_conversation(folder_id=folder.id)
    elsewhere = store.create_conversation(folder_id=other.id)
    store.delete(deleted.id)
    store.delete_folder(folder.id)
    assert names(store) == ["b"]
    assert store.conversation(conversation_id).folder_id is None
    assert store.conversation(deleted.id).folder_id is None
    assert store.conversation(elsewhere.id).folder_id == other.id
    assert store.messages(conversation_id) == messages


@pytest.mark.parametrize(
    "call",
    [
        lambda store: store.rename_folder(9, "x"),
        lambda store: store.move_folder(9, 1.0),
        lambda store: store.delete_folder(9),
    ],
)
def test_a_folder_that_is_not_there_is_a_lookup_error(store, call):
    with pytest.raises(LookupError):
        call(store)
