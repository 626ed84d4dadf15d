"""Exporting and importing behind all windows: on a thread of its own, or on the store's where it writes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.chat.store import Store, open_for_reading
from desktop_chat.ui.background import Background
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.store_service import StoreService

if TYPE_CHECKING:
    from desktop_chat.chat.exporting.texts import ExportTexts
    from desktop_chat.chat.importing.undoing import ImportSummary, Undone
    from desktop_chat.models.known import KnownModel
    from desktop_chat.models.places.folders import Folders
    from desktop_chat.ui.exchange.other_apps import OtherApp
    from desktop_chat.ui.exchange.pdf.paper import Paper
    from desktop_chat.ui.exchange.plans import ExportPlan, Imported, Source
    from desktop_chat.ui.exchange.tasks import Steps, Task

LAST_IMPORT_MILLISECONDS: Final = 2000
"""How long after a start it is looked which import was the last one."""


class ExchangeService(QObject):
    """Begins exports and imports, one after the other, and knows the import that can be undone.

    Signals:
        imported(): an import was carried out or undone; folders, personas and prompts may be others too.
    """

    imported = Signal()

    def __init__(
        self,
        store: StoreService,
        conversations: ConversationsService,
        database: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._conversations = conversations
        self._database = database
        self._background = Background("exchange", parent=self)
        self._tasks: set[Task] = set()
        self._waiting: list[Callable[[], None]] = []  # until no task is left
        self._last_import: ImportSummary | None = None
        self._model_titles: Mapping[str, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=LAST_IMPORT_MILLISECONDS)
        self._timer.timeout.connect(self._read_last_import)
        store.opened.connect(self._timer.start)

    @property
    def last_import(self) -> ImportSummary | None:
        """The import that can be undone."""
        return self._last_import

    def set_models(self, models: Sequence[KnownModel]) -> None:
        """Call models in what goes out as they are called in their list."""
        self._model_titles = {model.path: model.title for model in models}

    # ---- out

    def export(self, plan: ExportPlan, path: Path, name: str = "") -> Task:
        """Write conversations to a file, or into a new folder of a name in the folder `path`.

        Tells `ExportProgress`, and gives where they are and their number.
        """
        from desktop_chat.ui.exchange.texts import export_texts  # noqa: PLC0415  needed for an export only

        paper = None
        if plan.format == "pdf":
            from desktop_chat.ui.exchange.pdf.paper import usual_paper  # noqa: PLC0415  needed for a PDF only

            paper = usual_paper()
        texts = export_texts(self._model_titles)
        return self._begin(lambda: _export(self._database, plan, path, name, texts=texts, paper=paper))

    def read_markdown(self, conversation_id: int) -> Task:
        """Read the shown branch of a conversation as Markdown, without reasoning."""
        from desktop_chat.ui.exchange.texts import export_texts  # noqa: PLC0415  needed for an export only

        texts = export_texts(self._model_titles)
        return self._begin(lambda: _markdown(self._database, conversation_id, texts))

    # ---- in

    def recognize(self, paths: Collection[str]) -> Task:
        """Find out which of some files and folders hold conversations; gives those paths."""
        return self._begin(lambda: _recognize(list(paths)))

    def find_other_apps(self, folders: Folders) -> Task:
        """Look for what other apps keep on this PC; gives a list of `OtherApp`."""
        return self._begin(lambda: _other_apps(folders))

    def look_into(self, path: Path) -> Task:
        """Read a file or folder; tells how much is read, 0 to 1, and gives its `Source` and an `ImportPreview`.

        The source is to be given to `carry_out` or to `let_go`.
        """
        return self._begin(lambda: _look_into(self._database, path))

    def carry_out(self, source: Source, chosen: Collection[str], folder: str = "") -> Task:
        """Import the chosen conversations of a source, all into a folder where one is named; gives `Imported`."""
        from desktop_chat.ui.exchange.tasks import StoreTask  # noqa: PLC0415  not needed for a start

        keys = frozenset(chosen)
        task = self._follow(
            StoreTask(self._store, lambda store: _carry_out(store, source, keys, folder), self)
        )
        task.done.connect(self._on_imported)
        task.ended.connect(lambda: self.let_go(source))
        task.ended.connect(self._conversations.refresh)
        return task

    def let_go(self, source: Source) -> None:
        """Remove what was unpacked of a source."""
        self._background.run(source.unpacked.close)

    def undo(self, import_id: int, done: Callable[[Undone], None]) -> None:
        """Take an import back."""

        def undone(outcome: tuple[Undone, tuple[int, ...]]) -> None:
            self._conversations.note_gone(outcome[1])
            self._read_last_import()
            self.imported.emit()
            done(outcome[0])

        self._store.run(lambda store: _undo(store, import_id), undone)

    # ---- all of it

    def stop_all(self, then: Callable[[], None]) -> None:
        """Give up everything under way, and call `then` once nothing is."""
        self._waiting.append(then)
        for task in self._tasks:
            task.cancel()
        self._go_on_when_idle()

    def close(self) -> None:
        """Give up everything under way; the app is about to end."""
        for task in self._tasks:
            task.cancel()
        self._timer.stop()
        self._background.close()

    def _begin(self, begin: Callable[[], Steps]) -> Task:
        from desktop_chat.ui.exchange.tasks import ThreadTask  # noqa: PLC0415  not needed for a start

        return self._follow(ThreadTask(self._background, begin, self))

    def _follow(self, task: Task) -> Task:
        self._tasks.add(task)
        task.ended.connect(lambda: self._on_ended(task))
        return task

    def _on_ended(self, task: Task) -> None:
        self._tasks.discard(task)
        self._go_on_when_idle()

    def _go_on_when_idle(self) -> None:
        if not self._tasks:
            waiting, self._waiting = self._waiting, []
            for then in waiting:
                then()

    def _on_imported(self, imported: Imported) -> None:
        self._conversations.note_gone(imported.gone)
        self._read_last_import()
        self.imported.emit()

    def _read_last_import(self) -> None:
        self._store.run(_newest_import, self._set_last_import, lambda _fault: None)

    def _set_last_import(self, last: ImportSummary | None) -> None:
        self._last_import = last


# ---- on other threads


def _export(
    database: Path, plan: ExportPlan, path: Path, name: str, *, texts: ExportTexts, paper: Paper | None
) -> Steps:
    from desktop_chat.chat.exporting.contents import Contents  # noqa: PLC0415  needed for an export only
    from desktop_chat.chat.exporting.export import export_steps  # noqa: PLC0415
    from desktop_chat.chat.exporting.forms import form_of  # noqa: PLC0415

    store = open_for_reading(database)
    try:
        if plan.format == "pdf" and paper is not None:
            from desktop_chat.ui.exchange.pdf.form import pdf_form  # noqa: PLC0415  needed for a PDF only

            form = pdf_form(texts, paper)
        else:
            with_library = plan.ids is None and not plan.is_folder
            form = form_of(store, plan.format, texts, with_library=with_library)
        contents = Contents(plan.all_versions, plan.reasoning)
        untitled = texts.untitled if plan.is_folder else ""
        target = _free(path / name) if plan.is_folder else path
        count = yield from export_steps(store, target, form, plan.ids, contents, untitled=untitled)
        return target, count
    finally:
        store.close()


def _free(path: Path) -> Path:
    """Give a path that is not taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name} ({number})")
    return free


