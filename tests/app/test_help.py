"""What the menu tells of the app itself, and the look for a newer version, at the whole app."""

import time

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton

from desktop_chat import __version__
from desktop_chat.ui.help.about import AboutDialog
from desktop_chat.ui.help.licences import LicencesDialog
from desktop_chat.ui.links.dialog import LinkDialog
from desktop_chat.ui.self_test.dialog import SelfTestDialog
from desktop_chat.ui.self_test.row import CheckRow
from desktop_chat.ui.settings.dialog import SettingsDialog
from desktop_chat.ui.updates.dialog import UpdateDialog
from desktop_chat.updates import source
from desktop_chat.updates.state import UpdateState, UpdateStateFile
from tests.support.release_server import Answer, ReleaseServer

LOOKING = '[language]\nlanguage = "en"\n[updates]\nlook = true\n'


@pytest.fixture
def server(tmp_path, monkeypatch, hub):
    """The app's releases, at the address that packaging wrote down."""
    with ReleaseServer() as server:
        (tmp_path / "packaged").mkdir()
        (tmp_path / "packaged" / "release.toml").write_text(f'repository = "{server.repository}"')
        monkeypatch.setattr(source, "assets_folder", lambda: tmp_path / "packaged")
        yield server


def choose(person, entry):
    """Choose an entry of the window's menu."""
    person.click(person.window.top_bar.menu_button)
    person.choose_in_menu(entry)


def said(dialog):
    """Give the words of its labels, without the marks around those of others."""
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
    return words.replace("\u2068", "").replace("\u2069", "")


def press(person, dialog, text):
    (button,) = [
        each for each in dialog.findChildren(QPushButton) if each.isVisible() and each.text() == text
    ]
    person.click(button)


def check_updates(person):
    choose(person, "Check for updates")
    return person.wait_for(UpdateDialog)


def kept(person):
    return UpdateStateFile(person.paths.updates_file).read()


# ---- this computer


def test_the_check_tells_each_thing_and_gives_a_report(person, tmp_path):
    person.start()
    choose(person, "Check this computer")
    dialog = person.wait_for(SelfTestDialog)
    person.wait(lambda: "Everything works." in said(dialog))
    names = [row.accessibleName().partition(":")[0] for row in dialog.findChildren(CheckRow)]
    assert names == [
        "This PC",
        "Window and fonts",
        "Engine",
        "A reply of a tiny model",
        "Saving conversations",
        "Folders",
    ]
    press(person, dialog, "Copy the report")
    report = QGuiApplication.clipboard().text()
    assert report.startswith(f"Desktop Chat {__version__} · self-test\n")
    assert "Everything works." in report
    assert "clipboard" in said(dialog)
    press(person, dialog, "Save…")
    person.wait_for(QFileDialog).fileSelected.emit(str(tmp_path / "보고서.txt"))
    person.wait(lambda: "Saved as “" in said(dialog))
    assert (tmp_path / "보고서.txt").read_text("utf-8") == report


def test_a_report_that_cannot_be_saved_is_said(person, tmp_path):
    person.start()
    choose(person, "Check this computer")
    dialog = person.wait_for(SelfTestDialog)
    person.wait(lambda: person.has_button("Save…", dialog) and person.button("Save…", dialog).isEnabled())
    (tmp_path / "in the way").write_text("")
    press(person, dialog, "Save…")
    person.wait_for(QFileDialog).fileSelected.emit(str(tmp_path / "in the way" / "report.txt"))
    person.wait(lambda: "The report was not saved" in said(dialog))


def test_what_does_not_work_is_said_with_what_to_do(person, monkeypatch, tmp_path):
    from desktop_chat.self_test import tiny_model

    monkeypatch.setattr(tiny_model, "assets_folder", lambda: tmp_path)
    person.start()
    choose(person, "Check this computer")
    dialog = person.wait_for(SelfTestDialog)
    person.wait(lambda: "Something does not work." in said(dialog))
    assert "Install the app again." in said(dialog)
    monkeypatch.undo()
    press(person, dialog, "Check again")
    person.wait(lambda: "Everything works." in said(dialog))
    person.wait(lambda: len([row for row in dialog.findChildren(CheckRow) if row.isVisible()]) == 6)


def test_the_app_ends_while_it_is_checked(person):
    person.start()
    choose(person, "Check this computer")
    person.wait_for(SelfTestDialog)
    person.leave()
    assert person.app is None


# ---- about it


def test_about_tells_versions_and_leads_to_the_licences(person, models):
    person.start_with(models["greeter"])
    choose(person, "About Desktop Chat")
    about = person.wait_for(AboutDialog)
    assert f"Desktop Chat {__version__}" in said(about)
    assert f"llama.cpp {person.app.engines.machine.build}" in said(about)
    assert "Qt 6" in said(about)
    assert "MIT" in said(about)
    press(person, about, "Third-party licences")
    licences = person.wait_for(LicencesDialog)
    person.wait(lambda: "msgspec" in licences.text.toPlainText())
    person.qtbot.keyClicks(licences.search, "Permission is hereby")
    assert licences.text.textCursor().block().text().startswith("Permission is hereby")
    at, total = map(int, said(licences).split(" / "))
    assert (at, total > 3) == (1, True)
    person.press("Return", licences.search)
    assert said(licences) == f"2 / {total}"
    person.press("Up", licences.search)
    person.press("Up", licences.search)
    assert said(licences) == f"{total} / {total}"
    person.press("Escape", licences.search)
    assert licences.isVisible()
    person.press("Escape", licences.search)
    assert not licences.isVisible()


