"""The bar of memory, in text."""

from __future__ import annotations

import pytest

from desktop_chat.engine.protocol import LoadPlan
from desktop_chat.models.fit import Fit, Part
from desktop_chat.terminal.fit_bar import bar, legend

GB = 10**9


def fit(weights: float, context: float, free: float) -> Fit:
    parts = (
        Part("weights", int(weights * GB)),
        Part("context", int(context * GB)),
        Part("working_memory", 0),
        Part("app", GB // 1000),
    )
    needed = sum(part.bytes for part in parts)
    plan = LoadPlan(context_tokens=4096, threads=1, prompt_threads=1)
    verdict = "fits" if needed <= free * GB else "does_not_fit"
    return Fit(plan, verdict, needed, int(free * GB), 4096, 0, parts=parts)


def test_parts_are_as_long_as_they_are_large_and_the_rest_is_free() -> None:
    assert bar(fit(4, 2, 10), 20) == "[████████▓▓▓▓░·······]"


def test_what_does_not_fit_goes_beyond_the_end_of_the_memory() -> None:
    drawn = bar(fit(8, 2, 5), 20)

    assert drawn.index("|") == 1 + 20 * 5 // 10
    assert "·" not in drawn


@pytest.mark.parametrize("free", [0, 1, 7, 500])
def test_the_bar_is_always_as_wide(free: float) -> None:
    drawn = bar(fit(4, 2, free), 30)

    assert len(drawn.replace("|", "")) == 32


def test_the_legend_names_every_part_with_its_size() -> None:
    assert legend(fit(4, 2, 10)) == (
        "█ weights 4.0 GB   ▓ context 2.0 GB   ▒ working memory 0 B   ░ the engine itself 1 MB   · free 4.0 GB"
    )
    assert legend(fit(4, 2, 1)).endswith("| the memory ends here")