def _markdown(database: Path, conversation_id: int, texts: ExportTexts) -> Steps:
    from desktop_chat.chat.exporting.contents import Contents, narrowed  # noqa: PLC0415  needed for this only
    from desktop_chat.chat.exporting.markdown_text import to_markdown  # noqa: PLC0415
    from desktop_chat.chat.exporting.reading import read_conversation  # noqa: PLC0415

    store = open_for_reading(database)
    try:
        record = narrowed(read_conversation(store, conversation_id), Contents(reasoning=False))
        yield 0.5
        return to_markdown(record, texts)
    finally:
        store.close()


def _recognize(paths: list[str]) -> Steps:
    from desktop_chat.chat.importing.inputs import sniff  # noqa: PLC0415  needed for an import only

    found = []
    for path in paths:
        if sniff(Path(path)) is not None:
            found.append(path)
        yield len(found)
    return found


def _other_apps(folders: Folders) -> Steps:
    from desktop_chat.ui.exchange.other_apps import other_apps  # noqa: PLC0415  needed for an import only

    found: list[OtherApp] = []
    for app in other_apps(folders):
        found.append(app)
        yield len(found)
    return found


def _look_into(database: Path, path: Path) -> Steps:
    from desktop_chat.chat.importing.preview import preview_steps  # noqa: PLC0415  needed for an import only
    from desktop_chat.chat.importing.read import found_in  # noqa: PLC0415
    from desktop_chat.ui.exchange.plans import Source  # noqa: PLC0415

    yield 0.0
    with ExitStack() as stack:
        unpacked = stack.enter_context(ExitStack())
        inputs = unpacked.enter_context(found_in(path))
        yield 0.0
        store = open_for_reading(database)
        stack.callback(store.close)
        preview = yield from preview_steps(store, inputs, path.name)
        return Source(path, inputs, unpacked.pop_all()), preview


def _carry_out(store: Store, source: Source, chosen: frozenset[str], folder: str) -> Steps:
    from desktop_chat.chat.importing.carrying import import_steps  # noqa: PLC0415  needed for an import only
    from desktop_chat.ui.exchange.plans import Imported  # noqa: PLC0415

    before = _ids(store)
    done = yield from import_steps(store, source.inputs, source.path.name, chosen, folder=folder)
    return Imported(done, tuple(before - _ids(store)))


def _undo(store: Store, import_id: int) -> tuple[Undone, tuple[int, ...]]:
    from desktop_chat.chat.importing.undoing import undo  # noqa: PLC0415  needed for this only

    before = _ids(store)
    undone = undo(store, import_id)
    return undone, tuple(before - _ids(store))


def _newest_import(store: Store) -> ImportSummary | None:
    from desktop_chat.chat.importing.undoing import imports  # noqa: PLC0415  not needed for a start

    return next(iter(imports(store)), None)


def _ids(store: Store) -> set[int]:
    return {one.id for one in store.conversations()}
