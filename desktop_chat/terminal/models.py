"""`desktop-chat models`: runs one of its commands, and tells what fails."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from msgspec import Struct

from desktop_chat.exit_codes import FAILED
from desktop_chat.faults import Fault, FaultError
from desktop_chat.terminal.failing import explain
from desktop_chat.terminal.telling import remark, write_json
from desktop_chat.terminal.workplace import Workplace

Command = Callable[[Namespace, Workplace], int]

_ASKS_FOR_TOKEN = ("hub_gated", "hub_token_wrong")


class Failure(Struct, frozen=True):
    """What went wrong, as `--json` tells it."""

    fault: Fault


def run(options: Namespace) -> int:
    """Run a command and give its exit code; raises `OSError`."""
    try:
        return _command(options.action)(options, Workplace())
    except FaultError as error:
        fault = explain(error.fault)
        if options.json:
            write_json(Failure(fault))
        remark(fault.sentence())
        if fault.code in _ASKS_FOR_TOKEN:
            remark("Here, `desktop-chat models token` takes it and keeps it in the system's keychain.")
        return FAILED


def _command(action: str) -> Command:  # noqa: PLR0911  one for each command
    """Import a command: the others are not needed."""
    match action:
        case "search":
            from desktop_chat.terminal.models_search import run as search  # noqa: PLC0415

            return search
        case "show":
            from desktop_chat.terminal.models_show import run as show  # noqa: PLC0415

            return show
        case "get":
            from desktop_chat.terminal.models_get import run as get  # noqa: PLC0415

            return get
        case "add":
            from desktop_chat.terminal.models_add import run as add  # noqa: PLC0415

            return add
        case "remove":
            from desktop_chat.terminal.models_remove import run as remove  # noqa: PLC0415

            return remove
        case "fit":
            from desktop_chat.terminal.models_fit import run as fit  # noqa: PLC0415

            return fit
        case "token":
            from desktop_chat.terminal.models_token import run as token  # noqa: PLC0415

            return token
        case _:
            from desktop_chat.terminal.models_list import run as list_models  # noqa: PLC0415

            return list_models
