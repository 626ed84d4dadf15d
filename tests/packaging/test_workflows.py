"""The workflows: sound, with as few rights as they need, and nothing in them that can change under a name."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import product

FOLDER = product.ROOT / ".github" / "workflows"
PATHS = sorted(FOLDER.glob("*.yml"))
WORKFLOWS: dict[str, dict[str, Any]] = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in PATHS}
PINNED = re.compile(r"uses: (?:[\w.-]+/)+[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every job, after `workflow/job`."""
    for name, workflow in WORKFLOWS.items():
        yield from ((f"{name}/{job}", told) for job, told in workflow["jobs"].items())


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every step, after `workflow/job`."""
    for name, job in jobs():
        yield from ((name, step) for step in job.get("steps", ()))


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor.exe" if sys.platform == "win32" else "zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--strict-collection", FOLDER],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_pinned_by_its_commit_and_says_its_version() -> None:
    used = [
        line.strip() for path in PATHS for line in path.read_text("utf-8").splitlines() if "uses: " in line
    ]
    loose = [line for line in used if not PINNED.search(line) and "uses: ./.github/" not in line]
    assert used
    assert loose == []


def test_one_action_has_one_commit_everywhere() -> None:
    used = {step["uses"] for _, step in steps() if "uses" in step}
    assert len({action.partition("@")[0] for action in used}) == len(used)


def test_workflows_have_no_rights_and_jobs_say_theirs() -> None:
    assert [name for name, workflow in WORKFLOWS.items() if workflow["permissions"] != {}] == []
    rights = {name: job["permissions"] for name, job in jobs()}
    assert rights.pop("release/publish") == {"contents": "write"}
    assert [name for name, each in rights.items() if each != {"contents": "read"}] == []


def test_nothing_is_put_into_a_script_that_others_can_write() -> None:
    assert [(name, step["run"]) for name, step in steps() if "${{" in step.get("run", "")] == []


def test_no_checkout_leaves_its_token() -> None:
    checkouts = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == 3
    assert [step for step in checkouts if step["with"]["persist-credentials"] is not False] == []


def test_certificates_are_kept_for_the_build_of_releases_alone() -> None:
    told = {path.stem: re.findall(r"secrets\.(\w+)", path.read_text("utf-8")) for path in PATHS}
    assert told["test"] == []
    assert WORKFLOWS["release"]["jobs"]["build"]["environment"] == "release"
    assert [name for name, step in steps() if "secrets." in str(step) and name != "release/build"] == []


def test_tests_run_on_three_systems_with_every_python_the_app_supports() -> None:
    matrix = WORKFLOWS["test"]["jobs"]["test"]["strategy"]["matrix"]
    project = tomllib.loads((product.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest, end = (int(minor) for minor in re.findall(r"3\.(\d+)", project["requires-python"]))
    assert matrix["python"] == [f"3.{minor}" for minor in range(oldest, end)]
    assert [name.partition("-")[0] for name in matrix["os"]] == ["ubuntu", "windows", "macos"]


@pytest.mark.parametrize("system", ["Linux", "Windows", "macOS"])
def test_what_is_built_is_installed_and_checks_itself(system: str) -> None:
    build = WORKFLOWS["release"]["jobs"]["build"]
    (smoke,) = (step for step in build["steps"] if step.get("name") == f"Smoke test ({system})")
    assert smoke["if"] == f"runner.os == '{system}'"
    assert "self-test" in smoke["run"]
    assert build["steps"].index(smoke) < [step.get("uses", "") for step in build["steps"]].index(
        next(step["uses"] for step in build["steps"] if "upload-artifact" in step.get("uses", ""))
    )


def test_a_release_is_a_draft_after_tests_and_builds_of_a_tag() -> None:
    publish = WORKFLOWS["release"]["jobs"]["publish"]
    assert publish["if"] == "github.ref_type == 'tag'"
    assert publish["needs"] == ["test", "build"]
    script = publish["steps"][-1]["run"]
    assert "--draft" in script
    assert "checksums.py" in script
