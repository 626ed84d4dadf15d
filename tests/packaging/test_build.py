"""The one command that builds."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import build


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_what_cannot_be_built_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], system: str
) -> None:
    monkeypatch.setattr(build, "sys", SimpleNamespace(platform=system, executable="", stderr=sys.stderr))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("WINDOWS_CERTIFICATE", "0123")
    monkeypatch.setenv("MACOS_IDENTITY", "Somebody")
    (tmp_path / "xattr").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "xattr").chmod(0o755)
    app = tmp_path / "desktop-chat"
    (app / "_internal").mkdir(parents=True)
    (app / "desktop-chat.exe").write_bytes(b"MZ")
    assert build.main(["--frozen", str(app), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.startswith("build.py: ")
