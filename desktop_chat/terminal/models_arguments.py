"""What `desktop-chat models` and its commands can be given."""

from __future__ import annotations

import argparse
from typing import Final, get_args

from desktop_chat.engine.protocol import KvType
from desktop_chat.models.hub.listing import SortOrder
from desktop_chat.terminal.arguments import between

_ABOUT: Final = """\
List, find, download, weigh and remove models. Without a command, the models on
this PC are listed.
"""
_EXAMPLES: Final = """\
MODEL is a model on this PC by its path, its file, its name or a part of that
which no other has; or the id of one of the catalog, such as qwen3.5-4b; or
OWNER/NAME of one on the hub.

examples:
  desktop-chat models
  desktop-chat models search korean
  desktop-chat models get qwen3.5-4b
  desktop-chat models fit qwen3.5-4b --context 32768
  desktop-chat models --json | jq -r 'select(.exists) | .path'

with --json, each result is an object on a line; the help of each command names
what is in it. When a command fails, the last line has "fault": its code and
values; the sentence is on standard error.

exit codes: 0 done, 1 failed, 2 wrong usage
"""
_LIST: Final = (
    "list the models on this PC",
    "List the models on this PC, the one used last first.",
    """\
examples:
  desktop-chat models list
  desktop-chat models list --json | jq -r 'select(.place == "ollama") | .name'

with --json, each line is a model: name, size_bytes, quantization, place (own,
elsewhere, lm_studio, ollama, jan, gpt4all, hugging_face), last_used (seconds
since 1970, 0: never), path, exists, repository, catalog_id
""",
)
_SEARCH: Final = (
    "find models in the catalog and on the hub",
    """\
Search the catalog, which needs no network, and then the hub. Of each model of
the catalog the file that suits this PC is told, and whether it fits.
""",
    """\
examples:
  desktop-chat models search exaone
  desktop-chat models search --language ko --sort downloads
  desktop-chat models search llama 8b --author bartowski
  desktop-chat models search --catalog --json coding | jq -r .catalog_id

with --json, each line has a "source":
  catalog      catalog_id, name, repository, parameters, languages, licence, and
               of the file that suits this PC quantization, size_bytes, verdict
               (fits, tight, slow, does_not_fit)
  hub          repository, parameters, licence, gate (open, automatic, manual),
               downloads, likes, updated_at, languages, architecture
  unavailable  a known model that cannot be had: name, reason, nearest (ids)
""",
)
_SHOW: Final = (
    "show a model's facts, licence and files",
    """\
Show what a model is, its licence, and its files with size, quantization and
whether each fits this PC. Only for a model of the hub the network is used.
""",
    """\
examples:
  desktop-chat models show qwen3.5-4b
  desktop-chat models show bartowski/Llama-3.2-3B-Instruct-GGUF
  desktop-chat models show ~/models/mine.gguf --json | jq .licence

with --json, an object: source (this_pc, catalog, hub), name, about, maker,
catalog_id, repository, path, architecture, parameters, context_length,
languages, skills, released, gate, downloads, likes, updated_at, notes,
reply_rate, licence (name, link, summary, needs_acceptance) and files, each with
name, quantization, quality, size_bytes, verdict, is_suggested
""",
)
_GET: Final = (
    "download a model",
    """\
Download a model into the models folder. REPO is the id of a model of the
catalog or OWNER/NAME on the hub; without a file or quantization, the file that
suits this PC is taken. Ctrl-C pauses: the same command goes on from there.
""",
    """\
examples:
  desktop-chat models get qwen3.5-4b
  desktop-chat models get qwen3.5-4b:Q5_K_M
  desktop-chat models get bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M
  desktop-chat models get llama-3.2-1b --accept-licence > /dev/null
  desktop-chat ask --model "$(desktop-chat models get qwen3.5-2b)" "Hello"

The path of the file goes to standard output, progress to standard error: a bar
on a terminal, a line for each tenth in a pipe.

with --json, an object as of `models list`: name, size_bytes, quantization,
place, last_used, path, exists, repository, catalog_id
""",
)
_ADD: Final = (
    "put a file on the list",
    "Put a model file on the list. It is used where it lies, and not copied.",
    """\
examples:
  desktop-chat models add ~/Downloads/mistral-7b.Q4_K_M.gguf

with --json, an object as of `models list`
""",
)
_REMOVE: Final = (
    "take a model off the list",
    "Take a model off the list; with --delete its files go to the system's bin.",
    """\
examples:
  desktop-chat models remove mistral
  desktop-chat models remove --delete mistral-7b.Q4_K_M.gguf
  desktop-chat models remove --delete --yes ~/models/old.gguf

with --json, an object as of `models list`
""",
)
_FIT: Final = (
    "say whether a model fits this PC",
    """\
Say what memory a model takes, whether it fits, which settings suit it, and how
fast it is expected to write. MODEL may name a file or quantization behind a
colon. It is weighed for the processor; --gpu-layers moves layers to a graphics
card.
""",
    """\
examples:
  desktop-chat models fit qwen3.5-4b
  desktop-chat models fit qwen3.5-9b:Q5_K_M --context 32768 --kv-type q8_0
  desktop-chat models fit bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M
  desktop-chat models fit mistral --json | jq .needed_bytes

with --json, an object: name, quantization, size_bytes, verdict (fits, tight,
slow, does_not_fit), needed_bytes, free_bytes, total_bytes, parts (weights,
context, working_memory, app), context_tokens, longest_context, kv_type,
gpu_layers, device_bytes, threads, prompt_threads, reply_rate (tokens a second,
null: not measured), advice
""",
)
_TOKEN: Final = (
    "keep or forget the access token of the hub",
    """\
Keep the access token that some models of the hub ask for, in the system's
keychain. It is asked for without being shown, or read from standard input.
""",
    """\
examples:
  desktop-chat models token
  pass show hub | desktop-chat models token
  desktop-chat models token --forget

with --json, an object: host, has_token
""",
)

