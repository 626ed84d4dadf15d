"""The disk image that the app is dragged out of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from macos import bundle, disk_image, layout


@pytest.mark.skipif(
    sys.platform == "win32", reason="the image is made on macOS, and links need rights on Windows"
)
def test_the_window_has_a_link_to_the_applications_and_a_layout(tmp_path: Path) -> None:
    disk_image.lay_out(tmp_path)
    assert (tmp_path / layout.APPLICATIONS).readlink() == Path("/Applications")
    assert (tmp_path / ".DS_Store").read_bytes() == layout.KEPT.read_bytes()


def test_the_kept_layout_has_a_place_for_the_app_and_the_folder() -> None:
    kept = layout.KEPT.read_bytes()
    assert set(layout.PLACES) == {bundle.APP, layout.APPLICATIONS}
    for name, (x, y) in layout.PLACES.items():
        place = b"Ilocblob" + (16).to_bytes(4, "big") + x.to_bytes(4, "big") + y.to_bytes(4, "big")
        assert name.encode("utf-16-be") + place in kept


@pytest.mark.parametrize("machine", ["arm64", "x86_64"])
def test_the_file_name_says_which_processor_it_is_for(machine: str) -> None:
    assert disk_image.file_name(machine).endswith(f"-macos-{machine}.dmg")
