"""The services behind a window on a store and an engine of their own, and what they told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from desktop_chat.engine.protocol import Device, LoadPlan
from desktop_chat.models.fit import plan_or_refuse
from desktop_chat.models.gguf import read_header
from desktop_chat.models.hardware import read_hardware
from desktop_chat.models.loading_marker import LoadingMarker
from desktop_chat.paths import Paths
from desktop_chat.settings import EngineSettings, GenerationSettings
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.store_service import StoreService


class Desk(QObject):
    """A conversation controller with everything it works with, and lists of what its signals carried."""

    def __init__(self, settings: GenerationSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths = Paths.standard()
        self.paths.make()
        self.marker = LoadingMarker(self.paths.loading_marker)
        self.store = StoreService(self.paths.database, self)
        self.engines = EngineService(_plan, self.marker, log_file=self.paths.engine_log_file, parent=self)
        self.conversation = ConversationController(
            self.store,
            self.engines,
            settings or GenerationSettings(),
            template_for=lambda _path: "",
            settings_for=lambda _path, settings: settings,
            parent=self,
        )
        self.ended: list = []
        self.text = ""
        self.faults: list = []
        self.contexts: list = []
        self.conversation.reply_ended.connect(self.ended.append)
        self.conversation.reply_text.connect(self._add_text)
        self.conversation.failed.connect(self.faults.append)
        self.conversation.context_changed.connect(self.contexts.append)
        self.store.open()

    def close(self) -> None:
        """End the engines and close the store."""
        self.conversation.close()
        self.engines.close()
        self.store.close()

    def _add_text(self, text: str, _channel: str) -> None:
        self.text += text


def _plan(path: str, devices: tuple[Device, ...], reserved_bytes: int) -> LoadPlan:
    settings = EngineSettings(context_tokens=512)
    return plan_or_refuse(
        read_header(Path(path)), read_hardware(devices), settings, reserved_bytes=reserved_bytes
    )
