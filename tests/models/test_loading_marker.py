import os
import sys
from pathlib import Path

import pytest

from desktop_chat.models.loading_marker import LoadingMarker

MODEL = Path("/models/한국어 🙂.gguf")


def test_a_load_that_never_ended_is_known_to_the_next_process(tmp_path: Path) -> None:
    LoadingMarker(tmp_path / "cache" / "loading").set(MODEL)

    assert LoadingMarker(tmp_path / "cache" / "loading").read() == MODEL


def test_a_load_that_ended_is_forgotten(tmp_path: Path) -> None:
    marker = LoadingMarker(tmp_path / "loading")
    marker.set(MODEL)
    marker.clear()
    marker.clear()

    assert marker.read() is None


def test_the_last_load_counts(tmp_path: Path) -> None:
    marker = LoadingMarker(tmp_path / "loading")
    marker.set(Path("/models/a.gguf"))
    marker.set(MODEL)

    assert marker.read() == MODEL


@pytest.mark.parametrize("content", [b"", b"\0\0\0\0"])
def test_a_marker_that_a_crash_left_empty_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "loading").write_bytes(content)

    assert LoadingMarker(tmp_path / "loading").read() is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_a_path_that_is_not_unicode_is_kept(tmp_path: Path) -> None:
    marker = LoadingMarker(tmp_path / "loading")
    model = Path(os.fsdecode(b"/models/\xff.gguf"))
    marker.set(model)

    assert marker.read() == model


def test_a_folder_that_cannot_be_written_stops_no_load(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    marker = LoadingMarker(tmp_path / "file" / "loading")

    marker.set(MODEL)
    marker.clear()

    assert marker.read() is None
