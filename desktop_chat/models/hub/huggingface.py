"""Keeps huggingface_hub, which has one HTTP client for a whole process, to a session's way to the hub."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

import httpx2
from huggingface_hub import constants, set_client_factory

from desktop_chat.models.hub.transport import TIMEOUT

_MAX_REDIRECTS: Final = 5
_SILENT: Final = logging.CRITICAL + 1

_transport: ContextVar[httpx2.BaseTransport] = ContextVar("_transport")


class GivenUpError(Exception):
    """A request failed on its way; `__cause__` says how. huggingface_hub does not try those again."""


@contextmanager
def asking_through(transport: httpx2.BaseTransport) -> Iterator[None]:
    """Let what huggingface_hub asks for inside go through `transport`, in this thread alone.

    Its requests raise `GivenUpError` and `httpx2.HTTPStatusError`, each at the first failure: the library
    itself would try five times, sleeping up to 23 seconds in between.
    """
    before = _transport.set(transport)
    try:
        yield
    finally:
        _transport.reset(before)


class _CurrentTransport(httpx2.BaseTransport):
    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.extensions["timeout"] = TIMEOUT.as_dict()  # the library asks for none in its searches
        try:
            response = _transport.get().handle_request(request)
            response.request = request
            response.read()
        except httpx2.RequestError as error:
            error.request = request
            raise GivenUpError from error
        if response.is_error:
            raise httpx2.HTTPStatusError("An error status", request=request, response=response)
        return response


def _silence(*names: str) -> None:
    """Keep addresses out of every log: they hold what was searched for, and signatures."""
    for name in names:
        logging.getLogger(name).setLevel(_SILENT)


constants.HF_HUB_DISABLE_TELEMETRY = True
constants.HF_HUB_DISABLE_IMPLICIT_TOKEN = True  # only the app's own token is sent, by the transport
_silence("huggingface_hub", "httpx2", "httpcore2")
set_client_factory(
    lambda: httpx2.Client(
        transport=_CurrentTransport(), follow_redirects=True, max_redirects=_MAX_REDIRECTS, trust_env=False
    )
)
