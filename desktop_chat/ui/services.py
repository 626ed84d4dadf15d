"""What a window works with, built once by the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_chat.paths import Paths
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.library_service import LibraryService
from desktop_chat.ui.store_service import StoreService
from desktop_chat.ui.translation import Translations

if TYPE_CHECKING:
    from desktop_chat.ui.hub_service import HubService
    from desktop_chat.ui.models.advisor import Advisor
    from desktop_chat.ui.models.download_flow import DownloadFlow


@dataclass(frozen=True)
class Services:
    """The services a start needs."""

    paths: Paths
    translations: Translations
    store: StoreService
    library: LibraryService
    engines: EngineService
    conversation: ConversationController


@dataclass(frozen=True)
class ModelServices:
    """The services that find and get models, built when they are needed."""

    hub: HubService
    advisor: Advisor
    flow: DownloadFlow
