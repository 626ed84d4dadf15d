"""Finds repositories with model files on the hub."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

from huggingface_hub import HfApi
from huggingface_hub.hf_api import ModelInfo

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.describing import described, summary_of
from desktop_chat.models.hub.listing import HUB, Repository, RepositorySummary, SearchQuery, SortOrder
from desktop_chat.models.hub.session import HubSession

MAX_FOUND: Final = 200

_Sort = Literal["trending_score", "downloads", "likes", "last_modified"]
_SORTS: Final[dict[SortOrder, _Sort]] = {
    "trending": "trending_score",
    "downloads": "downloads",
    "likes": "likes",
    "updated": "last_modified",
}
_ID: Final = re.compile(r"[\w][\w.-]{0,95}/[\w][\w.-]{0,95}", re.ASCII)
_NOT_OWNERS: Final = {"api", "datasets", "docs", "models", "spaces", "blog", "collections", "papers"}


def search(session: HubSession, query: SearchQuery) -> tuple[RepositorySummary, ...]:
    """Search for repositories with GGUF files.

    A text that names one repository, or is the address of its page, finds that one; where its files are no
    GGUF, it finds those made from it. Raises `FaultError` as `HubSession.asking` does.
    """
    named = repository_id(query.text, session.endpoint)
    found = _find_named(session, named, query) if named else ()
    return found or _find(session, query, text=named.partition("/")[2] or query.text)


def repository(session: HubSession, name: str) -> Repository:
    """List a repository's model files; the id in the answer is the new one where it was renamed.

    Raises `FaultError` as `HubSession.asking` does.
    """
    return described(_ask_for(session, name), session.endpoint)


def repository_id(text: str, endpoint: str = HUB) -> str:
    """Give the id that a text is, or that is in the address of a page of the hub; "" where there is none.

    A quantization behind a colon, as other apps write it, is left out.
    """
    text = text.strip()
    hosts = {"huggingface.co", "www.huggingface.co", "hf.co", urlsplit(endpoint).netloc}
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.netloc in hosts:
        text = "/".join(unquote(parts.path).strip("/").split("/")[:2])
    text = text.partition(":")[0]
    is_id = _ID.fullmatch(text) and text.partition("/")[0] not in _NOT_OWNERS
    return text if is_id else ""


def _find_named(session: HubSession, name: str, query: SearchQuery) -> tuple[RepositorySummary, ...]:
    try:
        info = _ask_for(session, name)
    except FaultError as error:
        if error.fault.code in ("hub_missing", "hub_gated", "hub_no_access"):
            return ()
        raise
    if "gguf" in (info.tags or ()) or described(info, session.endpoint).choices:
        return (*_summaries([info]),)
    return _find(session, query, tags=[f"base_model:quantized:{info.id}"])


def _ask_for(session: HubSession, name: str) -> ModelInfo:
    if not _ID.fullmatch(name):
        raise FaultError("hub_missing", repository=name)
    with session.asking(name):
        return HfApi(endpoint=session.endpoint, token=False).model_info(name, files_metadata=True)


def _find(
    session: HubSession, query: SearchQuery, text: str = "", tags: Iterable[str] = ()
) -> tuple[RepositorySummary, ...]:
    most = query.largest_parameters
    with session.asking():
        models = HfApi(endpoint=session.endpoint, token=False).list_models(
            filter=["gguf", *tags, *([query.language] if query.language else [])],
            author=query.author or None,
            search=text.strip() or None,
            num_parameters=f"max:{most:g}B" if most else None,
            sort=_SORTS[query.sort],
            limit=min(max(query.limit, 1), MAX_FOUND),
            expand=["cardData", "downloads", "gated", "gguf", "lastModified", "likes", "tags"],
        )
        found = [*_summaries(models)]
    return tuple(one for one in found if not most or one.parameters <= most * 1e9)


def _summaries(models: Iterable[ModelInfo]) -> Iterator[RepositorySummary]:
    """Describe those whose id is one: it becomes part of addresses and of folder names."""
    return (summary_of(model) for model in models if isinstance(model.id, str) and _ID.fullmatch(model.id))
