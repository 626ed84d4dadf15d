"""A hub on this PC for each test, and sessions that reach it and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from desktop_chat.models.hub.session import HubSession
from desktop_chat.settings import NetworkSettings
from tests.support.hub.server import FakeHub

OpenSession = Callable[..., HubSession]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the proxies of whoever runs the tests out of them."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub() as hub:
        yield hub


@pytest.fixture
def open_session(hub: FakeHub) -> Iterator[OpenSession]:
    """Opens sessions that are closed after the test."""
    with ExitStack() as opened:

        def open_session(token: str = "", endpoint: str = hub.url, **network: object) -> HubSession:
            session = HubSession(NetworkSettings(endpoint=endpoint, **network), token)
            opened.callback(session.close)
            return session

        yield open_session


@pytest.fixture
def session(open_session: OpenSession) -> HubSession:
    return open_session()
