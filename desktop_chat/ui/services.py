"""What windows work with, built once by the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from desktop_chat.paths import Paths
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.engine_service import EngineService
from desktop_chat.ui.exchange.service import ExchangeService
from desktop_chat.ui.library_service import LibraryService
from desktop_chat.ui.links.trusted import TrustedSites
from desktop_chat.ui.naming import Naming
from desktop_chat.ui.new_drafts import NewDrafts
from desktop_chat.ui.persona_service import PersonaService
from desktop_chat.ui.places import Places
from desktop_chat.ui.reply_marks import ReplyMarks
from desktop_chat.ui.store_service import StoreService
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.translation import Translations
from desktop_chat.ui.turns import Turns

if TYPE_CHECKING:
    from desktop_chat.ui.hub_service import HubService
    from desktop_chat.ui.models.advisor import Advisor
    from desktop_chat.ui.models.download_flow import DownloadFlow


class Services(Struct, frozen=True):
    """The services a start needs, shared by all windows."""

    paths: Paths
    theme_manager: ThemeManager
    translations: Translations
    store: StoreService
    library: LibraryService
    engines: EngineService
    conversations: ConversationsService
    turns: Turns
    drafts: NewDrafts
    naming: Naming
    personas: PersonaService
    trusted_sites: TrustedSites
    marks: ReplyMarks
    places: Places
    exchange: ExchangeService


class ModelServices(Struct, frozen=True):
    """The services that find and get models, built when they are needed."""

    hub: HubService
    advisor: Advisor
    flow: DownloadFlow
