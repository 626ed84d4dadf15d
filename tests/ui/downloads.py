"""Downloads and offers as the window is told of them."""

from __future__ import annotations

from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import Download, DownloadRequest, DownloadState, Progress
from desktop_chat.models.hub.listing import HubFile
from desktop_chat.ui.models.offer import FirstOffer

TOTAL = 2_100_000_000
OFFER = FirstOffer("small", "Small 3B", "Answers well and fast.", TOTAL, 3_000_000_000, "Apache 2.0")
RUNNING = Progress(945_000_000, TOTAL, 12_400_000, 240.0)
UNREACHABLE = Fault("hub_unreachable", {"host": "hub.example", "reason": "no route"})


def download(
    state: DownloadState = "running",
    fault: Fault | None = None,
    *,
    name: str = "Small 3B",
    done: int = 945_000_000,
) -> Download:
    """Give a download named after its model, which is its id too."""
    request = DownloadRequest("maker/model", (HubFile("model.gguf", TOTAL),), name)
    return Download(name, request, state, done, TOTAL, fault)
