"""The menu of one window, its shortcuts, and the small dialogs they lead to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.exchange.surface import ExchangeSurface
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.palette.actions import Action
from desktop_chat.ui.personas.surface import PersonaSurface
from desktop_chat.ui.shortcuts import keys_of, shown
from desktop_chat.ui.widgets.dialogs import show_dialog


class WindowMenu(QObject):
    """Builds the menu each time it is asked for.

    Signals:
        window_requested: one more window is wanted.
        settings_requested: the user wants to change settings.
        template_requested: (path of a model) its chat template is to be shown.
        open_file_requested: let the user choose a model file.
        help_requested: (topic) the user wants to see this: about, check or updates.
        quit_requested: the app is to end.
    """

    window_requested = Signal()
    settings_requested = Signal()
    template_requested = Signal(str)
    open_file_requested = Signal()
    help_requested = Signal(str)
    quit_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        conversation: ConversationController,
        personas: PersonaSurface,
        exchange: ExchangeSurface,
        logs_folder: Path,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._conversation = conversation
        self._personas = personas
        self._exchange = exchange
        self._logs_folder = logs_folder
        window.top_bar.menu_requested.connect(self._show)
        for shortcut_id, call in (
            ("open-model-file", self.open_file_requested.emit),
            ("new-window", self.window_requested.emit),
            ("close", window.close),
            ("switch-model", window.top_bar.models_requested.emit),
            ("sidebar", self._toggle_sidebar),
            ("menu", self._show),
            ("settings", self.settings_requested.emit),
            ("shortcuts", self._show_shortcuts),
            ("quit", self.quit_requested.emit),
        ):
            window.add_shortcut(shortcut_id).triggered.connect(lambda _=False, call=call: call())

    def actions(self) -> list[Action]:
        """Give what the menu and its keys do, for the palette."""
        path, window = self._conversation.model, self._window
        show, hide = self.tr("Show the conversations"), self.tr("Hide the conversations")
        list_models, open_file = window.top_bar.models_requested.emit, self.open_file_requested.emit
        template = Action(
            "chat-template",
            self.tr("Chat template…"),
            lambda: self.template_requested.emit(path),
            icon="chat",
        )
        return [
            Action(
                "new-window",
                self.tr("New window"),
                self.window_requested.emit,
                keys_of("new-window"),
                "window",
            ),
            Action(
                "switch-model", self.tr("Switch the model"), list_models, keys_of("switch-model"), "model"
            ),
            Action(
                "models",
                self.tr("Models"),
                window.sidebar.models_requested.emit,
                keys_of("models"),
                "download",
            ),
            Action(
                "open-model-file",
                self.tr("Open a model file…"),
                open_file,
                keys_of("open-model-file"),
                "folder",
            ),
            *([template] if path else []),
            Action(
                "toggle-sidebar",
                show if window.sidebar.is_collapsed else hide,
                self._toggle_sidebar,
                keys_of("sidebar"),
                "sidebar",
            ),
            Action(
                "settings",
                self.tr("Settings…"),
                self.settings_requested.emit,
                keys_of("settings"),
                "settings",
            ),
            Action("logs", self.tr("Open the log folder"), self._open_logs, icon="log"),
            Action(
                "shortcuts",
                self.tr("Keyboard shortcuts"),
                self._show_shortcuts,
                keys_of("shortcuts"),
                "keyboard",
            ),
            Action(
                "check",
                self.tr("Check this computer"),
                lambda: self.help_requested.emit("check"),
                icon="help",
            ),
            Action(
                "updates",
                self.tr("Check for updates"),
                lambda: self.help_requested.emit("updates"),
                icon="download",
            ),
            Action(
                "about", self.tr("About Desktop Chat"), lambda: self.help_requested.emit("about"), icon="info"
            ),
        ]

    def _show(self) -> None:
        from desktop_chat.ui.widgets.menu import Menu  # noqa: PLC0415  not needed for a start

        menu = Menu(self._window.theme_manager, self._window)
        path = self._conversation.model
        menu.add("window", self.tr("New window"), self.window_requested.emit, keys=shown("new-window"))
        menu.addSeparator()
        personas = self._personas
        menu.add(
            "sliders",
            self.tr("This conversation…"),
            personas.edit_conversation,
            keys=shown("this-conversation"),
        )
        menu.add("persona", self.tr("Choose a persona…"), personas.pick, keys=shown("pick-persona"))
        if path:
            menu.add("chat", self.tr("Chat template…"), lambda: self.template_requested.emit(path))
        menu.addSeparator()
        self._exchange.fill_menu(menu)
        menu.addSeparator()
        menu.add("pencil", self.tr("Personas and prompts…"), personas.edit)
        menu.add("settings", self.tr("Settings…"), self.settings_requested.emit, keys=shown("settings"))
        menu.add("log", self.tr("Open the log folder"), self._open_logs)
        menu.addSeparator()
        menu.add("keyboard", self.tr("Keyboard shortcuts"), self._show_shortcuts, keys=shown("shortcuts"))
        menu.add("help", self.tr("Check this computer"), lambda: self.help_requested.emit("check"))
        menu.add("download", self.tr("Check for updates"), lambda: self.help_requested.emit("updates"))
        menu.add("info", self.tr("About Desktop Chat"), lambda: self.help_requested.emit("about"))
        menu.aboutToHide.connect(menu.deleteLater)
        button = self._window.top_bar.menu_button
        corner = button.mapToGlobal(button.rect().bottomRight())
        corner.setX(corner.x() - menu.sizeHint().width())
        menu.popup(corner)

    def _toggle_sidebar(self) -> None:
        self._window.sidebar.set_collapsed(not self._window.sidebar.is_collapsed)

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._logs_folder)))

    def _show_shortcuts(self) -> None:
        from desktop_chat.ui.shortcuts_dialog import ShortcutsDialog  # noqa: PLC0415  not needed for a start

        show_dialog(ShortcutsDialog(self._window.theme_manager, self._window))
