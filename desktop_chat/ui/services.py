"""What a window works with, built once by the app."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_chat.paths import Paths
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.library_service import LibraryService
from desktop_chat.ui.store_service import StoreService
from desktop_chat.ui.translation import Translations


@dataclass(frozen=True)
class Services:
    """The services of the app."""

    paths: Paths
    translations: Translations
    store: StoreService
    library: LibraryService
    engines: EngineService
    conversation: ConversationController
