"""The services behind a window on a store and an engine of their own, and what they told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from desktop_chat.chat.personas import Persona
from desktop_chat.engine.protocol import Device, LoadPlan
from desktop_chat.models.fit import plan_or_refuse
from desktop_chat.models.gguf import read_header
from desktop_chat.models.hardware import read_hardware
from desktop_chat.models.loading_marker import LoadingMarker
from desktop_chat.paths import Paths
from desktop_chat.settings import EngineSettings, GenerationSettings, Settings
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.new_drafts import NewDrafts
from desktop_chat.ui.replies import Replies
from desktop_chat.ui.reply_setups import ReplySetups
from desktop_chat.ui.store_service import StoreService
from desktop_chat.ui.turns import Turns


class Desk(QObject):
    """A conversation controller with everything it works with, and lists of what its signals carried."""

    def __init__(
        self,
        settings: GenerationSettings | None = None,
        parent: QObject | None = None,
        *,
        context_tokens: int = 512,
    ) -> None:
        super().__init__(parent)
        self._context_tokens = context_tokens
        self._is_closed = False
        self.paths = Paths.standard()
        self.paths.make()
        self.marker = LoadingMarker(self.paths.loading_marker)
        self.store = StoreService(self.paths.database, self)
        self.engines = EngineService(
            self._plan, self.marker, log_file=self.paths.engine_log_file, parent=self
        )
        self.replies = Replies(self.store, self.engines, lambda _path: "", self)
        self.personas: dict[str, Persona] = {}
        self.setups = ReplySetups(
            Settings(generation=settings or GenerationSettings()),
            settings_for=lambda _path, settings: settings,
            persona_for=self.personas.get,
            model_name=lambda path: Path(path).stem,
            parent=self,
        )
        self.turns = Turns(self.store, self.engines, self.replies, self.setups, self)
        self.drafts = NewDrafts(self.store, self)
        self.conversation = self.window()
        self.ended: list = []
        self.text = ""
        self.faults: list = []
        self.contexts: list = []
        self.prompts: list = []
        self.finished: list = []  # whatever is shown
        self.replies.ended.connect(lambda _reply, message: self.finished.append(message))
        self.turns.began.connect(lambda reply: self.prompts.append(reply.prompt))
        self.conversation.reply_ended.connect(self.ended.append)
        self.conversation.reply_text.connect(self._add_text)
        self.conversation.failed.connect(self.faults.append)
        self.conversation.context_changed.connect(self.contexts.append)
        self.replies.failed.connect(self.faults.append)
        self.turns.failed.connect(self.faults.append)
        self.store.open()

    def window(self) -> ConversationController:
        """Make the controller of one more window."""
        return ConversationController(
            self.store, self.engines, self.turns, self.drafts, template_for=lambda _path: "", parent=self
        )

    def close(self) -> None:
        """End the engines and close the store, once."""
        if self._is_closed:
            return
        self._is_closed = True
        self.replies.close()
        self.engines.close()
        self.store.close()

    def _plan(self, path: str, devices: tuple[Device, ...], reserved_bytes: int) -> LoadPlan:
        settings = EngineSettings(context_tokens=self._context_tokens)
        return plan_or_refuse(
            read_header(Path(path)), read_hardware(devices), settings, reserved_bytes=reserved_bytes
        )

    def _add_text(self, text: str, _channel: str, _message_id: int) -> None:
        self.text += text
