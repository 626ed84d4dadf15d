"""Signing for Windows, with a stand-in for signtool that tells what it was given."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from windows import signing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
UNCONFIGURED = ("WINDOWS_CERTIFICATE", "WINDOWS_CERTIFICATE_PASSWORD", "WINDOWS_TIMESTAMP_URL")


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a signtool on the path; gives the file in which it notes its arguments, a line each."""
    tool, notes = tmp_path / "bin" / "signtool", tmp_path / "said"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{notes}"\nexit ${{FAIL:-0}}\n')
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    for name in UNCONFIGURED:
        monkeypatch.delenv(name, raising=False)
    return notes


@pytest.fixture
def app(tmp_path: Path) -> Path:
    folder = tmp_path / "my app"
    (folder / "_internal").mkdir(parents=True)
    for name in ("Desktop Chat.exe", "_internal/a.DLL", "_internal/b.pyd", "_internal/c.txt"):
        (folder / name).write_bytes(b"MZ")
    return folder


def test_programs_and_libraries_are_signed_and_nothing_else(
    said: Path, app: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WINDOWS_CERTIFICATE", "0123456789abcdef")
    assert signing.sign_folder(app) == 3
    lines = said.read_text().splitlines()
    assert lines[:3] == ["sign", "/sha1", "0123456789abcdef"]
    assert lines[-3:] == [
        str(app / name) for name in ("Desktop Chat.exe", "_internal/a.DLL", "_internal/b.pyd")
    ]
    assert {"/tr", signing.TIMESTAMP_URL, "SHA256"} <= set(lines)


def test_a_certificate_in_a_file_comes_with_its_password(
    said: Path, app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = tmp_path / "me.pfx"
    certificate.write_bytes(b"")
    monkeypatch.setenv("WINDOWS_CERTIFICATE", str(certificate))
    monkeypatch.setenv("WINDOWS_CERTIFICATE_PASSWORD", "open sesame")
    signing.sign([app / "Desktop Chat.exe"])
    assert said.read_text().splitlines()[1:5] == ["/f", str(certificate), "/p", "open sesame"]


def test_without_a_certificate_nothing_is_signed_and_that_is_said(
    said: Path, app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert signing.sign_folder(app) == 0
    assert not said.exists()
    assert capsys.readouterr().err.startswith("my app: not signed")


def test_what_could_not_be_signed_is_an_error(said: Path, app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WINDOWS_CERTIFICATE", "0123456789abcdef")
    monkeypatch.setenv("FAIL", "1")
    with pytest.raises(signing.SigningError, match="signtool failed"):
        signing.sign_folder(app)
