"""How bytes come: through which session, over how many connections, how fast."""

from __future__ import annotations

from msgspec import Struct

from desktop_chat.models.hub.downloads.patience import Patience
from desktop_chat.models.hub.downloads.rate import RateLimit
from desktop_chat.models.hub.session import HubSession


class Way(Struct, frozen=True):
    """What all files of a download have in common."""

    session: HubSession
    connections: int
    limit: RateLimit
    patience: Patience
