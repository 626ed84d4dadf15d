"""The composition root of the window: builds every service and brings them together."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication

import desktop_chat.ui  # noqa: F401  first: it makes the imports that follow faster
from desktop_chat import DESKTOP_ENTRY, __version__
from desktop_chat.chat.messages import Draft, Message
from desktop_chat.chat.personas import Persona
from desktop_chat.engine.protocol import Device, LoadPlan
from desktop_chat.faults import Fault, FaultCode, FaultError
from desktop_chat.logs import start_logging
from desktop_chat.models.loading_marker import LoadingMarker
from desktop_chat.paths import Paths, assets_folder
from desktop_chat.settings import EngineSettings, GenerationSettings, Settings, SettingsFile
from desktop_chat.ui.active_reply import ActiveReply
from desktop_chat.ui.application import Application
from desktop_chat.ui.attention import Attention
from desktop_chat.ui.background import Background
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.engine_service import EngineService, ModelStatus
from desktop_chat.ui.exchange.service import ExchangeService
from desktop_chat.ui.input_methods import try_ibus_too
from desktop_chat.ui.library_service import LibraryService
from desktop_chat.ui.links.trusted import TrustedSites
from desktop_chat.ui.main_window import MainWindow
from desktop_chat.ui.naming import Naming
from desktop_chat.ui.new_drafts import NewDrafts
from desktop_chat.ui.palette.settings_actions import SettingsActions
from desktop_chat.ui.persona_service import PersonaService
from desktop_chat.ui.places import Places
from desktop_chat.ui.quit_signals import QuitSignals
from desktop_chat.ui.replies import Replies
from desktop_chat.ui.reply_marks import ReplyMarks
from desktop_chat.ui.reply_setups import ReplySetups
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.services import Services
from desktop_chat.ui.single_instance import Call, SingleInstance
from desktop_chat.ui.store_service import StoreService
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.text_zoom import TextZoom
from desktop_chat.ui.translation import Translations
from desktop_chat.ui.turns import Turns
from desktop_chat.ui.window_controller import WindowController
from desktop_chat.ui.window_state import WindowStates, read_window_states, write_window_states
from desktop_chat.ui.windows import Windows

if TYPE_CHECKING:
    from desktop_chat.ui.backups.controller import BackupsController
    from desktop_chat.ui.help.controller import HelpController, Topic
    from desktop_chat.ui.model_management import ModelManagement
    from desktop_chat.ui.settings.controller import SettingsController

SETTINGS_MILLISECONDS = 300
"""How long the user must pause before changed settings are written."""

PAINTED_MILLISECONDS = 200
"""When the window is there and other things may take their time; a timer of 0 would come before its first paint."""

STARTED_MILLISECONDS = 1000
"""When a start is over, and what it made is there to stay."""


class App(QObject):
    """One running app: its services and its windows."""

    def __init__(self, qt: QApplication, paths: Paths, model: str) -> None:
        super().__init__(qt)
        self._paths = paths
        self._opening_model = model
        self._is_closed = False
        self._settings_file = SettingsFile(paths.settings_file)
        self.settings, self._refused = self._settings_file.read()
        self._disk = Background("settings", parent=self)
        self._settings_timer = QTimer(self, singleShot=True, interval=SETTINGS_MILLISECONDS)
        self._settings_timer.timeout.connect(self._write_settings)
        self._begin_timer = QTimer(self, singleShot=True, interval=STARTED_MILLISECONDS)
        self._begin_timer.timeout.connect(self._begin)
        self._kept = read_window_states(paths.window_file)
        self._marker = LoadingMarker(paths.loading_marker)
        self._waiting_for = {"store", "drafts", "library", "personas"}
        self._settings_controller: SettingsController | None = None
        self._models: ModelManagement | None = None
        self._backups: BackupsController | None = None
        self._help: HelpController | None = None
        self.store = StoreService(paths.database, self)
        self.store.opened.connect(self._on_store_opened)
        self.store.failed.connect(self._on_store_failed)
        self.store.open()
        self.library = LibraryService(paths.library_file, self)
        self.library.changed.connect(self._on_library_read)
        self.library.open()
        self.theme_manager = ThemeManager(
            qt, self.settings.appearance.theme, self.settings.appearance.text_scale
        )
        self.theme_manager.set_motion_reduced(self.settings.appearance.motion == "reduced")
        self.translations = Translations(assets_folder() / "translations", self)
        self.translations.use(self.settings.language.language)
        self.engines = EngineService(
            self._plan_for, self._marker, log_file=paths.engine_log_file, parent=self
        )
        self.engines.set_keep_models(self.settings.engine.keep_models)
        self.services = self._build_services()
        self._read_store()
        self._settings_actions = SettingsActions(lambda: self.settings, self.change_settings, self)
        self.windows = self._build_windows()
        self._attention = Attention(
            self.services, self.windows, is_wanted=lambda: self.settings.chat.notify, parent=self
        )
        if not model:
            self.controller.reopen()

    # ---- windows

    @property
    def controller(self) -> WindowController:
        """The window that was in front last."""
        return self.windows.front

    @property
    def window(self) -> MainWindow:
        """The widget of that window."""
        return self.controller.window

    @property
    def conversation(self) -> ConversationController:
        """The conversation of that window."""
        return self.controller.conversation

    def show(self) -> None:
        """Show the window."""
        self.window.show()

    def on_called(self, call: Call) -> None:
        """Come to the front since the app was started again, and open the model file it was given; or end."""
        if call.quit:
            self.windows.quit()
        else:
            self.controller.raise_window()
            self.open_file(call.model)

    def open_file(self, path: str) -> None:
        """Open a model file, at once or when the start has come to it; without a path nothing is done."""
        if self._waiting_for:
            self._opening_model = path or self._opening_model
        else:
            self.controller.add_model(path)

    def show_fault(self, fault: Fault) -> None:
        """Tell the user what went wrong, in the window that was in front last."""
        self.controller.show_fault(fault)

    def _build_windows(self) -> Windows:
        windows = Windows(self.services, self._kept, self._keep_windows, self)
        windows.settings_requested.connect(self._show_settings)
        windows.models_requested.connect(self._show_models)
        windows.import_requested.connect(self._choose_found)
        windows.network_settings_requested.connect(self._show_network_settings)
        windows.backups_requested.connect(lambda: self.backups.show(self.window))
        windows.help_requested.connect(self._show_help)
        windows.last_closing.connect(self._on_last_closing)
        self._use_settings_in(windows.front)
        windows.added.connect(self._on_window_added)
        return windows

    def _on_window_added(self, controller: WindowController) -> None:
        self._use_settings_in(controller)
        if self._models is not None:
            self._models.add_window(controller)

    def _use_settings_in(self, controller: WindowController) -> None:
        """Use the settings in a window, and let them be changed from its palette and by its keys."""
        controller.window.transcript.set_wrap_code(self.settings.chat.wrap_code)
        ours = self._settings_actions
        controller.palette.add_source(ours.actions)
        for shortcut_id, call in (
            ("text-larger", ours.enlarge_text),
            ("text-smaller", ours.shrink_text),
            ("text-usual", ours.use_usual_text),
        ):
            controller.window.add_shortcut(shortcut_id).triggered.connect(call)
        zoom = TextZoom(controller.window)
        zoom.larger_requested.connect(ours.enlarge_text)
        zoom.smaller_requested.connect(ours.shrink_text)

    def _on_last_closing(self) -> None:
        self.services.turns.replies.close()
        if self._models is not None:
            self._models.close_window()

    def _keep_windows(self, states: WindowStates) -> None:
        if not self._is_closed:  # a dialog that goes with its window tells where it was
            self._disk.run(lambda: write_window_states(self._paths.window_file, states))

    # ---- settings

    def change_settings(self, settings: Settings) -> None:
        """Use other settings from now on and keep them."""
        old, self.settings = self.settings, settings
        self._settings_timer.start()
        self.theme_manager.set_appearance(settings.appearance.theme)
        self.theme_manager.set_text_scale(settings.appearance.text_scale)
        for controller in self.windows.all:
            controller.window.transcript.set_wrap_code(settings.chat.wrap_code)
        if self._models is not None:
            self._models.use_settings()
        if settings.updates != old.updates or settings.network.offline != old.network.offline:
            self._look_for_updates()
        if settings.language != old.language:
            self.translations.use(settings.language.language)
        self.services.trusted_sites.use(settings.chat.trusted_sites)
        if (settings.generation, settings.chat) != (old.generation, old.chat):
            self.services.turns.setups.use(settings)
        if settings.engine != old.engine:
            self._use_engine_settings(settings.engine)
        if settings.appearance.motion != old.appearance.motion:
            self._use_motion()

    def _use_motion(self) -> None:
        """Move as the user wants, or as the system says, which takes a moment to ask."""
        motion = self.settings.appearance.motion
        if motion == "system":
            from desktop_chat.ui.system_motion import is_motion_reduced  # noqa: PLC0415  not needed for a start

            self._disk.run(is_motion_reduced, self._on_system_motion)
        else:
            self.theme_manager.set_motion_reduced(motion == "reduced")

    def _on_system_motion(self, reduced: bool) -> None:
        if self.settings.appearance.motion == "system":
            self.theme_manager.set_motion_reduced(reduced)

    def _use_engine_settings(self, settings: EngineSettings) -> None:
        self.engines.set_keep_models(settings.keep_models)
        from desktop_chat.models.fit import thread_counts  # noqa: PLC0415  not needed for a start
        from desktop_chat.models.hardware import read_hardware  # noqa: PLC0415

        self.engines.set_threads(*thread_counts(read_hardware(), settings))

    def _write_settings(self) -> None:
        settings = self.settings
        self._disk.run(lambda: self._settings_file.write(settings), failed=self._on_settings_refused)

    def _on_settings_refused(self, error: Exception) -> None:
        if not isinstance(error, FaultError):
            raise error
        if self._settings_controller is not None:
            self._settings_controller.show_fault(error.fault)
        else:
            self.show_fault(error.fault)

    def close(self) -> None:
        """End the engines and wait until everything is kept."""
        self.translations.changed.disconnect(self.personas.use_language)
        if self._help is not None:
            self._help.close()
        if self._models is not None:
            self._models.close()
        self._attention.close()
        self.services.exchange.close()
        self.engines.close()
        if self._settings_timer.isActive():
            self._write_settings()
        self._is_closed = True
        self._disk.close()
        self.library.close()
        self.store.close()

    # ---- services

    def _build_services(self) -> Services:
        store, engines = self.store, self.engines
        replies = Replies(store, engines, self.library.template, self)
        self.personas = personas = PersonaService(store, self.translations.language, self)
        setups = ReplySetups(
            self.settings,
            settings_for=self._generation_of,
            persona_for=self._persona_of,
            model_name=self._name_of,
            parent=self,
        )
        turns = Turns(store, engines, replies, setups, self)
        conversations = ConversationsService(store, self)
        naming = Naming(
            store, engines, replies, is_wanted=lambda: self.settings.chat.name_by_model, parent=self
        )
        drafts = NewDrafts(store, self)
        marks = ReplyMarks(turns, self._is_seen, self)
        exchange = ExchangeService(store, conversations, self._paths.database, self)
        exchange.imported.connect(personas.load)
        self.library.changed.connect(exchange.set_models)
        sites = TrustedSites(self.settings.chat.trusted_sites, self)
        sites.changed.connect(self._on_sites_trusted)
        for service in (store, replies, turns, conversations, drafts, personas):
            service.failed.connect(self.show_fault)
        personas.changed.connect(setups.changed)
        personas.default_chosen.connect(self._begin_chats_with)
        self.translations.changed.connect(personas.use_language)
        self.library.refused.connect(self.show_fault)
        turns.turned.connect(conversations.refresh)
        turns.changed.connect(conversations.refresh)
        replies.ended.connect(self._on_reply_ended)
        naming.named.connect(conversations.refresh)
        conversations.deleted.connect(turns.stop_all)
        conversations.deleted.connect(marks.forget)
        conversations.deleted.connect(naming.forget)
        engines.status_changed.connect(self._on_status)
        return Services(
            self._paths,
            self.theme_manager,
            self.translations,
            store,
            self.library,
            engines,
            conversations,
            turns,
            drafts,
            naming,
            personas,
            trusted_sites=sites,
            marks=marks,
            places=Places(self._kept.places, self),
            exchange=exchange,
        )

    def _persona_of(self, key: str) -> Persona | None:
        """Give a persona, without its model where that is not on this PC."""
        persona = self.personas.persona(key)
        if persona is not None and persona.model and self.library.find(persona.model) is None:
            return replace(persona, model="")
        return persona

    def _begin_chats_with(self, persona: str) -> None:
        self.change_settings(replace(self.settings, chat=replace(self.settings.chat, persona=persona)))

    def _is_seen(self, conversation_id: int) -> bool:
        return self.windows.is_seen(conversation_id)

    def _on_sites_trusted(self, sites: tuple[str, ...]) -> None:
        self.change_settings(replace(self.settings, chat=replace(self.settings.chat, trusted_sites=sites)))

    def _on_reply_ended(self, _reply: ActiveReply, message: Message) -> None:
        """Order the conversations anew, and say what failed in one that no window shows."""
        self.services.conversations.refresh()
        is_unseen = not self.windows.shows(message.conversation_id)
        if message.fault is not None and message.state == "failed" and is_unseen:
            self.show_fault(message.fault)

    def _on_status(self, path: str, status: ModelStatus) -> None:
        if status.state == "ready":
            self.library.touch(path)

    def _name_of(self, path: str) -> str:
        known = self.library.find(path)
        return known.name if known is not None and known.name else Path(path).stem

    @property
    def models(self) -> ModelManagement:
        """What finds and gets models: built when it is first needed."""
        if self._models is None:
            from desktop_chat.ui.model_management import ModelManagement  # noqa: PLC0415  not needed for a start

            models = ModelManagement(self.services, lambda: self.settings, lambda: self.controller, self)
            models.settings_requested.connect(self._show_network_settings)
            models.failed.connect(self.show_fault)
            self._models = models
            for controller in self.windows.all:
                models.add_window(controller)
        return self._models

    @property
    def settings_controller(self) -> SettingsController:
        """What shows the settings: built when it is first needed."""
        if self._settings_controller is None:
            from desktop_chat.ui.settings.controller import (  # noqa: PLC0415  not needed for a start
                SettingsController,
            )

            controller = SettingsController(
                self.services, self.models, lambda: self.settings, lambda: self.controller, self
            )
            controller.changed.connect(self.change_settings)
            controller.backups_requested.connect(lambda: self.backups.show(self.window))
            self._settings_controller = controller
        return self._settings_controller

    @property
    def backups(self) -> BackupsController:
        """What makes and restores backups: built when it is first needed."""
        if self._backups is None:
            from desktop_chat.ui.backups.controller import (  # noqa: PLC0415  not needed for a start
                BackupsController,
            )

            self._backups = BackupsController(self.services, self.windows, self)
        return self._backups

    @property
    def help(self) -> HelpController:
        """What tells of the app itself: built when it is first needed."""
        if self._help is None:
            from desktop_chat.ui.help.controller import HelpController  # noqa: PLC0415  not needed for a start

            self._help = HelpController(
                self.services, self.models.hub, lambda: self.settings, lambda: self.controller, self
            )
        return self._help

    def _show_help(self, topic: Topic) -> None:
        self.help.show(topic)

    def _look_for_updates(self) -> None:
        """Look once a day where the settings want it."""
        if self.settings.updates.look:
            self.help.updates.look_if_due()

    def _show_settings(self) -> None:
        self.settings_controller.show()

    def _show_network_settings(self) -> None:
        self.settings_controller.show("downloads")

    def _show_models(self) -> None:
        self.models.show_window()

    def _choose_found(self) -> None:
        self.models.choose_found()

    def _begin(self) -> None:
        """Once a start is over, ask how to move, and go on with downloads or offer a model where there is none."""
        self._use_motion()
        self._look_for_updates()
        if not self.library.models or self._paths.downloads_file.exists():
            self.models.begin()

    def _generation_of(self, path: str, settings: GenerationSettings) -> GenerationSettings:
        """Put a model's own settings in place of the app's."""
        return self.library.settings(path).generation(settings)

    def _plan_for(self, path: str, devices: tuple[Device, ...], reserved_bytes: int) -> LoadPlan:
        """Plan a load with the settings of now; called on a thread of the engine pool."""
        from desktop_chat.models.fit import plan_or_refuse  # noqa: PLC0415  not needed for a start
        from desktop_chat.models.gguf import read_header  # noqa: PLC0415
        from desktop_chat.models.hardware import read_hardware  # noqa: PLC0415

        return plan_or_refuse(
            read_header(Path(path)),
            read_hardware(devices),
            self.library.settings(path).engine(self.settings.engine),
            reserved_bytes=reserved_bytes,
        )

    # ---- the start

    def _read_store(self) -> None:
        """Ask for what the window is to show: it is read while the window is built."""
        self.services.conversations.refresh()
        kept = Draft(self._kept.new_chat_draft)
        self.services.drafts.read(kept, lambda: self._read("drafts"), self._on_drafts_failed)
        self.personas.load(lambda: self._read("personas"))

    def _on_store_opened(self, recovered: Fault | None) -> None:
        if recovered is not None:
            self.show_fault(recovered)
        if "store" not in self._waiting_for:  # a backup was restored
            self.services.conversations.refresh()
            self.services.drafts.keep()
            self.personas.load()
        self._read("store")

    def _on_store_failed(self) -> None:
        for what in ("store", "drafts", "personas"):
            self._read(what)

    def _on_drafts_failed(self, fault: Fault) -> None:
        self.show_fault(fault)
        self._read("drafts")

    def _on_library_read(self) -> None:
        self._read("library")

    def _read(self, what: str) -> None:
        """Go on once the conversations, what is typed and the models are known."""
        if what not in self._waiting_for:
            return
        self._waiting_for.remove(what)
        if not self._waiting_for:
            self.controller.start(
                open_model=self._opening_model,
                crashed_model=str(self._marker.read() or ""),
                load=self.settings.engine.load_on_start,
            )
            for refused in self._refused:
                self.show_fault(refused.fault)
            self.windows.open_others()
            self._begin_timer.start()


def run(model: Path | None = None) -> int:
    """Show the window until it is closed; gives the exit code.

    A second start with the same folders hands its model file to the first and ends.
    """
    if sys.platform == "linux":
        try_ibus_too(os.environ)
    qt = Application(sys.argv[:1])
    qt.setApplicationName("Desktop Chat")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName(DESKTOP_ENTRY)
    paths = Paths.standard()
    try:
        paths.make()
    except OSError as error:
        code: FaultCode = "portable_closed" if paths.is_portable else "no_folder"
        return _refuse(qt, Fault(code, {"name": str(error.filename), "reason": str(error.strerror)}))
    start_logging(paths)
    path = str(model.absolute()) if model else ""
    instance = SingleInstance(paths.data, is_carried=paths.is_portable)
    if not instance.claim():
        return 0 if instance.call_first(Call(path)) else 1
    app = App(qt, paths, path)
    instance.called.connect(app.on_called)
    qt.file_opened.connect(app.open_file)
    QuitSignals(app.windows.quit, app)
    app.show()
    QTimer.singleShot(PAINTED_MILLISECONDS, instance.listen)
    QTimer.singleShot(STARTED_MILLISECONDS, _collect_garbage)
    code = qt.exec()
    app.close()
    instance.release()
    return code


def quit_running() -> int:
    """End the app that is open with these folders, as by its own "Quit".

    Gives 0 once none is open, also where none was, and 1 where it goes on.
    """
    _qt = QCoreApplication(sys.argv[:1])
    instance = SingleInstance(Paths.standard().data)
    return 0 if instance.end_first() else 1


def _refuse(qt: QApplication, fault: Fault) -> int:
    """Say why the app cannot start, in a window and on standard error; gives the exit code."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  not needed for a start

    translations = Translations(assets_folder() / "translations", qt)
    translations.use("system")
    print(f"desktop-chat: {fault.sentence()}", file=sys.stderr, flush=True)
    box = QMessageBox(QMessageBox.Icon.Critical, qt.applicationName(), sentence(fault))
    box.finished.connect(qt.quit)
    box.open()
    qt.exec()
    return 1


def _collect_garbage() -> None:
    """Begin to look for garbage, but not among what a start leaves: to look through that takes long."""
    gc.freeze()
    gc.enable()