_Actions = argparse._SubParsersAction  # argparse has no public name for it


def fill(parser: argparse.ArgumentParser) -> None:
    """Tell a parser what it reads."""
    parser.description, parser.epilog = _ABOUT, _EXAMPLES
    parser.set_defaults(command=_run, action="list")
    parser.add_argument("--json", action="store_true", help="write JSON instead of text, see below")
    actions = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add(actions, "list", _LIST)
    _fill_search(_add(actions, "search", _SEARCH))
    _add(actions, "show", _SHOW).add_argument("model", metavar="MODEL")
    _fill_get(_add(actions, "get", _GET))
    _add(actions, "add", _ADD).add_argument("file", metavar="FILE")
    _fill_remove(_add(actions, "remove", _REMOVE))
    _fill_fit(_add(actions, "fit", _FIT))
    _add(actions, "token", _TOKEN).add_argument("--forget", action="store_true", help="take it away again")


def _add(
    actions: _Actions[argparse.ArgumentParser], name: str, texts: tuple[str, str, str]
) -> argparse.ArgumentParser:
    parser = actions.add_parser(
        name,
        help=texts[0],
        description=texts[1],
        epilog=texts[2],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(action=name)
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,  # else it would undo a --json given before the command
        help="write JSON instead of text, see below",
    )
    return parser


def _fill_search(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("text", metavar="TEXT", nargs="*", help="words of its name, maker, language or skill")
    add("--author", metavar="A", help="only of this owner of repositories")
    add("--language", metavar="LANG", help="only models for this language, such as ko")
    add("--sort", choices=get_args(SortOrder), default="trending", help="of the hub's; else: trending")
    add(
        "--limit",
        metavar="N",
        type=between(int, 1, 200),
        default=20,
        help="at most so many of each; else: 20",
    )
    add("--catalog", action="store_true", help="search the catalog alone, without any network")


def _fill_get(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="REPO[:FILE or quantization]")
    add("--folder", metavar="DIR", help="where to put it instead of the models folder")
    add("--accept-licence", action="store_true", help="accept the licence, where it asks for that")


def _fill_remove(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="MODEL")
    add("--delete", action="store_true", help="move its files to the bin too")
    add("--yes", action="store_true", help="do not ask before")


def _fill_fit(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("model", metavar="MODEL")
    add("--context", metavar="N", type=between(int, 0, 10_000_000), help="tokens of context; 0: auto")
    add("--kv-type", choices=get_args(KvType), help="how the KV cache is kept")
    add("--gpu-layers", metavar="N", type=between(int, -1, 10_000), help="layers on a graphics card")
    add("--measure", action="store_true", help="measure this PC's memory first, for the speed")


def _run(options: argparse.Namespace) -> int:
    from desktop_chat.terminal.models import run  # noqa: PLC0415  not needed for --help

    return run(options)
