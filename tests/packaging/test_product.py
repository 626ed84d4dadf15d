"""The names of what is released."""

from __future__ import annotations

import platform
import sys

import pytest

import product
import sbom
from linux import tarball
from windows import installer


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("linux", "x86_64", "linux-x86_64"),
        ("win32", "AMD64", "windows-x64"),
        ("darwin", "arm64", "macos-arm64"),
    ],
)
def test_the_bill_is_named_as_the_packages_of_its_system_are(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert sbom.file_name() == f"DesktopChat-{product.version()}-{name}.cdx.json"


def test_a_package_says_its_version_and_system() -> None:
    assert installer.file_name() == f"DesktopChat-{product.version()}-windows-x64-setup.exe"
    assert tarball.file_name() == f"DesktopChat-{product.version()}-{product.this_system()}.tar.xz"
