"""The bar of a download, and the lines in its place."""

from __future__ import annotations

import io

import pytest

from desktop_chat.models.hub.download import Progress
from desktop_chat.terminal.progress_bar import ProgressLines, bar_line, percent_of
from desktop_chat.terminal.widths import width

HALF = Progress(2_050_000_000, 4_100_000_000, 12_300_000, 167)


@pytest.mark.parametrize("title", ["Qwen3.5 4B", "엑사원 3.5 2.4B 인스트럭트", "x" * 200])
@pytest.mark.parametrize("columns", [12, 24, 40, 60, 80, 119])
def test_a_line_is_never_wider_than_the_terminal(title: str, columns: int) -> None:
    line = bar_line(title, HALF, columns)

    assert width(line) <= columns
    assert "50 %" in line


def test_a_wide_line_tells_everything() -> None:
    line = bar_line("Qwen3.5 4B", HALF, 100)

    assert line == "Qwen3.5 4B  [###########-----------]   50 %  2.0 of 4.1 GB  12 MB/s  3 min left"


def test_a_narrow_line_tells_what_matters_most() -> None:
    assert bar_line("Qwen3.5 4B", HALF, 50) == "Qwen3.5 4B  [########---------]   50 %  3 min left"


def test_all_of_it_is_all_and_nearly_all_is_not() -> None:
    assert percent_of(Progress(999_999, 1_000_000)) == 99
    assert percent_of(Progress(1, 1)) == 100
    assert percent_of(Progress(0, 0)) == 0


def test_in_a_pipe_each_tenth_is_a_line_once() -> None:
    stream = io.StringIO()
    lines = ProgressLines(stream, "모델")

    for done in (0, 5, 9, 10, 34, 35, 100, 100):
        lines.show(Progress(done * 1000, 100_000))

    assert stream.getvalue().splitlines() == [
        "모델: 0 % of 100 KB",
        "모델: 10 % of 100 KB",
        "모델: 30 % of 100 KB",
        "모델: 100 % of 100 KB",
    ]
