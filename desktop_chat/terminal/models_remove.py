"""`desktop-chat models remove`: off the list, and to the bin where that is wanted."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from msgspec.structs import replace

from desktop_chat.exit_codes import DONE, FAILED, MISUSED
from desktop_chat.models.known import KnownModel
from desktop_chat.models.sizes import readable_size
from desktop_chat.terminal import words
from desktop_chat.terminal.confirming import confirm, is_watched
from desktop_chat.terminal.models_list import ListedModel
from desktop_chat.terminal.naming import find_known
from desktop_chat.terminal.telling import remark, say, write_json
from desktop_chat.terminal.workplace import Workplace


def run(options: Namespace, work: Workplace) -> int:
    """Take a model off the list; raises `FaultError`."""
    model = find_known(options.model, work.library)
    if not options.delete:
        work.library.forget(model.path)
        return _tell(model, "is off the list; its file stays where it is.", is_json=options.json)
    if not options.yes and not is_watched():
        remark("desktop-chat models remove: nobody is there to ask; --yes moves the files to the bin.")
        return MISUSED
    if not options.yes and not confirm(_question(model)):
        remark("Nothing was removed.")
        return FAILED
    _move_to_bin(model, work)
    return _tell(model, "is in the bin, and off the list.", is_json=options.json)


def _question(model: KnownModel) -> str:
    app = "" if model.place in ("own", "elsewhere") else f" {words.PLACES[model.place]} will miss it."
    return f"Move “{model.name}” ({readable_size(model.size_bytes)}, {model.path}) to the bin?{app}"


def _move_to_bin(model: KnownModel, work: Workplace) -> None:
    from desktop_chat.models.bin import move_to_bin  # noqa: PLC0415  only who deletes needs it

    move_to_bin(Path(model.path), own_folder=work.models_folder)
    work.library.drop(model.path)


def _tell(model: KnownModel, outcome: str, *, is_json: bool) -> int:
    if is_json:
        write_json(ListedModel.of(replace(model, exists=Path(model.path).is_file())))
    else:
        say(f"“{model.name}” {outcome}")
    return DONE
