"""A person gets, keeps and removes models, with the whole app and a hub on this PC."""

from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QLineEdit

from desktop_chat.ui.models.cancel_dialog import CHEAP_BYTES, CancelDialog
from desktop_chat.ui.models.entries import EntryKey
from desktop_chat.ui.models.found_dialog import FoundDialog
from desktop_chat.ui.models.licence_dialog import LicenceDialog
from desktop_chat.ui.models.remove_dialog import RemoveDialog
from desktop_chat.ui.models.template_dialog import TemplateDialog
from desktop_chat.ui.models.token_dialog import TokenDialog
from desktop_chat.ui.settings.dialog import SettingsDialog
from tests.app.models_person import ModelsPerson, repository
from tests.app.speakers import GREETING
from tests.support.hub.server import FakeRepository

TOKEN = "hf_abcdefghijklmnopqrstuvwxyz"  # made up


@pytest.fixture
def buyer(person, hub):
    return ModelsPerson(person, hub)


@pytest.fixture
def greeter(models):
    return Path(models["greeter"]).read_bytes()


def add_greeter(buyer, greeter, **facts) -> FakeRepository:
    return buyer.hub.add(repository("someone/Greeter-GGUF", ("greeter-Q8_0.gguf", greeter), **facts))


def models_on_disk(person) -> list[str]:
    return sorted(path.name for path in person.paths.models.rglob("*") if path.is_file())


def test_a_model_of_the_hub_is_found_downloaded_and_answers(buyer, greeter):
    person = buyer.person
    add_greeter(buyer, greeter, downloads=12, likes=3)
    person.start()
    buyer.open()
    buyer.search_hub("greeter")
    buyer.choose(EntryKey("hub", "someone/Greeter-GGUF"))
    buyer.press_button("Download")
    person.wait(lambda: person.app.library.models)
    model = person.app.library.models[0]
    assert model.place == "own"
    assert Path(model.path).read_bytes() == greeter
    assert models_on_disk(person) == ["greeter-Q8_0.gguf"]
    buyer.choose(EntryKey("installed", model.path))
    buyer.press_button("Chat")
    person.wait_for_model(model.path)
    assert person.ask("Hello").text == GREETING
    person.wait(lambda: person.app.models.hub.downloads == ())


def test_the_first_start_offers_a_model_and_begins_with_it(buyer, greeter):
    person = buyer.person
    person.start()
    first = person.app.models._windows[0].first  # which model it is depends on this PC
    person.wait(lambda: first._chosen is not None)
    model, file = first._chosen.model, first._chosen.file
    buyer.hub.add(repository(model.repository, (file.pattern.replace("*", "x"), greeter)))
    assert not any("api" in request.path for request in buyer.hub.requests)
    person.click(person.button("Download and start"))
    person.wait(lambda: person.app.library.models)
    path = person.app.library.models[0].path
    person.wait_for_model(path)
    assert person.app.library.find(path).catalog_id == model.id
    assert person.ask("Hello").text


def test_nothing_is_asked_of_the_hub_before_the_person_asks(buyer):
    person = buyer.person
    person.start()
    buyer.open()
    person.wait(lambda: person.app.models._advisor.catalog)
    first = next(line for line in buyer.lines if "Fits" in line)
    assert first
    assert buyer.hub.requests == []
    assert person.app.models.hub._client.pid is None


def test_a_licence_is_accepted_once_before_the_download(buyer, greeter):
    person = buyer.person
    person.start()
    buyer.open()
    catalog = person.app.models._advisor.catalog
    asking = [each for each in catalog.models if catalog.licence(each.licence).needs_acceptance]
    model = next(each for each in asking if not each.is_gated)
    name = model.files[0].pattern.replace("*", "x")
    buyer.hub.add(
        repository(model.repository, *((f.pattern.replace("*", "x"), greeter) for f in model.files))
    )
    buyer.choose(EntryKey("catalog", model.id))
    buyer.press_button("Read the licence…")
    dialog = person.wait_for(LicenceDialog)
    assert buyer.hub.requests == []
    buyer.press_button("Accept and download", dialog)
    person.wait(lambda: person.app.library.models)
    assert name.endswith(".gguf")
    assert catalog.licence(model.licence).id in person.paths.licences_file.read_text("utf-8")


