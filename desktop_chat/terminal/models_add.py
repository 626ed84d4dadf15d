"""`desktop-chat models add`: a file that is on this PC already."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_chat.exit_codes import DONE
from desktop_chat.models.sizes import readable_size
from desktop_chat.terminal.models_list import ListedModel
from desktop_chat.terminal.telling import say, write_json
from desktop_chat.terminal.workplace import Workplace


def run(options: Namespace, work: Workplace) -> int:
    """Put a model file on the list, where it lies; raises `FaultError`."""
    path = Path(options.file)
    model = work.library.add(path, place="own" if work.is_own(path) else None)
    if options.json:
        write_json(ListedModel.of(model))
    else:
        facts = ", ".join(filter(None, (model.quantization, readable_size(model.size_bytes))))
        say(f"“{model.name}” ({facts}) is on the list.")
    return DONE
