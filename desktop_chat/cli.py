"""The command line `desktop-chat`: the window, and `ask` and `models` for terminals and scripts."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_chat import __version__
from desktop_chat.display import has_display
from desktop_chat.exit_codes import DONE, FAILED
from desktop_chat.faults import FaultError

if TYPE_CHECKING:
    import argparse

_ABOUT = "Chat with a small language model on this PC: private, offline, no account."
_EXAMPLES = """\
examples:
  desktop-chat                                  open the window
  desktop-chat --model ~/models/qwen2.5-7b.gguf
  desktop-chat ask "Why is the sky blue?"       answer with the model used last
  desktop-chat models                           list the models on this PC
  desktop-chat models search qwen               find more
  desktop-chat models get qwen3.5-4b            download one
  desktop-chat self-test                        does everything work on this PC?

exit codes: 0 done, 1 failed, 2 wrong usage
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 failed, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if child := _child(given):
        return child()
    _speak_utf8()
    try:
        code = _carry_out(given) if given else _open_window(None)  # which needs no parser
        if sys.stdout is not None:  # a program without a console has none
            sys.stdout.flush()
    except FaultError as error:
        from desktop_chat.terminal.telling import remark  # noqa: PLC0415  only where something failed

        remark(error.fault.sentence())
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL for a closed pipe
            print(f"desktop-chat: {error.strerror}: {error.filename or 'output'}", file=sys.stderr)
            return FAILED
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has enough
        return DONE
    return code


def _carry_out(given: Sequence[str]) -> int:
    options = _parser(given).parse_args(given)
    command: Callable[[argparse.Namespace], int] = options.command
    return command(options)


def _child(given: Sequence[str]) -> Callable[[], int] | None:
    """Give what the app runs in a process of its own."""
    if given[:1] == ["engine"]:
        from desktop_chat.engine.host import main as run_engine  # noqa: PLC0415  only the child loads it

        return run_engine
    if given[:1] == ["hub"]:
        from desktop_chat.models.hub.host import main as run_hub  # noqa: PLC0415  only the child loads it

        return run_hub
    if given[:1] == ["screen"]:
        from desktop_chat.ui.self_test.screen_child import main as look_at_screen  # noqa: PLC0415  the same

        return look_at_screen
    return None


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Make the parser; what a command can be given is made only where it may be one that is given."""
    import argparse  # noqa: PLC0415  a window without a model file needs none

    parser = argparse.ArgumentParser(
        prog="desktop-chat",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Desktop Chat {__version__}")
    parser.add_argument(
        "--model",
        metavar="FILE",
        nargs="?",  # a desktop that opens the app without a file gives none
        type=Path,
        help="a model file (GGUF) to chat with",
    )
    parser.add_argument(
        "--quit",
        dest="command",
        action="store_const",
        const=lambda _: _quit_running(),
        help="end the app that is open, as by its menu",
    )
    parser.set_defaults(command=lambda options: _open_window(options.model))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    form = argparse.RawDescriptionHelpFormatter
    ask = commands.add_parser("ask", help="answer one question in the terminal", formatter_class=form)
    check = commands.add_parser(
        "self-test", help="check whether everything works on this PC", formatter_class=form
    )
    models = commands.add_parser("models", help="list, find, get and weigh models", formatter_class=form)
    if "ask" in given:
        from desktop_chat.terminal import ask_arguments  # noqa: PLC0415  not needed for the window

        ask_arguments.fill(ask)
    if "models" in given:
        from desktop_chat.terminal import models_arguments  # noqa: PLC0415  the same

        models_arguments.fill(models)
    if "self-test" in given:
        from desktop_chat.terminal import self_test  # noqa: PLC0415  the same

        self_test.fill(check)
    return parser


def _open_window(model: Path | None) -> int:
    if not has_display(os.environ):
        raise FaultError("no_display")
    gc.disable()  # `run` begins with it: nothing that modules make while they are imported is garbage
    from desktop_chat.app import run  # noqa: PLC0415  Qt only for the window

    return run(model)


def _quit_running() -> int:
    from desktop_chat.app import quit_running  # noqa: PLC0415  the same

    return quit_running()


def _speak_utf8() -> None:
    """Write UTF-8 wherever the output goes, whatever the console's code page or the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
