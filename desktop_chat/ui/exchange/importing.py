"""An import of one window from the choice of a file to what was brought in, which can be undone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from desktop_chat.chat.importing.carrying import ImportProgress
from desktop_chat.chat.importing.preview import ImportPreview
from desktop_chat.chat.importing.undoing import Undone
from desktop_chat.faults import Fault
from desktop_chat.models.places.folders import Folders
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.exchange.import_dialog import ImportDialog
from desktop_chat.ui.exchange.plans import Imported, Source
from desktop_chat.ui.exchange.service import ExchangeService
from desktop_chat.ui.exchange.tasks import Task
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.places import Places
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.widgets.dialogs import show_dialog

_TOAST_SECONDS = 15.0


class Importing(QObject):
    """One dialog above one window, as long as it is open."""

    def __init__(
        self,
        window: MainWindow,
        exchange: ExchangeService,
        conversations: ConversationsService,
        places: Places,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._exchange = exchange
        self._conversations = conversations
        self._dialog: ImportDialog | None = None
        self._source: Source | None = None  # what is shown
        self._task: Task | None = None
        self._places = places
        self._folder = places.folder("import") or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DownloadLocation
        )

    def open(self, path: Path | None = None) -> None:
        """Let the user choose a file, or show at once what is in one."""
        if self._dialog is None:
            self._dialog = self._made()
        if path is not None:
            self._look_into(path)
        self._dialog.raise_()

    def undo(self, import_id: int) -> None:
        """Take an import back, and say what left."""
        self._exchange.undo(import_id, self._say_undone)

    def _made(self) -> ImportDialog:
        dialog = ImportDialog(self._window.theme_manager, self._window)
        dialog.source.file_wanted.connect(self._ask_for_file)
        dialog.source.folder_wanted.connect(self._ask_for_folder)
        dialog.source.app_chosen.connect(lambda app: self._look_into(app.path))
        dialog.import_wanted.connect(self._carry_out)
        dialog.back_wanted.connect(self._go_back)
        dialog.given_up.connect(self._give_up)
        self._exchange.find_other_apps(Folders.of_user()).done.connect(dialog.source.set_found)
        self._places.follow(dialog, "import")
        show_dialog(dialog)
        return dialog

    # ---- where from

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self._dialog, self.tr("Choose a file with conversations"), self._folder)
        kinds = self.tr("Conversations (*.json *.zip *.chat)")
        dialog.setNameFilters([kinds, self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._ask(dialog)

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self._dialog, self.tr("Choose a folder with conversations"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.fileSelected.connect(self._on_path)
        show_dialog(dialog)

    def _on_path(self, path: str) -> None:
        self._folder = str(Path(path).parent)
        self._places.keep_folder("import", self._folder)
        self._look_into(Path(path))

    # ---- what is in it

    def _look_into(self, path: Path) -> None:
        if self._dialog is None:
            return
        self._let_go()
        text = self.tr("“{name}” is being read…").replace("{name}", path.name)
        self._dialog.show_work(text, can_go_back=True)
        task = self._task = self._exchange.look_into(path)
        task.progressed.connect(self._show_share)
        task.done.connect(lambda found: self._on_read(*found))
        task.failed.connect(self._refuse)
        task.ended.connect(lambda: self._on_ended(task))

    def _show_share(self, share: float) -> None:
        if self._dialog is not None:
            self._dialog.set_progress(share or None)

    def _on_read(self, source: Source, preview: ImportPreview) -> None:
        self._task = None
        self._source = source
        if self._dialog is None:
            self._let_go()
        else:
            folders = [folder.name for folder in self._conversations.folders]
            self._dialog.show_preview(preview, source.path.name, folders)

    def _refuse(self, fault: Fault) -> None:
        self._task = None
        if self._dialog is not None:
            self._dialog.show_source(sentence(fault))

    def _go_back(self) -> None:
        self._let_go()
        if self._dialog is not None:
            self._dialog.show_source()

    # ---- carrying out

    def _carry_out(self, keys: frozenset[str], folder: str) -> None:
        source, self._source = self._source, None
        if self._dialog is None or source is None:
            return
        self._dialog.show_work(self.tr("Conversations are being imported…"), can_go_back=False)
        task = self._task = self._exchange.carry_out(source, keys, folder)
        task.progressed.connect(self._show_progress)
        task.done.connect(self._on_imported)
        task.failed.connect(self._refuse)
        task.ended.connect(lambda: self._on_ended(task))

    def _show_progress(self, progress: ImportProgress) -> None:
        if self._dialog is not None:
            detail = self.tr("{count} so far").replace("{count}", QLocale().toString(progress.conversations))
            self._dialog.set_progress(progress.fraction, detail if progress.conversations else "")

    def _on_imported(self, imported: Imported) -> None:
        self._task = None
        self._close()
        done = imported.done
        if done.conversations or not done.skipped:
            words = self.tr("%n conversation(s) imported.", "", done.conversations)
        else:
            words = self.tr("Nothing could be imported.")
        self._window.toast.offer_undo(words, lambda: self.undo(done.import_id), seconds=_TOAST_SECONDS)

    def _say_undone(self, undone: Undone) -> None:
        words = self.tr("%n conversation(s) removed again.", "", undone.removed)
        if undone.kept:
            words += " " + self.tr("%n in which you wrote stayed.", "", undone.kept)
        self._window.toast.show_message(words)

    # ---- its end

    def _give_up(self) -> None:
        self._let_go()
        self._dialog = None

    def _on_ended(self, task: Task) -> None:
        """Close the dialog where something else than it gave up the work."""
        if self._task is task and self._dialog is not None:
            self._task = None
            self._dialog.reject()

    def _let_go(self) -> None:
        """Give up what is being done, and what is shown."""
        task, self._task = self._task, None
        source, self._source = self._source, None
        if task is not None:
            task.cancel()
        if source is not None:
            self._exchange.let_go(source)

    def _close(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.done(ImportDialog.DialogCode.Accepted)
