"""Fetching the list of releases from a real server on this PC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.hub import release_list
from desktop_chat.models.hub.protocol import HubFailed, LookForReleases, ReleasesFound
from desktop_chat.models.hub.release_list import fetch_releases
from desktop_chat.settings import NetworkSettings
from tests.support.hub.certificates import make_certificate
from tests.support.hub.process import HubProcess, configuration
from tests.support.release_server import OWN, Answer, ReleaseServer

LIST = f"/api/v3/repos/{OWN}/releases"


@pytest.fixture
def server() -> Iterator[ReleaseServer]:
    with ReleaseServer() as server:
        yield server


def refusal(server: ReleaseServer, **network: object) -> Fault:
    """Give why nothing was fetched."""
    with pytest.raises(FaultError) as raised:
        fetch_releases(NetworkSettings(**network), server.repository)  # type: ignore[arg-type]
    return raised.value.fault


@pytest.mark.parametrize("packed", [False, True])
def test_the_list_is_fetched_by_one_request_that_tells_nothing_of_the_user(
    server: ReleaseServer, packed: bool
) -> None:
    server.publish(server.release("v1.2.0"), server.release("v1.1.0"), packed=packed)
    releases = fetch_releases(NetworkSettings(), server.repository)
    assert [release.version for release in releases] == ["1.2.0", "1.1.0"]
    ((path, headers),) = server.requests
    assert path == f"{LIST}?per_page=50"
    assert {name.lower() for name in headers} <= {
        "host",
        "accept",
        "accept-encoding",
        "connection",
        "user-agent",
        "x-github-api-version",
    }


def test_nothing_is_asked_where_the_app_is_to_stay_offline(server: ReleaseServer) -> None:
    assert refusal(server, offline=True).code == "offline"
    assert server.requests == []


def test_the_proxy_of_the_settings_is_used(server: ReleaseServer) -> None:
    with ReleaseServer() as proxy:
        proxy.publish(server.release("v3.0.0"))
        (release,) = fetch_releases(NetworkSettings(proxy=proxy.url), server.repository)
        assert release.version == "3.0.0"
        assert [path for path, _ in proxy.requests] == [f"{server.url}{LIST}?per_page=50"]
    assert server.requests == []


def test_a_renamed_repository_is_followed_on_its_own_site(server: ReleaseServer) -> None:
    server.publish(server.release("v1.2.0"))
    server.answers[LIST] = Answer(b"", 301, {"Location": "/api/v3/repositories/1/releases"})
    assert len(fetch_releases(NetworkSettings(), server.repository)) == 1
    assert [path for path, _ in server.requests][1:] == ["/api/v3/repositories/1/releases"]


def test_nothing_is_asked_of_another_site(server: ReleaseServer) -> None:
    with ReleaseServer() as other:
        server.answer = Answer(b"", 302, {"Location": f"{other.url}{LIST}"})
        assert refusal(server) == Fault(
            "updates_failed", {"host": server.host, "reason": "it leads elsewhere"}
        )
        assert other.requests == []


def test_a_site_that_leads_in_a_circle_is_given_up(server: ReleaseServer) -> None:
    server.answer = Answer(b"", 302, {"Location": LIST})
    assert refusal(server).code == "updates_failed"
    assert len(server.requests) == 4


@pytest.mark.parametrize("status", [403, 404, 429, 500])
def test_a_refusal_is_told_by_its_number(server: ReleaseServer, status: int) -> None:
    server.answer = Answer(b'{"message":"no"}', status)
    assert refusal(server) == Fault("updates_failed", {"host": server.host, "reason": str(status)})


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b"null", b"\x1f\x8b\x08"])
def test_an_answer_that_is_no_list_is_told(server: ReleaseServer, body: bytes) -> None:
    server.answer = Answer(body)
    assert refusal(server).values["reason"] == "its answer is not a list of releases"


def test_a_long_answer_is_not_read_to_its_end(server: ReleaseServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release_list, "MOST_BYTES", 100_000)
    server.publish(server.release("v1.0.0", "x" * 200_000), packed=True)
    assert refusal(server).values["reason"] == "its answer is too long"


def test_a_server_that_says_nothing_is_given_up(
    server: ReleaseServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_list, "TIMEOUT", httpx2.Timeout(0.2))
    server.answer = Answer(b"[", stalls=True)
    assert refusal(server).values["reason"] == "no answer"


def test_a_server_that_is_not_there_is_told(server: ReleaseServer) -> None:
    server.__exit__()
    assert refusal(server).code == "hub_unreachable"


def test_a_certificate_nobody_knows_is_not_trusted(tmp_path: Path) -> None:
    with ReleaseServer(make_certificate(tmp_path / "own.pem").server_context()) as server:
        assert refusal(server).code == "hub_untrusted"


def test_the_hub_process_looks_and_tells(server: ReleaseServer, tmp_path: Path) -> None:
    server.publish(server.release("v1.2.0"))
    with closing(HubProcess(tmp_path / "hub.log", "MemoryKeychain")) as process:
        process.send(configuration(tmp_path, endpoint="not an address"))
        process.send(LookForReleases(7, server.repository))
        found = process.log.wait_for(ReleasesFound)
        assert (found.id, [release.version for release in found.releases]) == (7, ["1.2.0"])
        process.send(LookForReleases(8, ""))
        assert process.log.wait_for(HubFailed).fault == Fault("updates_no_address")
