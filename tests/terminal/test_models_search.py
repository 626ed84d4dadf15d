"""`desktop-chat models search`: the catalog first, then the hub."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.support.hub.server import FakeHub, FakeRepository
from tests.support.hub.spoilers import Stalling
from tests.support.terminal import piped
from tests.terminal.conftest import Call


def test_the_catalog_comes_before_the_hub(models: Call, hub: FakeHub) -> None:
    hub.add(FakeRepository("someone/EXAONE-mine-GGUF", downloads=12_345, gated="manual"))

    lines = models("search", "exaone").out.splitlines()

    assert lines[0] == "In the catalog:"
    assert any(line.startswith("  exaone-3.5-2.4b ") for line in lines)
    after = lines[lines.index("On the hub:") + 1 :]
    assert len(after) == 1
    assert after[0].split()[:3] == ["someone/EXAONE-mine-GGUF", "12K", "downloads"]
    assert "asks for consent" in after[0]


def test_as_json_each_find_says_where_it_is_from(models: Call, repository: FakeRepository) -> None:
    repository.id = "own/Small-qwen3-GGUF"

    found = models("search", "--json", "qwen3").objects

    catalog = [each for each in found if each["source"] == "catalog"]
    hub = [each for each in found if each["source"] == "hub"]
    assert "qwen3-8b" in {each["catalog_id"] for each in catalog}
    assert {each["verdict"] for each in catalog} <= {"fits", "tight", "slow", "does_not_fit"}
    assert [(each["repository"], each["downloads"]) for each in hub] == [("own/Small-qwen3-GGUF", 1234)]


def test_the_catalog_alone_needs_no_network(models: Call, hub: FakeHub) -> None:
    done = models("search", "--catalog", "korean")

    assert (done.code, hub.requests) == (0, [])
    assert "exaone" in done.out


@pytest.mark.usefixtures("offline")
def test_offline_the_catalog_is_searched_and_nothing_is_sent(models: Call, hub: FakeHub) -> None:
    done = models("search", "--json", "qwen3")

    assert (done.code, hub.requests) == (1, [])
    assert done.objects[0]["source"] == "catalog"
    assert done.objects[-1] == {"fault": {"code": "offline", "values": {}}}
    assert done.err.startswith("The app is set to stay offline.")


@pytest.mark.parametrize(
    ("text", "name", "nearest"), [("gpt-4", "GPT-4", "gpt-oss-20b"), ("gpt-j", "GPT-J", "dolly")]
)
def test_what_cannot_be_had_says_why_and_what_is_nearest(
    models: Call, text: str, name: str, nearest: str
) -> None:
    first, second = models("search", "--catalog", text).out.splitlines()[:2]
    told = models("search", "--catalog", "--json", text).objects[0]

    assert name in first.partition(":")[0]
    assert second.startswith(f"Nearest: {nearest}")
    assert told["source"] == "unavailable"
    assert told["nearest"][0].startswith(nearest)


def test_author_language_order_and_number_are_asked_of_the_hub(models: Call, hub: FakeHub) -> None:
    for number in range(4):
        hub.add(FakeRepository(f"own/a{number}-GGUF", tags=["gguf", "ko"], likes=number))
    hub.add(FakeRepository("own/b-GGUF", likes=9))
    hub.add(FakeRepository("other/c-GGUF", tags=["gguf", "ko"], likes=9))

    arguments = ("--author", "own", "--language", "ko", "--sort", "likes", "--limit", "2")
    found = models("search", "--json", *arguments).objects

    assert [each["repository"] for each in found] == ["own/a3-GGUF", "own/a2-GGUF"]


def test_a_search_for_nothing_is_wrong_usage(models: Call, hub: FakeHub) -> None:
    assert (models("search").code, hub.requests) == (2, [])


def test_nothing_found_is_said(models: Call, hub: FakeHub) -> None:
    done = models("search", "zzzzzz")

    assert (done.code, done.out, done.err) == (0, "", "Nothing was found.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")
@pytest.mark.usefixtures("home")
def test_ctrl_c_ends_a_search_at_once_though_the_hub_is_silent(hub: FakeHub) -> None:
    stalling = Stalling()
    hub.plan.faults.append(stalling)
    with piped("models", "search", "zzzzzz") as process:
        assert stalling.wait_for_a_request()
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == (b"", b"")
        assert process.returncode == 1
    stalling.release()
