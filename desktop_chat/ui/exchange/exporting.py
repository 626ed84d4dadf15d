"""An export of one window from the question to the file: what, where, how far, and where it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop_chat.chat.exporting.export import ExportProgress
from desktop_chat.chat.exporting.file_names import safe_name
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.exchange.export_dialog import ExportDialog
from desktop_chat.ui.exchange.plans import ENDINGS, ExportFormat, ExportPlan
from desktop_chat.ui.exchange.service import ExchangeService
from desktop_chat.ui.exchange.work_dialog import WorkDialog
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.places import Places
from desktop_chat.ui.reveal import show_in_folder
from desktop_chat.ui.widgets.dialogs import show_dialog

_TOAST_SECONDS: Final = 12.0


class Exporting(QObject):
    """Asks above one window, and keeps in mind what was chosen last.

    Signals:
        failed(object): (Fault).
    """

    failed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        exchange: ExchangeService,
        conversations: ConversationsService,
        places: Places,
        reveal: Callable[[Path], None] = show_in_folder,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._exchange = exchange
        self._conversations = conversations
        self._reveal = reveal
        self._format: ExportFormat = "markdown"
        self._places = places
        self._folder = places.folder("export") or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )

    def ask(self, ids: tuple[int, ...] | None) -> None:
        """Ask how conversations are to go out; None: all of them."""
        dialog = ExportDialog(
            ids,
            self._title_of(ids),
            len(self._conversations.conversations if ids is None else ids),
            usual=self._format,
            parent=self._window,
        )
        dialog.plan_chosen.connect(self._ask_where)
        show_dialog(dialog)

    def copy_markdown(self, conversation_id: int) -> None:
        """Put the shown branch of a conversation on the clipboard."""
        task = self._exchange.read_markdown(conversation_id)
        task.done.connect(self._copy)
        task.failed.connect(self.failed)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._window.toast.show_message(self.tr("Conversation copied as Markdown."))

    # ---- where

    def _ask_where(self, plan: ExportPlan) -> None:
        self._format = plan.format
        dialog = QFileDialog(self._window, self.tr("Export"), self._folder)
        if plan.is_folder:
            dialog.setWindowTitle(self.tr("Choose the folder that the new folder is made in"))
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            ending = ENDINGS[plan.format]
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(f"*{ending}")
            dialog.setDefaultSuffix(ending)
            dialog.selectFile(self._name(plan, ending))
        dialog.fileSelected.connect(lambda path: self._on_place(plan, Path(path)))
        show_dialog(dialog)

    def _on_place(self, plan: ExportPlan, path: Path) -> None:
        self._folder = str(path if plan.is_folder else path.parent)
        self._places.keep_folder("export", self._folder)
        self.export(plan, path)

    def _title_of(self, ids: tuple[int, ...] | None) -> str:
        only = self._conversations.find(ids[0]) if ids is not None and len(ids) == 1 else None
        return (only.title if only is not None else "") or self.tr("New chat")

    def _name(self, plan: ExportPlan, ending: str) -> str:
        """Suggest a name: that of the only conversation, or one with today's date."""
        if plan.ids is not None and len(plan.ids) == 1:
            return safe_name(self._title_of(plan.ids), ending, set(), self.tr("New chat"))
        name = self.tr("Conversations {date}").replace("{date}", date.today().isoformat())
        return safe_name(name, ending, set(), name)

    # ---- carrying out

    def export(self, plan: ExportPlan, path: Path) -> None:
        """Write to a file, or into a new folder within the one at `path`."""
        title, text = self.tr("Export"), self.tr("Conversations are being written…")
        dialog = WorkDialog(self._window.theme_manager, title, text, parent=self._window)
        name = self._name(plan, "")
        task = self._exchange.export(plan, path, name if plan.is_folder else "")
        dialog.cancelled.connect(task.cancel)
        task.progressed.connect(lambda progress: self._show(dialog, progress))
        task.done.connect(self._say)
        task.failed.connect(self.failed)
        task.ended.connect(dialog.end)

    def _show(self, dialog: WorkDialog, progress: ExportProgress) -> None:
        if progress.total > 1:
            detail = self.tr("{done} of {total}")
            detail = detail.replace("{done}", str(progress.done)).replace("{total}", str(progress.total))
            dialog.set_progress(progress.done / progress.total, detail)

    def _say(self, written: tuple[Path, int]) -> None:
        path, count = written
        one, several = (
            self.tr("Exported as “{name}”."),
            self.tr("%n conversation(s) exported as “{name}”.", "", count),
        )
        self._window.toast.show_message(
            (one if count == 1 else several).replace("{name}", path.name),
            self.tr("Show in folder"),
            lambda: self._reveal(path),
            seconds=_TOAST_SECONDS,
        )
