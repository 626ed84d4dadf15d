"""`python -m tests.benchmarks`: measures and prints the table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import Final

from tests.benchmarks import (
    downloads,
    exchange,
    fit,
    models,
    reply,
    search,
    second_turn,
    start,
    stop,
    switch,
    transcript,
)
from tests.benchmarks.bench import CHAT_MODEL, FOLDER, Bench, SkippedError, say
from tests.benchmarks.table import Row, table

MEASURES: Final[dict[str, tuple[str, Callable[[Bench], Iterator[Row]]]]] = {
    "start": ("first paint and the app's memory", start.measure),
    "stop": ("from the click on stop to an idle engine, 7B shape", stop.measure),
    "reply": ("speed of a reply, 7B shape and the real 0.5B model", reply.measure),
    "second_turn": ("first token of the next turn of a long conversation", second_turn.measure),
    "fit": ("memory and speed as planned, against engine processes", fit.measure),
    "downloads": ("a file from a hub on this PC, against a bare client", downloads.measure),
    "models": ("the Models window with 500 models, and beside three downloads", models.measure),
    "search": ("search over 100,000 messages as typed, in Korean and English", search.measure),
    "transcript": ("a conversation of 10,000 messages, and a reply of 3,000 lines", transcript.measure),
    "exchange": ("exporting and importing 5,000 conversations", exchange.measure),
    "switch": ("switching between the 7B and 13B shapes, and its memory", switch.measure),
}

_EPILOG: Final = f"""\
measures:
{chr(10).join(f"  {name:<12} {about}" for name, (about, _) in MEASURES.items())}

Ours and the floor are measured in turns within one run, and medians are shown; a ratio is the median of the
ratios of such pairs. Rows without a bar only inform.

environment:
  {CHAT_MODEL}   the real 0.5B chat model (GGUF); without it what needs it is left out
  {FOLDER}    where model files of 4 and 8 GB are written the first time and kept

exit codes: 0 every bar is kept, 1 a bar is missed, 2 wrong usage
"""


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="Measure speed and memory against what llama.cpp and Qt do bare.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to measure; all when not given")
    parser.add_argument("--quick", action="store_true", help="repeat less often: sooner done, less sure")
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in MEASURES]
    if unknown:
        parser.error(f"there is no measure {', '.join(unknown)}")
    return run(options.names or list(MEASURES), Bench.standard(is_quick=options.quick))


def run(names: list[str], bench: Bench) -> int:
    """Measure, print the table, and give the exit code."""
    rows: list[Row] = []
    skipped: list[str] = []
    for name in names:
        try:
            for row in MEASURES[name][1](bench):
                say("  " + "  ".join(filter(None, row.cells)))
                rows.append(row)
        except SkippedError as error:
            skipped.append(f"{name}: left out in part: {error}")
    print(table(rows))
    print(*skipped, sep="\n", end="\n" if skipped else "")
    return 1 if any(row.is_over for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
