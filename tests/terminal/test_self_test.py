"""`desktop-chat self-test`, as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat import __version__
from tests.support.terminal import command

ROOT = Path(__file__).resolve().parents[2]


def self_test(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        [*command("self-test"), *options], capture_output=True, encoding="utf-8", timeout=60, check=False
    )


@pytest.fixture
def hangul_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "한글 폴더"
    monkeypatch.setenv("DESKTOP_CHAT_HOME", str(home))
    return home


@pytest.mark.usefixtures("hangul_home")
def test_it_tells_each_check_and_that_all_is_well() -> None:
    done = self_test()
    assert (done.returncode, done.stderr) == (0, "")
    first, *_, last = done.stdout.splitlines()
    assert first == f"Desktop Chat {__version__} · self-test"
    assert last == "Everything works."
    assert done.stdout.count("✓") == 6


def test_it_fails_where_something_does_not_work(hangul_home: Path) -> None:
    hangul_home.mkdir()
    (hangul_home / "data").write_text("in the way")
    done = self_test()
    assert done.returncode == 1
    assert "✗ Saving conversations: does not work" in done.stdout
    assert "[self_test_database]" in done.stdout
    assert "✓ Engine" in done.stdout


@pytest.mark.usefixtures("hangul_home")
def test_json_is_one_object() -> None:
    done = self_test("--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["version"], report["has_passed"]) == (0, __version__, True)
    assert {check["name"]: check["outcome"] for check in report["checks"]} == dict.fromkeys(
        ("system", "screen", "engine", "reply", "database", "folders"), "passed"
    )


@pytest.mark.usefixtures("hangul_home")
@pytest.mark.skipif(sys.platform != "linux", reason="names its user there")
def test_it_runs_where_nobody_has_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "USER", "LOGNAME", "LANG", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    assert self_test().returncode == 0
