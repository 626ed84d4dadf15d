"""Conversations out of the whole app and into another one, beside replies being written and other windows."""

import json
import shutil

import pytest

from desktop_chat.ui.exchange.plans import ExportPlan
from tests.app.speakers import GREETING
from tests.ui.exchange.person import Carrier


@pytest.fixture
def person(qtbot, qapp, home, user_home):
    """A person who takes conversations out and brings them in; the app is not started yet."""
    person = Carrier(qtbot, qapp)
    yield person
    person.leave()


def export_all(person, path):
    person.choose_in_all("Export all conversations…")
    person.export_to(path, "JSON")
    person.window.toast.close_now()


def test_everything_is_there_in_another_app_after_export_and_import(person, models, tmp_path):
    person.start_with(models["greeter"])
    person.ask("Hello")
    person.ask("And you?")
    person.add("제주도 여행", "어디가 좋아?", "성산일출봉")
    before = person.texts()
    export_all(person, tmp_path / "all.json")
    person.leave()
    shutil.rmtree(person.paths.data)
    person.paths.make()
    person.start()
    assert person.texts() == []
    person.bring_in(tmp_path / "all.json")
    assert person.texts() == before
    assert ("Hello", ["Hello", GREETING, "And you?", GREETING]) in before


def test_a_reply_being_written_goes_out_as_far_as_it_is_and_is_written_on(person, models, tmp_path):
    person.start_with(models["endless"])
    person.begin_reply()
    person.wait(lambda: person.do(lambda store: store.messages(store.conversations()[0].id)[-1].text))
    export_all(person, tmp_path / "all.json")
    (record,) = json.loads((tmp_path / "all.json").read_bytes())["conversations"]
    assert record["messages"][-1]["state"] == "cut"
    assert record["messages"][-1]["text"]
    assert person.reply.message.state == "writing"
    length = len(person.shown()[-1])
    person.wait(lambda: len(person.shown()[-1]) > length)
    person.press("Escape")
    person.wait(lambda: person.ended)


def test_an_app_that_is_closed_during_an_export_leaves_nothing_half(person, tmp_path):
    person.start()
    for number in range(3):
        person.add(f"Long {number}", "Hello", "Many words in a row. " * 60_000)
    person.app.services.exchange.export(ExportPlan("pdf", None), tmp_path / "long.pdf")
    person.leave()
    assert [each.name for each in tmp_path.iterdir() if "long" in each.name] == []


def test_every_window_follows_when_an_import_is_undone(person, models, tmp_path):
    person.start_with(models["greeter"])
    person.ask("Hello")
    export_all(person, tmp_path / "all.json")
    person.do(lambda store: store.purge(store.conversations()[0].id))
    person.bring_in(tmp_path / "all.json")
    (imported,) = person.app.services.conversations.conversations
    second = person.app.windows.open(imported.id)
    person.wait(lambda: second.conversation.conversation is not None)
    first = next(each for each in person.app.windows.all if each is not second)
    first.open(imported.id)
    person.wait(lambda: first.conversation.conversation.id == imported.id)
    second.exchange._importing.undo(person.app.services.exchange.last_import.id)
    person.wait(lambda: first.conversation.conversation is None and second.conversation.conversation is None)
    assert person.titles == []
