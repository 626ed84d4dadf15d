"""Every surface of the app, opened at the real window: what is checked of all is checked of each of these."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QMessageBox, QWidget

from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.chat.store import Store, open_store
from desktop_chat.engine.protocol import GenerateOptions, Timings
from desktop_chat.faults import Fault
from desktop_chat.models.catalog import Licence
from desktop_chat.models.library import KnownModel
from desktop_chat.models.places.found import FoundModel
from desktop_chat.ui.links.address import address_of
from desktop_chat.ui.sidebar.search.page import SearchPage
from desktop_chat.ui.widgets.dialogs import show_dialog
from tests.app.person import Person

RICH = """# A heading

Some **bold** text with `code`, a [link](https://example.org), and a formula $a^2 + b^2$.

- one
  1. inner
- [x] done

> A quote

```python
def hello(name: str) -> str:
    return f"Hello {name}"
```

| name | size |
|------|-----:|
| a    |    1 |
"""
TITLES = ("Plan a trip", "한국어 대화", "שלום עולם", "Notes")
COMPARED = "Two answers"
DELETED = "Thrown away"


def write_conversations(person: Person) -> None:
    """Put conversations, folders and prompts into the store, before a start."""
    store = open_store(person.paths.database).store
    folder = store.create_folder("Work")
    for at, title in enumerate(TITLES):
        conversation = store.create_conversation(folder_id=folder.id if at == 0 else None)
        store.set_title(conversation.id, title, "user")
        _answer(store, conversation.id, _ask(store, conversation.id, "How does it work?"))
    archived, deleted, compared = (store.create_conversation().id for _ in range(3))
    for each, title in ((archived, "Done with"), (deleted, DELETED), (compared, COMPARED)):
        store.set_title(each, title, "user")
        asked = _ask(store, each, "Which?")
        if each == compared:
            other = store.add_message(each, asked, "assistant", "The other one.", model="/models/other.gguf")
        _answer(store, each, asked)
    store.set_beside(compared, other.id)
    store.set_pinned(compared, True)
    store.set_archived(archived, True)
    store.delete(deleted)
    store.close()


def _ask(store: Store, conversation: int, text: str) -> int:
    attached = (Attachment("notes.txt", "Some notes\n" * 40),)
    return store.add_message(conversation, None, "user", text, attachments=attached).id


def _answer(store: Store, conversation: int, asked: int) -> None:
    made = store.add_message(conversation, asked, "assistant", RICH, model="/models/one.gguf")
    store.finish_message(
        made.id,
        RICH,
        "First I think.",
        "done",
        timings=Timings(12, 0, 0.5, 80, 4.0, 0.6),
        options=GenerateOptions(),
    )


# ---- the surfaces: each gives the windows that are open then


def empty_window(person: Person) -> list[QWidget]:
    person.press("Ctrl+N")
    person.wait(person.window.empty_state.isVisible)
    return [person.window]


def conversation(person: Person, title: str = TITLES[1]) -> list[QWidget]:
    open_conversation(person, title)
    person.transcript.step_message(-1)
    return [person.window]


def open_conversation(person: Person, title: str) -> None:
    """Open a conversation and wait until it is shown."""
    person.wait(lambda: title in person.titles)
    listed = person.app.services.conversations.conversations
    number = next(each.id for each in listed if each.title == title)
    person.window.sidebar.conversation_chosen.emit(number)
    person.wait(lambda: person.conversation is not None and person.conversation.id == number)
    person.wait(lambda: person.transcript.views)


def search_in_sidebar(person: Person) -> list[QWidget]:
    person.press("Ctrl+Shift+F")
    person.qtbot.keyClicks(QApplication.focusWidget(), "work")
    person.wait(lambda: any(each.isVisible() for each in person.window.findChildren(SearchPage)))
    return [person.window]


def place(person: Person, name: str) -> list[QWidget]:
    person.wait(lambda: TITLES[0] in person.titles)
    person.window.sidebar.show_place(name)
    return [person.window]


def narrow_sidebar(person: Person) -> list[QWidget]:
    person.press("Ctrl+Shift+S")
    return [person.window]


def palette(person: Person) -> list[QWidget]:
    person.press("Ctrl+K")
    return [person.window]


def attachments(person: Person) -> list[QWidget]:
    items = (Attachment("notes.txt", "Some notes"), Attachment("main.py", "print(1)"))
    person.composer.set_draft(Draft("Read this", items))
    return [person.window]


def prompts(person: Person) -> list[QWidget]:
    person.type("/")
    return [person.window]


def edited_message(person: Person) -> list[QWidget]:
    open_conversation(person, TITLES[1])
    person.press("Alt+Up")
    person.wait(lambda: person.composer.is_editing)
    return [person.window]


def queued_message(person: Person) -> list[QWidget]:
    open_conversation(person, TITLES[1])
    person.composer.set_queued(Draft("And then?"))
    return [person.window]


def banner_and_toast(person: Person) -> list[QWidget]:
    person.app.show_fault(Fault("file_missing", {"name": "small.gguf"}))
    person.window.toast.show_message("Conversation deleted.", "Undo", lambda: None)
    return [person.window]


def switcher(person: Person) -> list[QWidget]:
    person.press("Ctrl+M")
    person.wait(person.window.switcher.isVisible)
    return [person.window.switcher]


def window_menu(person: Person) -> list[QWidget]:
    person.press("F10")
    return [person.wait_for(QMenu)]


def message_menu(person: Person) -> list[QWidget]:
    conversation(person)
    person.reply.open_menu(person.window.mapToGlobal(person.window.rect().center()))
    return [person.wait_for(QMenu)]


def details(person: Person) -> list[QWidget]:
    from desktop_chat.ui.chat.reply_details import ReplyDetails

    conversation(person)
    person.reply.open_details()
    return [person.wait_for(ReplyDetails)]


def settings(person: Person, page: str) -> list[QWidget]:
    from desktop_chat.ui.settings.dialog import SettingsDialog

    person.press("Ctrl+,")
    dialog = person.wait_for(SettingsDialog)
    dialog.show_page(page)
    for fold in dialog._pages.currentWidget().findChildren(QWidget):
        if fold.property("kind") == "link" and fold.isCheckable():
            fold.setChecked(True)
    return [dialog]


def shortcuts(person: Person) -> list[QWidget]:
    person.press("Ctrl+/")
    return [person.wait_for(QDialog)]


def personas(person: Person, page: str) -> list[QWidget]:
    from desktop_chat.ui.personas.dialog import PersonaDialog

    surface = person.app.controller._personas
    person.wait(lambda: person.app.personas.personas)
    surface.edit() if page == "personas" else surface.edit_prompts()
    return [person.wait_for(PersonaDialog)]


def persona_picker(person: Person) -> list[QWidget]:
    from desktop_chat.ui.personas.picker import PersonaPicker

    person.wait(lambda: person.app.personas.personas)
    person.press("Ctrl+Shift+P")
    return [person.wait_for(PersonaPicker)]


def this_conversation(person: Person) -> list[QWidget]:
    person.press("Ctrl+Shift+I")
    return [person.wait_for(QDialog)]


def about(person: Person) -> list[QWidget]:
    from desktop_chat.ui.help.about import AboutDialog

    person.app.help.show("about")
    return [person.wait_for(AboutDialog)]


def app_licences(person: Person) -> list[QWidget]:
    from desktop_chat.ui.help.licences import LicencesDialog

    (dialog,) = about(person)
    dialog.licences_requested.emit()
    licences = person.wait_for(LicencesDialog)
    person.wait(lambda: "PySide6" in licences.text.toPlainText())
    person.qtbot.keyClicks(licences.search, "lgpl")
    return [licences]


def self_test(person: Person, *, shows_report: bool = False) -> list[QWidget]:
    from desktop_chat.faults import Fault
    from desktop_chat.self_test.result import Check
    from desktop_chat.ui.self_test.dialog import SelfTestDialog

    person.app.help.show("check")
    dialog = person.wait_for(SelfTestDialog)
    person.wait(dialog._again.isEnabled)
    reason = {"name": "~/models", "reason": "Permission denied"}
    dialog.add_check(Check("folders", "failed", faults=(Fault("self_test_folder", reason),)))
    dialog._fold.setChecked(shows_report)
    return [dialog]


def updates(person: Person, state: str) -> list[QWidget]:
    from desktop_chat.ui.updates.dialog import UpdateDialog
    from desktop_chat.updates.releases import Release

    person.app.help.show("updates")
    dialog = person.wait_for(UpdateDialog)  # the sources name no address, which it says
    if state == "found":
        page = "https://example.org/a/b/releases"
        dialog.show_releases([Release("9.0.0", "Nine", RICH, page), Release("8.0.0", "Eight", "Well.", page)])
    return [dialog]


def link(person: Person) -> list[QWidget]:
    from desktop_chat.ui.links.dialog import LinkDialog

    return [
        _shown(
            person, LinkDialog(person.app.theme_manager, address_of("https://example.org/a"), person.window)
        )
    ]


def licence(person: Person) -> list[QWidget]:
    from desktop_chat.ui.models.licence_dialog import LicenceDialog

    open_licence = Licence("open", "Open License", "https://example.org/license", "Use it.", "쓰세요.")
    return [
        _shown(
            person,
            LicenceDialog(person.app.theme_manager, open_licence, "en", title="Small", parent=person.window),
        )
    ]


def token(person: Person) -> list[QWidget]:
    from desktop_chat.ui.models.token_dialog import TokenDialog

    dialog = TokenDialog(
        person.app.theme_manager, "https://hub.example/", repository="a/b", parent=person.window
    )
    return [_shown(person, dialog)]


def found_models(person: Person) -> list[QWidget]:
    from desktop_chat.ui.models.found_dialog import FoundDialog

    dialog = FoundDialog(person.app.theme_manager, person.window)
    dialog.set_found(
        [
            FoundModel("/lm/small.gguf", "lm_studio", "Small", 2_000_000_000),
            FoundModel("/lm/large.gguf", "lm_studio", "Large", 8_000_000_000),
        ]
    )
    return [_shown(person, dialog)]


def remove_model(person: Person) -> list[QWidget]:
    from desktop_chat.ui.models.remove_dialog import RemoveDialog

    model = KnownModel("/models/large.gguf", "Large 32B", 19_800_000_000, place="own")
    return [_shown(person, RemoveDialog(model, files=3, parent=person.window))]


def models_window(person: Person, kind: str = "") -> list[QWidget]:
    from desktop_chat.ui.models.entries import EntryKey
    from desktop_chat.ui.models.window import ModelsWindow
    from tests.ui.models import shelf_samples as samples

    window = ModelsWindow(person.app.theme_manager)
    person.keep(window)
    window.set_catalog(samples.CATALOG, samples.LICENCES, samples.UNAVAILABLE)
    window.set_recommended(samples.OFFERS)
    window.set_fits(samples.QWEN_KEY, samples.fits_of(samples.QWEN, "fits", "fits", "tight"))
    if kind:
        window.set_installed(samples.INSTALLED)
        window.set_downloads(samples.DOWNLOADS)
        window.set_progress(samples.RUNNING.id, samples.PROGRESS)
    key = {"download": EntryKey("download", samples.RUNNING.id), "catalog": samples.QWEN_KEY}.get(kind)
    if kind == "installed":
        key = EntryKey("installed", samples.INSTALLED[0].path)
    window.show()
    window.activateWindow()
    person.wait(window.isActiveWindow)
    if key is not None:
        window.show_entry(key)
    if kind == "search":
        field = next(each for each in window.findChildren(QLineEdit) if each.isVisible())
        person.qtbot.keyClicks(field, "gem")
    return [window]


def export(person: Person, ids: tuple[int, ...] | None = None) -> list[QWidget]:
    from desktop_chat.ui.exchange.export_dialog import ExportDialog

    person.app.controller.exchange.export(ids)
    return [person.wait_for(ExportDialog)]


def import_source(person: Person) -> list[QWidget]:
    from desktop_chat.ui.exchange.import_dialog import ImportDialog
    from desktop_chat.ui.exchange.other_apps import OtherApp

    person.app.controller.exchange.import_from()
    dialog = person.wait_for(ImportDialog)
    person.wait(lambda: dialog.source.is_known)
    dialog.source.set_found([OtherApp("jan", Path("/home/someone/Jan/data/threads"), 3)])
    return [dialog]


def import_preview(person: Person) -> list[QWidget]:
    from desktop_chat.ui.exchange.import_dialog import ImportDialog
    from tests.support.other_apps import open_webui

    asked = open_webui.message("1", None, "user", "Hello")
    chats = [open_webui.chat([asked], "1", id=str(number)) for number in range(3)]
    path = open_webui.write(person.paths.data / "export.json", [*chats, {"chat": {"messages": []}}])
    person.app.controller.exchange.import_from(path)
    dialog = person.wait_for(ImportDialog)
    person.wait(dialog.preview.isVisible)
    dialog.preview.unfold_skipped()
    return [dialog]


def backups(person: Person) -> list[QWidget]:
    from desktop_chat.ui.backups.dialog import BackupsDialog

    person.app.controller.exchange.backups_requested.emit()
    dialog = person.wait_for(BackupsDialog)
    dialog.backup_wanted.emit()
    person.wait(lambda: dialog.chosen is not None)
    return [dialog]


def restore(person: Person) -> list[QWidget]:
    (dialog,) = backups(person)
    dialog.restore_wanted.emit(dialog.chosen)
    return [person.wait_for(QMessageBox)]


def _shown(person: Person, dialog: QDialog) -> QDialog:
    show_dialog(dialog)
    person.wait(dialog.isVisible)
    return dialog


SURFACES: dict[str, Callable[[Person], list[QWidget]]] = {
    "empty window": empty_window,
    "conversation": conversation,
    "side by side": partial(conversation, title=COMPARED),
    "search": search_in_sidebar,
    "archive": partial(place, name="archive"),
    "bin": partial(place, name="bin"),
    "narrow sidebar": narrow_sidebar,
    "palette": palette,
    "attachments": attachments,
    "prompt menu": prompts,
    "edited message": edited_message,
    "queued message": queued_message,
    "banner and toast": banner_and_toast,
    "model switcher": switcher,
    "window menu": window_menu,
    "message menu": message_menu,
    "details": details,
    **{
        f"settings, {page}": partial(settings, page=page)
        for page in ("replies", "chat", "engine", "downloads", "appearance", "storage")
    },
    "shortcuts": shortcuts,
    "personas": partial(personas, page="personas"),
    "prompts": partial(personas, page="prompts"),
    "persona picker": persona_picker,
    "this conversation": this_conversation,
    "about": about,
    "licences of the app": app_licences,
    "check this computer": self_test,
    "report": partial(self_test, shows_report=True),
    "updates": partial(updates, state=""),
    "updates, found": partial(updates, state="found"),
    "link": link,
    "export": export,
    "export one": partial(export, ids=(1,)),
    "import, where from": import_source,
    "import, what": import_preview,
    "backups": backups,
    "restore": restore,
    "licence": licence,
    "token": token,
    "found models": found_models,
    "remove a model": remove_model,
    "models": models_window,
    **{
        f"models, {kind}": partial(models_window, kind=kind)
        for kind in ("installed", "download", "catalog", "search")
    },
}
