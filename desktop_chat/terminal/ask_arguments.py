"""What `desktop-chat ask` can be given."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from desktop_chat.terminal.arguments import between

ABOUT: Final = """\
Answer one question in the terminal. The answer goes to standard output as it is
written; progress and the reasoning of thinking models are shown on a terminal
only, never in a pipe or a file. What is not given here is as in the settings of
the model and of the app. Ctrl-C stops the answer and keeps what came so far; a
second Ctrl-C quits at once.
"""
EXAMPLES: Final = """\
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


def fill(parser: argparse.ArgumentParser) -> None:
    """Tell a parser what it reads."""
    parser.description, parser.epilog = ABOUT, EXAMPLES
    parser.set_defaults(command=_run)
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
    add("--max-tokens", metavar="N", type=between(int, 0, 10_000_000), help="longest answer; 0: no limit")
    add("--temperature", metavar="X", type=between(float, 0.0, 5.0), help="0: always the likeliest word")
    add("--seed", metavar="N", type=between(int, -1, 0xFFFFFFFE), help="the same seed, the same answer")
    add("--context", metavar="N", type=between(int, 0, 10_000_000), help="context length in tokens; 0: auto")
    add("--threads", metavar="N", type=between(int, 0, 1024), help="processor threads; 0: auto")
    add("--json", action="store_true", help="write JSON lines instead of text, see below")


def _run(options: argparse.Namespace) -> int:
    from desktop_chat.terminal.ask import run  # noqa: PLC0415  not needed for --help

    return run(options)


def _template_name(text: str) -> str:
    from desktop_chat.engine.families import FILE, families  # noqa: PLC0415  only for a name given

    names = [FILE, *(family.name for family in families())]
    if text not in names:
        raise argparse.ArgumentTypeError(f"there is no template {text}; choose one of {', '.join(names)}")
    return text
