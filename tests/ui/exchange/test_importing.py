"""Importing by the window: where from, what is in it, what comes in, and the way back."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QTreeView

from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.ui.exchange.import_dialog import ImportDialog
from tests.support.other_apps import chatgpt, gpt4all, jan, lm_studio
from tests.support.other_apps.chatgpt import conversation, node


def talk(number, *texts, title=""):
    """Give a conversation of ChatGPT with messages in a row."""
    nodes = [node("root", None, None)]
    for place, text in enumerate(texts):
        role = "assistant" if place % 2 else "user"
        nodes.append(node(str(place), nodes[-1]["id"], role, text, at=1e9 + place, model_slug="gpt-4o"))
    return conversation(
        nodes, nodes[-1]["id"], title=title or f"talk {number}", conversation_id=f"id-{number}"
    )


@pytest.fixture
def file(tmp_path):
    """Write conversations as ChatGPT exports them."""
    return lambda *talks: chatgpt.write(tmp_path / "conversations.json", list(talks))


def rows(dialog):
    model = dialog.preview.rows
    found = [model.index(row) for row in range(model.rowCount())]
    ticks = {Qt.CheckState.Checked: "x", Qt.CheckState.Unchecked: " ", None: "-"}
    return [(ticks[each.data(Qt.ItemDataRole.CheckStateRole)], each.data()) for each in found]


def listed(dialog):
    return dialog.findChild(QTreeView)


# ---- where from


def test_a_file_is_chosen_from_disk_looked_at_and_brought_in(person, file):
    path = file(talk(1, "a", "b"), talk(2, "c"))
    person.choose_in_all("Import conversations…")
    dialog = person.dialog(ImportDialog)
    person.click(person.button("Choose a file…", dialog))
    person.choose_place(path)
    person.wait(dialog.preview.isVisible)
    assert rows(dialog) == [("x", "talk 1"), ("x", "talk 2")]
    assert person.texts() == []
    person.click(person.button("Import 2 conversations", dialog))
    person.wait(lambda: sorted(person.titles) == ["talk 1", "talk 2"])
    person.wait(lambda: person.window.toast.text == "2 conversations imported.")
    assert not person.is_shown(ImportDialog)
    assert person.texts() == [("talk 1", ["a", "b"]), ("talk 2", ["c"])]


def test_the_empty_list_of_conversations_offers_to_import(person):
    person.click(person.button("Import conversations…", person.window.sidebar))
    assert person.dialog(ImportDialog).source.isVisible()


def test_other_apps_on_this_pc_are_found_where_they_keep_conversations(person, user_home):
    data = user_home / ".local" / "share"
    jan.write_thread(data / "Jan" / "data", [jan.message("1", "user", "Hi Jan")])
    lm_studio.write(
        user_home / ".lmstudio" / "conversations", "1.conversation.json", [lm_studio.user("Hi LM")]
    )
    (data / "nomic.ai" / "GPT4All").mkdir(parents=True)
    gpt4all.write(data / "nomic.ai" / "GPT4All" / "gpt4all-1.chat", 12, [gpt4all.prompt("Hi GPT")])
    person.choose_in_all("Import conversations…")
    dialog = person.dialog(ImportDialog)
    person.wait(lambda: person.has_button("Look inside: GPT4All", dialog))
    assert person.has_button("Look inside: LM Studio", dialog)
    person.click(person.button("Look inside: Jan", dialog))
    person.wait(dialog.preview.isVisible)
    assert rows(dialog) == [("x", "Jan 대화")]


def test_it_is_said_where_no_other_app_is_found(person):
    person.choose_in_all("Import conversations…")
    dialog = person.dialog(ImportDialog)
    person.wait(lambda: any("usual folders" in each for each in texts_in(dialog)))


def texts_in(dialog):
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]


@pytest.mark.parametrize("place", ["window", "empty"])
def test_conversations_dropped_on_the_window_are_looked_at(person, file, place):
    path = file(talk(1, "a"))
    person.drop(path, person.window.empty_state if place == "empty" else None)
    dialog = person.dialog(ImportDialog)
    person.wait(dialog.preview.isVisible)
    assert rows(dialog) == [("x", "talk 1")]


def test_another_json_dropped_on_the_window_is_attached(person, tmp_path):
    path = tmp_path / "package.json"
    path.write_text('{"name": "app"}')
    person.drop(path)
    person.wait(lambda: [each.name for each in person.composer.draft().attachments] == ["package.json"])
    assert not person.is_shown(ImportDialog)


# ---- what is wanted


def test_only_what_is_ticked_comes_in(person, file):
    dialog = person.look_into(file(talk(1, "a"), talk(2, "b"), talk(3, "c")))
    person.press("Down", listed(dialog))
    person.press("Space", listed(dialog))
    assert rows(dialog)[1][0] == " "
    person.click(person.button("Import 2 conversations", dialog))
    person.wait(lambda: len(person.titles) == 2)
    assert [title for title, _ in person.texts()] == [row for _, row in rows_of(1, 3)]


def rows_of(*numbers):
    return [("x", f"talk {number}") for number in numbers]


def test_a_click_anywhere_on_a_row_takes_its_tick_away(person, file):
    dialog = person.look_into(file(talk(1, "a"), talk(2, "b")))
    view = listed(dialog)
    place = view.visualRect(dialog.preview.rows.index(0)).center()
    person.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [tick for tick, _ in rows(dialog)] == [" ", "x"]


def test_a_search_narrows_the_list_and_what_selecting_none_means(person, file):
    dialog = person.look_into(
        file(talk(1, "a", title="제주도 여행"), talk(2, "b"), talk(3, "c", title="여행 가방"))
    )
    search = dialog.preview.findChild(QLineEdit)
    search.setText("여행")
    assert [title for _, title in rows(dialog)] == ["제주도 여행", "여행 가방"]
    person.click(person.button("Select none", dialog))
    assert {tick for tick, _ in rows(dialog)} == {" "}
    assert person.has_button("Import 1 conversation", dialog)
    search.clear()
    person.click(person.button("Select all", dialog))
    assert person.has_button("Import 3 conversations", dialog)


def test_nothing_can_be_brought_in_where_nothing_is_ticked(person, file):
    dialog = person.look_into(file(talk(1, "a")))
    person.click(person.button("Select none", dialog))
    assert not dialog.import_button.isEnabled()


def test_what_is_here_already_is_told_and_cannot_be_ticked(person, file):
    person.bring_in(file(talk(1, "a")))
    dialog = person.look_into(file(talk(1, "a"), talk(2, "b")))
    assert rows(dialog) == [("-", "talk 1"), ("x", "talk 2")]
    person.press("Space", listed(dialog))
    assert rows(dialog)[0][0] == "-"
    read_out = dialog.preview.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Already here" in read_out


def test_what_has_grown_takes_the_place_of_what_is_here_in_the_window_too(person, file):
    person.bring_in(file(talk(1, "a")))
    person.open(person.app.services.conversations.conversations[0].id)
    dialog = person.look_into(file(talk(1, "a", "b", "c")))
    read_out = dialog.preview.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Has grown" in read_out
    person.click(dialog.import_button)
    person.wait(lambda: person.conversation is None)
    assert person.texts() == [("talk 1", ["a", "b", "c"])]


def test_all_go_into_a_new_folder_whose_name_is_typed(person, file):
    dialog = person.look_into(file(talk(1, "a"), talk(2, "b")))
    field = dialog.preview._folder.lineEdit()
    field.selectAll()
    person.qtbot.keyClicks(field, "Old chats")
    person.click(dialog.import_button)
    person.wait(lambda: [each.name for each in person.app.services.conversations.folders] == ["Old chats"])
    (folder,) = person.app.services.conversations.folders
    assert {each.folder_id for each in person.app.services.conversations.conversations} == {folder.id}


def test_records_that_cannot_be_imported_are_told_with_their_reasons_and_the_rest_comes_in(person, file):
    dialog = person.look_into(file(talk(1, "a"), None, {"title": "Empty one", "mapping": {}}))
    person.click(person.button("2 cannot be imported", dialog))
    reasons = dialog.preview._skipped
    assert reasons.isVisible()
    assert "Empty one: This conversation has no messages" in reasons.toPlainText()
    assert "2: This conversation is damaged" in reasons.toPlainText()
    person.click(person.button("Import 1 conversation", dialog))
    person.wait(lambda: person.titles == ["talk 1"])


# ---- the way back


def test_an_import_is_undone_at_once(person, file):
    person.add("Mine", "Hello")
    person.bring_in(file(talk(1, "a"), talk(2, "b")))
    person.open(
        next(one.id for one in person.app.services.conversations.conversations if one.title == "talk 1")
    )
    person.click(person.button("Undo", person.window.toast))
    person.wait(lambda: person.titles == ["Mine"])
    person.wait(lambda: person.conversation is None)
    assert person.window.toast.text == "2 conversations removed again."


def test_the_last_import_is_undone_later_also_after_a_restart(person, file):
    person.bring_in(file(talk(1, "a"), talk(2, "b")))
    person.leave()
    person.start()
    entry = "Undo the import of “conversations.json”"
    person.wait(lambda: person.app.services.exchange.last_import is not None)
    assert entry in person.entries_of_all()
    person.choose_in_all(entry)
    person.wait(lambda: person.titles == [])
    person.wait(lambda: person.app.services.exchange.last_import is None)
    assert entry not in person.entries_of_all()


def test_one_that_was_written_in_stays_when_an_import_is_undone(person, file):
    person.bring_in(file(talk(1, "a"), talk(2, "b")))
    written = next(one.id for one in person.app.services.conversations.conversations if one.title == "talk 1")
    person.do(lambda store: store.add_message(written, store.messages(written)[-1].id, "user", "more"))
    person.click(person.button("Undo", person.window.toast))
    person.wait(lambda: "removed again" in person.window.toast.text)
    assert person.window.toast.text == "1 conversation removed again. 1 in which you wrote stayed."
    assert person.titles == ["talk 1"]


def test_folders_personas_and_prompts_of_an_own_export_come_along(person, tmp_path):
    person.add("Mine", "Hello")
    persona = person.do(lambda store: store.save_persona(Persona(key="", name="Poet")))
    person.do(lambda store: store.save_prompt(SavedPrompt(0, "Greet", "Say hello")))
    person.choose_in_all("Export all conversations…")
    person.export_to(tmp_path / "all.json", "JSON")
    person.do(lambda store: store.delete_persona(persona.key))
    person.do(lambda store: store.purge(store.conversations()[0].id))
    person.bring_in(tmp_path / "all.json")
    person.wait(lambda: "Poet" in [each.name for each in person.app.services.personas.own])


# ---- what goes wrong


def test_a_file_without_conversations_is_told_and_another_one_can_be_chosen(person, tmp_path, file):
    other = tmp_path / "notes.json"
    other.write_text('{"a": 1}')
    person.app.controller.exchange.import_from(other)
    dialog = person.dialog(ImportDialog)
    person.wait(lambda: any("“notes.json” holds no conversations" in each for each in texts_in(dialog)))
    person.click(person.button("Choose a file…", dialog))
    person.choose_place(file(talk(1, "a")))
    person.wait(dialog.preview.isVisible)


def test_a_file_that_is_gone_is_told(person, tmp_path):
    person.app.controller.exchange.import_from(tmp_path / "gone.json")
    dialog = person.dialog(ImportDialog)
    person.wait(lambda: any("“gone.json” could not be read" in each for each in texts_in(dialog)))


def test_a_file_that_vanishes_while_it_is_looked_at_is_told_and_nothing_comes_in(person, file):
    path = file(talk(1, "a"))
    dialog = person.look_into(path)
    path.unlink()
    person.click(dialog.import_button)
    person.wait(lambda: any("“conversations.json” could not be read" in each for each in texts_in(dialog)))
    assert person.texts() == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(person, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    person.app.controller.exchange.import_from(closed)
    dialog = person.dialog(ImportDialog)
    person.wait(lambda: any("“closed”" in each for each in texts_in(dialog)))


def test_a_zip_is_unpacked_for_as_long_as_it_is_needed(person, tmp_path, monkeypatch):
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(unpacked))
    path = chatgpt.write_zip(tmp_path / "export.zip", [talk(1, "a"), talk(2, "b")])
    dialog = person.look_into(path)
    assert len(list(unpacked.iterdir())) == 1
    person.click(person.button("Choose another", dialog))
    person.wait(lambda: not list(unpacked.iterdir()))
    person.bring_in(path)
    person.wait(lambda: not list(unpacked.iterdir()))
    assert sorted(person.titles) == ["talk 1", "talk 2"]


def test_a_zip_that_is_cut_off_is_told(person, tmp_path):
    whole = chatgpt.write_zip(tmp_path / "export.zip", [talk(1, "a" * 50_000)])
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-40])
    person.app.controller.exchange.import_from(cut)
    dialog = person.dialog(ImportDialog)
    person.wait(lambda: any("“cut.zip”" in each for each in texts_in(dialog)))


def test_an_import_that_is_given_up_leaves_nothing(person, file):
    dialog = person.look_into(file(*(talk(number, "words " * 2000) for number in range(400))))
    person.click(dialog.import_button)
    assert dialog.is_working
    person.press("Escape", dialog)
    idle = []
    person.app.services.exchange.stop_all(lambda: idle.append(True))
    person.wait(lambda: idle)
    person.settle()
    assert person.texts() == []
    assert not person.window.toast.isVisible()


def test_a_dialog_that_is_closed_while_a_file_is_read_stays_closed(person, file):
    path = file(*(talk(number, "words " * 2000) for number in range(400)))
    person.app.controller.exchange.import_from(path)
    person.press("Escape", person.dialog(ImportDialog))
    idle = []
    person.app.services.exchange.stop_all(lambda: idle.append(True))
    person.wait(lambda: idle)
    assert not person.is_shown(ImportDialog)
