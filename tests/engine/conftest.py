"""Real models for the tests of the engine's child: loaded in this process, or in one of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from desktop_chat.engine.llama import Backend
from desktop_chat.engine.protocol import Load, LoadPlan
from desktop_chat.engine.session import Loader, Session
from tests.support.engines import Engine

OpenSession = Callable[..., Session]
StartEngine = Callable[..., Engine]


@pytest.fixture(scope="session")
def backend() -> Backend:
    """The engine library, started once for all tests: llama.cpp keeps the callback of its log."""
    return Backend(lambda _line: None)


@pytest.fixture
def open_session(backend: Backend) -> Iterator[OpenSession]:
    """Loads models that are freed after the test; `plan` are fields of `LoadPlan`."""
    with ExitStack() as opened:

        def open_session(path: Path, context: int = 2048, template: str = "", **plan: Any) -> Session:
            command = Load(str(path), LoadPlan(context, **plan), template)
            session, _ = Loader(backend, command, lambda _fraction: None, lambda: False).load()
            return opened.enter_context(closing(session))

        yield open_session


@pytest.fixture
def start_engine(tmp_path: Path) -> Iterator[StartEngine]:
    """Starts engines that are gone after the test; `arguments` go to Python instead of the usual ones."""
    with ExitStack() as started:

        def start_engine(*arguments: str) -> Engine:
            command = [sys.executable, *(arguments or ("-m", "desktop_chat", "engine"))]
            return started.enter_context(closing(Engine(command, tmp_path / "engine.log")))

        yield start_engine