def test_a_gated_model_asks_for_a_token_and_keeps_it_out_of_files(buyer, greeter):
    person = buyer.person
    buyer.hub.tokens.add(TOKEN)
    add_greeter(buyer, greeter, gated="auto", granted={TOKEN})
    person.start()
    buyer.open()
    buyer.search_hub("greeter")
    buyer.choose(EntryKey("hub", "someone/Greeter-GGUF"))
    buyer.press_button("Read the licence…")
    dialog = person.wait_for(TokenDialog)
    person.qtbot.keyClicks(dialog.findChild(QLineEdit), TOKEN)
    buyer.press_button("Keep the token", dialog)
    person.wait(lambda: person.app.library.models)
    person.leave()
    for file in (path for path in person.paths.data.parent.rglob("*") if path.is_file()):
        assert TOKEN.encode() not in file.read_bytes(), file


def test_offline_nothing_is_asked_and_it_is_said(buyer):
    person = buyer.person
    buyer.set_network(offline=True)
    person.start()
    buyer.open()
    buyer.search_hub("greeter")
    person.wait(lambda: any("offline" in line for line in buyer.lines))
    assert buyer.hub.requests == []
    assert person.app.models.hub._client.pid is None


def test_a_download_goes_on_at_the_next_start(buyer):
    person = buyer.person
    content = b"GGUF" + bytes(range(256)) * 16_384
    buyer.hub.add(repository("someone/Big-GGUF", ("big-Q8_0.gguf", content)))
    buyer.set_network(rate_limit=1_000_000)
    person.start()
    buyer.open()
    buyer.search_hub("big")
    buyer.choose(EntryKey("hub", "someone/Big-GGUF"))
    buyer.press_button("Download")
    hub = person.app.models.hub
    person.wait(lambda: any(each.state == "running" for each in hub.downloads))
    person.wait(lambda: buyer.hub.bytes_served > 500_000)
    person.leave()
    served = buyer.hub.bytes_served
    assert any(name.endswith(".part") for name in models_on_disk(person))
    buyer.set_network()
    person.start()
    target = person.paths.models / "someone" / "Big-GGUF" / "big-Q8_0.gguf"
    person.wait(target.exists)
    assert target.read_bytes() == content
    assert buyer.hub.bytes_served - served < len(content)
    assert person.app.window.sidebar is not None


def test_a_model_off_the_list_is_put_back_by_undo(buyer, models):
    person = buyer.person
    person.start_with(models["greeter"])
    person.app.library.set_notes(models["greeter"], "good")
    buyer.open()
    buyer.choose(EntryKey("installed", models["greeter"]))
    buyer.press_button("Take off the list")
    person.wait(lambda: not person.app.library.models)
    buyer.press_button("Undo", person.window)
    person.wait(lambda: person.app.library.models)
    assert person.app.library.models[0].notes == "good"


def test_an_own_model_goes_to_the_bin(buyer, models, user_home):
    person = buyer.person
    own = person.paths.models / "someone" / "mine.gguf"
    own.parent.mkdir(parents=True)
    own.write_bytes(Path(models["other"]).read_bytes())
    person.start()
    buyer.open()
    key = EntryKey("installed", str(own))
    buyer.choose(key)
    buyer.press_button("Move to the bin…")
    buyer.press_button("Move to the bin", person.wait_for(RemoveDialog))
    person.wait(lambda: not own.exists())
    person.wait(lambda: not person.app.library.models)


