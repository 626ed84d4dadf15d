"""Exporting by the window: dialogs, files, progress, and what can go wrong."""

import json
import os
import subprocess

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QRadioButton

from desktop_chat.ui.exchange.export_dialog import ExportDialog
from desktop_chat.ui.exchange.plans import ExportPlan
from desktop_chat.ui.sidebar.requests import Export


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of a few kilobytes; gives its folder."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=False, capture_output=True)


def choice(dialog, name):
    (found,) = [each for each in dialog.findChildren(QAbstractButton) if each.text() == name]
    return found


# ---- one


def test_the_open_conversation_goes_out_as_markdown_by_keys_alone(person, tmp_path):
    person.open(person.add("제주도 여행", "어디가 좋아?", "**성산**입니다."))
    person.press("Ctrl+Shift+E")
    dialog = person.dialog(ExportDialog)
    assert dialog.focusWidget() is choice(dialog, "Markdown")
    person.press("Return", dialog.focusWidget())
    person.choose_place(tmp_path / "out.md")
    person.wait(person.window.toast.isVisible)
    assert person.window.toast.text == "Exported as “out.md”."
    text = (tmp_path / "out.md").read_text("utf-8")
    assert text.startswith("# 제주도 여행\n")
    assert "**성산**입니다." in text


def test_the_name_suggested_is_the_title_and_the_ending_that_of_the_format(person, tmp_path):
    person.open(person.add("What? A/B", "Hello"))
    person.press("Ctrl+Shift+E")
    person.choose_format("Web page (HTML)")
    person.click(person.button("Choose where…", person.dialog(ExportDialog)))
    chooser = person.wait_for(QFileDialog)
    assert [path.rpartition("/")[2] for path in chooser.selectedFiles()] == ["What A B.html"]
    chooser.reject()


def test_nothing_is_asked_where_no_conversation_is_open(person):
    person.press("Ctrl+Shift+E")
    assert not person.is_shown(ExportDialog)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("PDF", b"%PDF-1."),
        ("Plain text", b"Trip"),
        ("Web page (HTML)", b"<!doctype html>"),
        ("JSON", b'{"format":"desktop-chat"'),
    ],
)
def test_each_format_is_written(person, tmp_path, name, start):
    person.open(person.add("Trip", "Where to?", "Seongsan."))
    person.press("Ctrl+Shift+E")
    path = tmp_path / "out"
    person.export_to(path, name)
    (written,) = tmp_path.glob("out*")
    assert written.read_bytes().startswith(start)


def test_reasoning_and_other_versions_are_left_out_where_they_are_not_wanted(person, tmp_path):
    talk = person.add("Trip", "Where to?", "Seongsan.", reasoning="The user wants a place.")
    person.do(lambda store: store.add_message(talk, store.messages(talk)[0].id, "assistant", "Another one"))
    person.open(talk)
    person.press("Ctrl+Shift+E")
    dialog = person.dialog(ExportDialog)
    assert not choice(dialog, "All versions of messages, not only those shown").isEnabled()
    person.choose_format("JSON")
    assert dialog.plan() == ExportPlan("json", (talk,))
    person.click(choice(dialog, "All versions of messages, not only those shown"))
    person.click(choice(dialog, "With the reasoning of models"))
    person.export_to(tmp_path / "out.json", "JSON")
    (record,) = json.loads((tmp_path / "out.json").read_bytes())["conversations"]
    assert [one["text"] for one in record["messages"]] == ["Where to?", "Another one"]
    assert "reasoning" not in record["messages"][1]


def test_a_conversation_is_copied_as_markdown(person):
    person.open(person.add("Trip", "Where to?", "**Seongsan**.", reasoning="Hm"))
    person.press("F10")
    person.wait_for_menu_with("Copy this conversation as Markdown")
    person.choose_in_menu("Copy this conversation as Markdown")
    person.wait(lambda: "copied" in person.window.toast.text)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("# Trip\n\n## You\n")
    assert "**Seongsan**." in text
    assert "Hm" not in text


# ---- several


def test_those_chosen_in_the_sidebar_go_into_a_new_folder(person, tmp_path):
    ids = [person.add(title, "Hello") for title in ("First", "Second", "Third")]
    person.window.sidebar.requested.emit(Export(tuple(ids[:2])))
    dialog = person.dialog(ExportDialog)
    assert dialog.findChild(QRadioButton) is not None
    person.export_to(tmp_path, "Markdown")
    assert "2 conversations" in person.window.toast.text
    (folder,) = [each for each in tmp_path.iterdir() if each.name.startswith("Conversations ")]
    assert sorted(each.name for each in folder.iterdir()) == ["First.md", "Second.md"]