def test_about_leads_to_the_check(person):
    person.start()
    choose(person, "About Desktop Chat")
    press(person, person.wait_for(AboutDialog), "Check this computer")
    assert person.wait_for(SelfTestDialog)


# ---- updates, asked for


def test_a_newer_version_is_told_with_what_changed_and_its_page_opens_once_it_is_meant(
    person, server, opened
):
    notes = "Now with **speed**. [More](https://example.org/x) ![](http://127.0.0.1:9/pixel.png)"
    server.publish(server.release("v9.1.0", notes), server.release("v9.0.0"), server.release("v9.2.0-rc.1"))
    person.start()
    assert server.requests == []
    dialog = check_updates(person)
    person.wait(lambda: "Desktop Chat 9.1.0 is available." in said(dialog))
    assert f"You have {__version__}." in said(dialog)
    shown = [box.text for box in dialog._notes._view.stack.boxes]
    assert "Desktop Chat v9.1.0" in shown
    assert "Desktop Chat v9.0.0" in shown
    assert any(text.startswith("Now with speed. More") for text in shown)
    press(person, dialog, "Open the download page")
    question = person.wait_for(LinkDialog)
    assert opened == []
    press(person, question, "Open")
    assert opened == [f"{server.repository}/releases/tag/v9.1.0"]
    person.wait(lambda: kept(person).looked_at)  # written in the background
    assert kept(person).looked_at == pytest.approx(time.time(), abs=60)


def test_a_page_elsewhere_is_not_opened(person, server, opened):
    server.publish(server.release("v9.0.0", html_url="https://evil.example/x"))
    person.start()
    dialog = check_updates(person)
    person.wait(lambda: person.has_button("Open the download page", dialog))
    press(person, dialog, "Open the download page")
    press(person, person.wait_for(LinkDialog), "Open")
    assert opened == [f"{server.repository}/releases"]


def test_the_newest_version_is_told(person, server):
    server.publish(server.release(f"v{__version__}"), server.release("v9.0.0", draft=True))
    person.start()
    dialog = check_updates(person)
    person.wait(lambda: "You have the newest version." in said(dialog))
    assert not person.has_button("Open the download page", dialog)


def test_a_server_that_fails_is_told_and_asked_again(person, server):
    server.answer = Answer(b"", 500)
    person.start()
    dialog = check_updates(person)
    person.wait(lambda: "(500)" in said(dialog))
    server.publish()
    press(person, dialog, "Try again")
    person.wait(lambda: "You have the newest version." in said(dialog))


def test_nothing_is_asked_while_the_app_is_to_stay_offline(person, server):
    person.write_settings('[language]\nlanguage = "en"\n[network]\noffline = true\n[updates]\nlook = true\n')
    person.start()
    dialog = check_updates(person)
    assert "set to stay offline" in said(dialog)
    assert server.requests == []


def test_a_build_without_an_address_says_so(person):
    person.start()
    assert "does not know where its updates are published" in said(check_updates(person))


# ---- updates, by themselves


def toast(person):
    return said(person.window.toast)


def test_by_itself_the_app_looks_for_nothing(person, server):
    server.publish(server.release("v9.0.0"))
    person.start()
    person.wait(lambda: not person.app._begin_timer.isActive())
    assert person.app._help is None
    assert server.requests == []


def test_where_it_is_wanted_a_newer_version_is_told_once_a_day_until_it_is_skipped(person, server):
    person.write_settings(LOOKING)
    server.publish(server.release("v9.0.0"))
    person.start()
    person.wait(lambda: "Desktop Chat 9.0.0 is available." in toast(person))
    press(person, person.window.toast, "What changed")
    dialog = person.wait_for(UpdateDialog)
    press(person, dialog, "Skip this version")
    person.wait(lambda: kept(person).skipped == "9.0.0")
    looked = kept(person)
    person.restart()
    person.wait(lambda: not person.app._begin_timer.isActive())
    person.app.help.updates._disk.close()  # what was to be read is read
    assert len(server.requests) == 1
    assert kept(person) == looked


def test_a_skipped_version_is_not_told_the_next_day_but_a_newer_one_is(person, server):
    person.write_settings(LOOKING)
    person.paths.make()
    UpdateStateFile(person.paths.updates_file).skip("9.0.0")
    server.publish(server.release("v9.0.0"))
    person.start()
    person.wait(lambda: kept(person).looked_at)
    assert toast(person) == ""
    dialog = check_updates(person)  # asked for, it is told all the same
    person.wait(lambda: "9.0.0 is available" in said(dialog))
    person.leave()
    assert kept(person).skipped == "9.0.0"
    UpdateStateFile(person.paths.updates_file).note_looked(1.0)
    server.publish(server.release("v9.0.0"), server.release("v9.0.1"))
    person.start()
    person.wait(lambda: "9.0.1 is available" in toast(person))


def test_switched_on_it_looks_at_once(person, server):
    server.publish(server.release("v9.0.0"))
    person.start()
    person.press("Ctrl+,")
    settings = person.wait_for(SettingsDialog)
    settings.show_page("downloads")
    person.click(person.button("Look for updates of the app", settings))
    person.wait(lambda: server.requests)
    settings.accept()
    person.wait(lambda: "9.0.0 is available" in toast(person))


def test_a_look_that_fails_by_itself_says_nothing(person, server):
    person.write_settings(LOOKING)
    server.answer = Answer(b"", 404)
    person.start()
    failed = []
    person.app.models.hub.failed.connect(lambda _number, fault: failed.append(fault.code))
    person.wait(lambda: failed == ["updates_failed"])
    assert toast(person) == ""
    assert not any(isinstance(each, QDialog) and each.isVisible() for each in person.qapp.topLevelWidgets())
    assert kept(person) == UpdateState()