def test_models_of_other_apps_are_used_where_they_lie(buyer, models, user_home):
    person = buyer.person
    theirs = user_home / ".lmstudio" / "models" / "someone" / "Other-GGUF" / "other-Q8_0.gguf"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(Path(models["other"]).read_bytes())
    person.start()
    buyer.open()
    buyer.press_button("Use models of other apps")
    dialog = person.wait_for(FoundDialog)
    buyer.press_button("Add 1 model", dialog)
    person.wait(lambda: person.app.library.models)
    model = person.app.library.models[0]
    assert (model.path, model.place) == (str(theirs), "lm_studio")


def test_the_process_that_downloads_ends_with_the_app(buyer, greeter):
    person = buyer.person
    add_greeter(buyer, greeter)
    person.start()
    buyer.open()
    buyer.search_hub("greeter")
    person.wait(lambda: person.app.models.hub._client.pid is not None)
    process = psutil.Process(person.app.models.hub._client.pid)
    person.leave()
    person.wait(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


def test_much_that_is_downloaded_is_not_thrown_away_unasked(buyer):
    person = buyer.person
    content = b"GGUF" + bytes(160_000_000)
    buyer.hub.add(repository("someone/Big-GGUF", ("big-Q8_0.gguf", content)))
    buyer.set_network(rate_limit=30_000_000)
    person.start()
    buyer.open()
    buyer.search_hub("big")
    buyer.choose(EntryKey("hub", "someone/Big-GGUF"))
    buyer.press_button("Download")
    hub = person.app.models.hub
    done = []
    hub.download_progressed.connect(lambda _id, progress: done.append(progress.done_bytes))
    person.wait(lambda: done and done[-1] > CHEAP_BYTES)
    hub.pause(hub.downloads[0].id)
    person.wait(lambda: hub.downloads[0].state == "paused")
    buyer.choose(EntryKey("download", hub.downloads[0].id))
    buyer.press_button("Cancel")
    dialog = person.wait_for(CancelDialog)
    buyer.press_button("Go on", dialog)
    assert hub.downloads
    buyer.press_button("Cancel")
    buyer.press_button("Give up and delete", person.wait_for(CancelDialog))
    person.wait(lambda: not hub.downloads)
    person.wait(lambda: models_on_disk(person) == [])


def test_the_models_folder_moves_while_a_model_is_loaded(buyer, models, tmp_path):
    person = buyer.person
    own = person.paths.models / "someone" / "mine.gguf"
    own.parent.mkdir(parents=True)
    own.write_bytes(Path(models["greeter"]).read_bytes())
    person.start_with(str(own))
    target = tmp_path / "새 폴더"
    person.press("Ctrl+,")
    dialog = person.wait_for(SettingsDialog)
    dialog.move_requested.emit(str(target))  # as when a folder was chosen in the system's dialog
    moved = target / "someone" / "mine.gguf"
    person.wait(lambda: person.app.settings.storage.models_folder == str(target))
    person.wait(lambda: [model.path for model in person.app.library.models] == [str(moved)])
    assert moved.exists()
    assert not own.exists()
    assert person.app.models.hub.models_folder == str(target)
    dialog.accept()


def test_a_model_the_engine_does_not_know_names_the_nearest_one(buyer, models, tmp_path):
    person = buyer.person
    person.start()
    dolly = tmp_path / "dolly-v1-6b.gguf"
    content = Path(models["greeter"]).read_bytes()
    place = content.index(b"general.architecture") + len(b"general.architecture") + 4
    length = (4).to_bytes(8, "little")
    dolly.write_bytes(content[:place] + length + b"gptj" + content[place + 8 + len("llama") :] + bytes(64))
    person.drop(dolly)
    assert "Dolly v2" in person.wait_for_sentence("gptj", "nearest")


def test_a_models_chat_template_is_shown_above_the_models_window(buyer, models):
    person = buyer.person
    person.start_with(models["greeter"])
    buyer.open()
    buyer.choose(EntryKey("installed", models["greeter"]))
    buyer.press_button("Chat template…")
    dialog = person.wait_for(TemplateDialog)
    assert dialog.parent() is buyer.window
    dialog.close()