def test_a_folder_that_is_there_already_is_left_alone(person, tmp_path):
    for title in ("First", "Second"):
        person.add(title, "Hello")
    for _ in range(2):
        person.choose_in_all("Export all conversations…")
        person.export_to(tmp_path, "Plain text")
        person.window.toast.close_now()
    names = sorted(each.name for each in tmp_path.iterdir() if each.name.startswith("Conversations "))
    assert len(names) == 2
    assert names[1].endswith(" (2)") or names[0].endswith(" (2)")


def test_all_conversations_go_into_one_json_that_is_brought_back_whole(person, tmp_path):
    for title in ("First", "Second"):
        person.add(title, "Hello", "And you?")
    before = person.texts()
    person.choose_in_all("Export all conversations…")
    person.export_to(tmp_path / "all.json", "JSON")
    for one in person.app.services.conversations.conversations:
        person.do(lambda store, one=one: store.purge(one.id))
    assert person.texts() == []
    person.bring_in(tmp_path / "all.json")
    assert person.texts() == before


def test_several_conversations_go_into_one_pdf(person, tmp_path):
    ids = [person.add(title, "Hello", "안녕하세요") for title in ("First", "Second")]
    person.app.controller.exchange.export(tuple(ids))
    person.choose_format("PDF")
    person.click(choice(person.dialog(ExportDialog), "All in one file"))
    person.click(person.button("Choose where…", person.dialog(ExportDialog)))
    person.choose_place(tmp_path / "both.pdf")
    person.wait(person.window.toast.isVisible)
    data = (tmp_path / "both.pdf").read_bytes()
    assert data.count(b"/Type /Page\n") == 2


def test_an_export_is_given_up_from_its_dialog_and_leaves_nothing(person, tmp_path):
    for number in range(3):
        person.add(f"Long {number}", "Hello", "Many words in a row. " * 60_000)
    flow = person.app.controller.exchange._exporting
    flow.export(ExportPlan("pdf", None), tmp_path / "long.pdf")
    person.wait(lambda: person.has_button("Cancel", None))
    person.click(person.button("Cancel"))
    idle = []
    person.app.services.exchange.stop_all(lambda: idle.append(True))
    person.wait(lambda: idle)
    assert list(tmp_path.glob("*long*")) == []
    assert not person.window.toast.isVisible()


def test_what_is_exported_is_shown_in_its_folder_on_request(person, tmp_path):
    shown = []
    talk = person.add("Trip", "Hello")
    flow = person.app.controller.exchange._exporting
    flow._reveal = shown.append
    flow.export(ExportPlan("text", (talk,)), tmp_path / "out.txt")
    person.wait(person.window.toast.isVisible)
    person.click(person.button("Show in folder", person.window.toast))
    assert shown == [tmp_path / "out.txt"]


# ---- what goes wrong


def test_a_full_disk_is_told_and_nothing_half_is_left(person, small_disk):
    person.open(person.add("Long", "Hello", "Many words. " * 20_000))
    person.press("Ctrl+Shift+E")
    person.choose_format("Markdown")
    person.click(person.button("Choose where…", person.dialog(ExportDialog)))
    person.choose_place(small_disk / "out.md")
    sentence = person.wait_for_sentence("“out.md” could not be written")
    assert "No space left on device" in sentence
    assert list(small_disk.iterdir()) == []


def test_a_folder_that_vanished_is_told(person, tmp_path):
    talk = person.add("Trip", "Hello")
    gone = tmp_path / "file"
    gone.write_text("")
    person.app.controller.exchange._exporting.export(ExportPlan("text", (talk,)), gone / "out.txt")
    person.wait_for_sentence("“out.txt” could not be written", "choose another place")


def test_a_conversation_that_is_purged_meanwhile_is_left_out(person, tmp_path):
    kept, gone = person.add("Kept", "Hello"), person.add("Gone", "Hello")
    person.do(lambda store: store.purge(gone))
    flow = person.app.controller.exchange._exporting
    flow.export(ExportPlan("markdown", (gone, kept)), tmp_path / "out.md")
    person.wait(person.window.toast.isVisible)
    assert person.window.toast.text == "Exported as “out.md”."
    assert (tmp_path / "out.md").read_text("utf-8").startswith("# Kept")
