"""Where a frozen app begins."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import lacking
import product
import system_libraries

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone needs it")


def environment_after_launch(**before: str) -> dict[str, str]:
    """Give what a program that the app opens has for its environment."""
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import launch, os; print(*(f'{k}={v}' for k, v in os.environ.items()), sep='\\0')",
        ],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=product.ROOT / "packaging",
        env=os.environ | before,
    ).stdout.rstrip("\n")
    return dict(entry.split("=", 1) for entry in said.split("\0"))


def test_programs_that_the_app_opens_do_not_load_its_libraries():
    after = environment_after_launch(LD_LIBRARY_PATH="/opt/app/_internal", _PYI_ARCHIVE_FILE="/opt/app/app")
    assert "LD_LIBRARY_PATH" not in after
    assert "_PYI_ARCHIVE_FILE" not in after


def test_libraries_that_the_user_named_stay_named():
    after = environment_after_launch(LD_LIBRARY_PATH="/opt/app/_internal:/own", LD_LIBRARY_PATH_ORIG="/own")
    assert after["LD_LIBRARY_PATH"] == "/own"
    assert "LD_LIBRARY_PATH_ORIG" not in after


def test_a_lack_of_libraries_is_told_with_what_gets_them(monkeypatch, capsys):
    monkeypatch.setattr(
        lacking, "PACKAGES", {"libc.so.6": "libc6", "libnone.so.1": "libnone1", "libnil.so.2": "libnone1"}
    )
    monkeypatch.setenv("PATH", "")
    assert lacking.tell() == 1
    assert capsys.readouterr().err == (
        "desktop-chat: This system lacks libraries that the window needs: libnone.so.1, libnil.so.2.\n"
        "On Debian and Ubuntu, this gets them: sudo apt install libnone1\n"
    )


def test_only_a_lack_of_libraries_is_one():
    assert lacking.is_lack(
        ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    )
    assert not lacking.is_lack(ModuleNotFoundError("No module named 'nonsense'"))


def test_every_library_on_the_list_has_a_package():
    assert all(package.islower() for package in system_libraries.PACKAGES.values())
