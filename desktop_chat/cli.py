"""The command line `desktop-chat`: the window, and `ask` and `models` for terminals and scripts."""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TypeVar

from desktop_chat import __version__
from desktop_chat.exit_codes import DONE, FAILED
from desktop_chat.faults import FaultError

N = TypeVar("N", int, float)

_ABOUT = "Chat with a small language model on this PC: private, offline, no account."
_EXAMPLES = """\
examples:
  desktop-chat                                  open the window
  desktop-chat --model ~/models/qwen2.5-7b.gguf
  desktop-chat ask "Why is the sky blue?"       answer with the model used last
  desktop-chat models                           list the models the app knows

exit codes: 0 done, 1 failed, 2 wrong usage
"""
_ASK_ABOUT = """\
Answer one question in the terminal. The answer goes to standard output as it is
written; progress and the reasoning of thinking models are shown on a terminal
only, never in a pipe or a file. What is not given here is as in the settings of
the app. Ctrl-C stops the answer and keeps what came so far; a second Ctrl-C
quits at once.
"""
_ASK_EXAMPLES = """\
text from standard input:
  Without a question, standard input is the question. With one, it is appended
  to the question after an empty line.

examples:
  desktop-chat ask "Name three rivers in Korea"
  desktop-chat ask --model ~/models/llama-2-7b.gguf --temperature 0 "12 * 12?"
  desktop-chat ask --system "Answer in Korean." "What is a prime number?"
  git diff | desktop-chat ask "Write a commit message for this change"
  desktop-chat ask < question.txt > answer.txt
  desktop-chat ask --json "Hello" | jq -j 'select(.type == "delta") | .text'

with --json, each line is an object with a "type":
  loaded           the model (info), how it was loaded (plan), seconds
  started          prompt_tokens, reused_tokens, dropped_messages
  prompt_progress  done of total prompt tokens
  delta            the next text; channel is "answer", or "reasoning"
  finished         reason (end, stop_string, length, context, stopped), timings
                   in seconds
  failed           fault: code and values; its sentence is on standard error

exit codes: 0 answered (also a part of it, stopped by Ctrl-C), 1 failed,
2 wrong usage
"""
_MODELS_EXAMPLES = """\
examples:
  desktop-chat models
  desktop-chat models --json | jq -r 'select(.exists) | .path'

with --json, each line is an object: name, size_bytes, quantization, path and
exists
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 failed, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["engine"]:
        from desktop_chat.engine.host import main as run_engine  # noqa: PLC0415  only the child loads it

        return run_engine()
    if given[:1] == ["hub"]:
        from desktop_chat.models.hub.host import main as run_hub  # noqa: PLC0415  only the child loads it

        return run_hub()
    _speak_utf8()
    try:
        options = _parser().parse_args(given)
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except FaultError as error:
        print(error.fault.sentence(), file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return FAILED
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL for a closed pipe
            print(f"desktop-chat: {error.strerror}: {error.filename or 'output'}", file=sys.stderr)
            return FAILED
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has enough
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="desktop-chat",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Desktop Chat {__version__}")
    parser.add_argument("--model", metavar="FILE", type=Path, help="a model file (GGUF) to chat with")
    parser.set_defaults(command=_open_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_ask(commands)
    _add_models(commands)
    return parser


def _add_ask(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "ask",
        help="answer one question in the terminal",
        description=_ASK_ABOUT,
        epilog=_ASK_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=_ask)
    add = parser.add_argument
    add("question", nargs="?", default="", help="what to ask; without it, standard input is read")
    add(
        "--model",
        metavar="FILE",
        type=Path,
        default=argparse.SUPPRESS,  # else it would undo a --model given before `ask`
        help="a model file (GGUF); without it, the model used last",
    )
    add("--system", metavar="TEXT", help="the system prompt: how the model is to answer")
    add("--template", metavar="NAME", type=_template_name, help="a chat template instead of the model's own")
    add("--max-tokens", metavar="N", type=_between(int, 0, 10_000_000), help="longest answer; 0: no limit")
    add("--temperature", metavar="X", type=_between(float, 0.0, 5.0), help="0: always the likeliest word")
    add("--seed", metavar="N", type=_between(int, -1, 0xFFFFFFFE), help="the same seed, the same answer")
    add("--context", metavar="N", type=_between(int, 0, 10_000_000), help="context length in tokens; 0: auto")
    add("--threads", metavar="N", type=_between(int, 0, 1024), help="processor threads; 0: auto")
    add("--json", action="store_true", help="write JSON lines instead of text, see below")


def _add_models(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "models",
        help="list the models the app knows",
        description="List the models the app knows, the one used last first.",
        epilog=_MODELS_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=_models)
    parser.add_argument("--json", action="store_true", help="write JSON lines instead of a table")


def _open_window(options: argparse.Namespace) -> int:
    gc.disable()  # `run` begins with it: nothing that modules make while they are imported is garbage
    from desktop_chat.app import run  # noqa: PLC0415  Qt only for the window

    return run(options.model)


def _ask(options: argparse.Namespace) -> int:
    from desktop_chat.commands import answer  # noqa: PLC0415  not needed for the window

    return answer(options)


def _models(options: argparse.Namespace) -> int:
    from desktop_chat.commands import list_models  # noqa: PLC0415  not needed for the window

    return list_models(options)


def _between(kind: Callable[[str], N], low: N, high: N) -> Callable[[str], N]:
    """Make a reader of numbers in a range, for argparse."""

    def read(text: str) -> N:
        value = kind(text)
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text} is not between {low} and {high}")
        return value

    read.__name__ = "number"
    return read


def _template_name(text: str) -> str:
    from desktop_chat.engine.families import FILE, families  # noqa: PLC0415  only for a name given

    names = [FILE, *(family.name for family in families())]
    if text not in names:
        raise argparse.ArgumentTypeError(f"there is no template {text}; choose one of {', '.join(names)}")
    return text


def _speak_utf8() -> None:
    """Write UTF-8 wherever the output goes, whatever the console's code page or the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
