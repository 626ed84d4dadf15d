"""Exporting and importing in one window: what its menu, palette, keys and the files dropped on it lead to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.palette.actions import Action
from desktop_chat.ui.services import Services
from desktop_chat.ui.shortcuts import shown
from desktop_chat.ui.widgets.drops import sorted_by_kind

if TYPE_CHECKING:
    from desktop_chat.ui.exchange.exporting import Exporting
    from desktop_chat.ui.exchange.importing import Importing
    from desktop_chat.ui.widgets.menu import Menu


class ExchangeSurface(QObject):
    """Offers what goes out and comes in; the dialogs are made when they are first needed.

    Signals:
        backups_requested(): show the backups.
        failed(object): (Fault) to be shown to the user.
    """

    backups_requested = Signal()
    failed = Signal(object)

    def __init__(self, window: MainWindow, conversation: ConversationController, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._conversation = conversation
        self._exchange = services.exchange
        self._conversations = services.conversations
        self._places = services.places
        window.add_shortcut("export").triggered.connect(self.export_open)
        window.files_dropped.connect(self.take_files)
        window.sidebar.import_requested.connect(self.import_from)

    @cached_property
    def _exporting(self) -> Exporting:
        from desktop_chat.ui.exchange.exporting import Exporting  # noqa: PLC0415  not needed for a start

        exporting = Exporting(self._window, self._exchange, self._conversations, self._places)
        exporting.failed.connect(self.failed)
        return exporting

    @cached_property
    def _importing(self) -> Importing:
        from desktop_chat.ui.exchange.importing import Importing  # noqa: PLC0415  not needed for a start

        return Importing(self._window, self._exchange, self._conversations, self._places)

    # ---- what is offered

    def fill_menu(self, menu: Menu) -> None:
        """Add entries to the menu of the window."""
        if self._open_id is not None:
            menu.add("export", self.tr("Export this conversation…"), self.export_open, keys=shown("export"))
            menu.add("copy", self.tr("Copy this conversation as Markdown"), self.copy_markdown)
        everything = menu.add_submenu("storage", self.tr("All conversations"))
        for action in self._of_all():
            everything.add(action.icon, action.text, action.call)

    def actions(self) -> list[Action]:
        """Give the same for the palette, which has exporting from the sidebar."""
        if self._open_id is None:
            return self._of_all()
        copy = self.tr("Copy this conversation as Markdown")
        return [Action("copy-markdown", copy, self.copy_markdown, icon="copy"), *self._of_all()]

    def _of_all(self) -> list[Action]:
        last = self._exchange.last_import
        export_all = Action(
            "export-all", self.tr("Export all conversations…"), lambda: self.export(None), icon="export"
        )
        actions = [
            *([export_all] if self._conversations.conversations else []),
            Action("import", self.tr("Import conversations…"), self.import_from, icon="download"),
            Action("backups", self.tr("Backups…"), self.backups_requested.emit, icon="storage"),
        ]
        if last is not None:
            text = self.tr("Undo the import of “{name}”").replace("{name}", apart(last.name))
            undo = Action("undo-import", text, lambda: self._importing.undo(last.id), icon="undo")
            actions.insert(-1, undo)
        return actions

    # ---- what is done

    def export(self, ids: tuple[int, ...] | None) -> None:
        """Ask how conversations are to go out; None: all of them."""
        self._exporting.ask(ids)

    def export_open(self) -> None:
        """Ask how the open conversation is to go out."""
        if self._open_id is not None:
            self.export((self._open_id,))

    def copy_markdown(self) -> None:
        """Put the open conversation on the clipboard."""
        if self._open_id is not None:
            self._exporting.copy_markdown(self._open_id)

    def import_from(self, path: Path | None = None) -> None:
        """Let the user choose what is imported, or show what is in a file."""
        self._importing.open(path)

    def take_files(self, paths: Sequence[str]) -> None:
        """Take what was dropped on the window: conversations are imported, all else goes into the composer."""
        likely = sorted_by_kind(paths).likely_conversations
        others = [path for path in paths if path not in likely]
        if others:
            self._window.composer.take_files(others)
        if likely:
            task = self._exchange.recognize(likely)
            task.done.connect(lambda found: self._take_recognized(likely, found))

    def _take_recognized(self, paths: Sequence[str], found: Sequence[str]) -> None:
        others = [path for path in paths if path not in found]
        if others:
            self._window.composer.take_files(others)
        if found:
            self.import_from(Path(found[0]))

    @property
    def _open_id(self) -> int | None:
        conversation = self._conversation.conversation
        return conversation.id if conversation is not None else None
