"""Repositories are found, and their files are grouped into choices."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pytest

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.hub.listing import SearchQuery
from desktop_chat.models.hub.search import repository, repository_id, search
from desktop_chat.models.hub.session import HubSession
from tests.models.hub.conftest import OpenSession
from tests.support.hub.files import Request
from tests.support.hub.server import FakeHub, FakeRepository


def add(hub: FakeHub, name: str, **facts: object) -> FakeRepository:
    return hub.add(FakeRepository(name, **facts))


def ids(session: HubSession, **query: object) -> list[str]:
    return [one.id for one in search(session, SearchQuery(**query))]


def names(hub: FakeHub, session: HubSession, *files: str, size: int = 10) -> list[list[str]]:
    one = add(hub, "own/Model-GGUF")
    for file in files:
        one.add(file, b"x" * size)
    return [[file.name for file in choice.files] for choice in repository(session, "own/Model-GGUF").choices]


# ---- searching


def test_repositories_are_found_by_words_of_their_name(hub: FakeHub, session: HubSession) -> None:
    add(hub, "Qwen/Qwen3-8B-GGUF")
    add(hub, "bartowski/gemma-3-4b-it-GGUF")

    assert ids(session, text="gemma 4b") == ["bartowski/gemma-3-4b-it-GGUF"]


def test_only_repositories_with_gguf_files_are_found(hub: FakeHub, session: HubSession) -> None:
    add(hub, "Qwen/Qwen3-8B", tags=["safetensors"])
    add(hub, "Qwen/Qwen3-8B-GGUF")

    assert ids(session, text="qwen3") == ["Qwen/Qwen3-8B-GGUF"]


def test_an_author_and_a_language_narrow_the_search(hub: FakeHub, session: HubSession) -> None:
    add(hub, "LGAI/A-GGUF", tags=["gguf", "ko"])
    add(hub, "LGAI/B-GGUF", tags=["gguf", "en"])
    add(hub, "other/A-GGUF", tags=["gguf", "ko"])

    assert ids(session, author="LGAI", language="ko") == ["LGAI/A-GGUF"]


def test_models_that_are_too_large_are_left_out(hub: FakeHub, session: HubSession) -> None:
    add(hub, "a/small-GGUF", gguf={"total": 4_000_000_000, "architecture": "llama"})
    add(hub, "a/large-GGUF", gguf={"total": 13_000_000_000, "architecture": "llama"})

    assert ids(session, largest_parameters=8) == ["a/small-GGUF"]


def test_a_hub_that_does_not_know_the_size_filter_is_filtered_here(hub: FakeHub, session: HubSession) -> None:
    add(hub, "a/small-GGUF", gguf={"total": 4_000_000_000})
    add(hub, "a/large-GGUF", gguf={"total": 13_000_000_000})

    def forget_the_filter(request: Request, handler: BaseHTTPRequestHandler) -> bool:
        handler.path = handler.path.replace("num_parameters", "unknown")
        return False

    hub.plan.faults.append(forget_the_filter)

    assert ids(session, largest_parameters=8) == ["a/small-GGUF"]


@pytest.mark.parametrize(
    ("sort", "first"), [("trending", "a/t"), ("downloads", "a/d"), ("likes", "a/l"), ("updated", "a/u")]
)
def test_what_is_found_comes_in_the_order_asked_for(
    hub: FakeHub, session: HubSession, sort: str, first: str
) -> None:
    add(hub, "a/t", trending=9)
    add(hub, "a/d", downloads=9)
    add(hub, "a/l", likes=9)
    add(hub, "a/u", last_modified="2026-01-01T00:00:00.000Z")

    assert ids(session, sort=sort)[0] == first


def test_no_more_are_asked_for_than_wanted_and_pages_are_followed(hub: FakeHub, session: HubSession) -> None:
    for number in range(7):
        add(hub, f"a/m{number}", trending=-number)
    hub.page = 2

    assert ids(session, limit=5) == ["a/m0", "a/m1", "a/m2", "a/m3", "a/m4"]
    assert len(hub.requests) == 3


def test_a_summary_says_what_the_list_shows(hub: FakeHub, session: HubSession) -> None:
    add(
        hub,
        "LGAI/EXAONE-GGUF",
        downloads=1234,
        likes=56,
        gated="auto",
        last_modified="2025-06-01T12:00:00.000Z",
        card={"license": "other", "license_name": "exaone", "language": ["ko", "en"]},
        gguf={"total": 1_279_391_488, "architecture": "exaone4", "chat_template": "{{x}}"},
    )

    (summary,) = search(session, SearchQuery(text="exaone"))

    assert (summary.owner, summary.name) == ("LGAI", "EXAONE-GGUF")
    assert (summary.downloads, summary.likes, summary.gate) == (1234, 56, "automatic")
    assert summary.updated_at == datetime(2025, 6, 1, 12, tzinfo=UTC).timestamp()
    assert (summary.licence, summary.languages) == ("exaone", ("ko", "en"))
    assert (summary.parameters, summary.architecture) == (1_279_391_488, "exaone4")


def test_a_licence_is_told_by_a_tag_where_the_card_has_none(hub: FakeHub, session: HubSession) -> None:
    add(hub, "a/m", tags=["gguf", "license:apache-2.0"])

    assert search(session, SearchQuery())[0].licence == "apache-2.0"


@pytest.mark.parametrize(("gated", "gate"), [(False, "open"), ("manual", "manual"), (True, "manual")])
def test_a_gate_is_told(hub: FakeHub, session: HubSession, gated: bool | str, gate: str) -> None:
    add(hub, "a/m", gated=gated)

    assert search(session, SearchQuery())[0].gate == gate


def test_nothing_found_is_no_fault(session: HubSession) -> None:
    assert search(session, SearchQuery(text="there is no such thing")) == ()


def test_facts_of_the_wrong_kind_are_left_out(hub: FakeHub, session: HubSession) -> None:
    add(
        hub,
        "a/m",
        downloads="many",
        gguf={"total": -5, "architecture": ["llama"]},
        card={"license": 5, "language": [False, "ko", {}, "x\ny"]},
    )

    (summary,) = search(session, SearchQuery())

    assert (summary.downloads, summary.parameters, summary.architecture) == (0, 0, "")
    assert (summary.licence, summary.languages) == ("", ("ko",))


def test_a_repository_with_an_impossible_name_is_left_out(hub: FakeHub, session: HubSession) -> None:
    add(hub, "../evil")
    add(hub, "a/good")

    assert ids(session) == ["a/good"]


# ---- one repository by its name or address


@pytest.mark.parametrize(
    "text",
    [
        "Qwen/Qwen3-8B-GGUF",
        " Qwen/Qwen3-8B-GGUF ",
        "Qwen/Qwen3-8B-GGUF:Q4_K_M",
        "https://huggingface.co/Qwen/Qwen3-8B-GGUF",
        "https://huggingface.co/Qwen/Qwen3-8B-GGUF/tree/main",
        "https://huggingface.co/Qwen/Qwen3-8B-GGUF/resolve/main/a.gguf?download=true",
        "hf.co/Qwen/Qwen3-8B-GGUF:Q8_0",
        "huggingface.co/Qwen/Qwen3-8B-GGUF",
        "https://mirror.example/Qwen/Qwen3-8B-GGUF",
    ],
)
def test_a_name_or_an_address_is_a_repository(text: str) -> None:
    assert repository_id(text, "https://mirror.example") == "Qwen/Qwen3-8B-GGUF"


@pytest.mark.parametrize(
    "text",
    [
        "qwen",
        "qwen 8b",
        "",
        "a/b/c",
        "../b",
        "a/..",
        "https://huggingface.co/docs/hub",
        "https://huggingface.co",
        "https://elsewhere.example/a/b",
        "http://[",
        "한국/어",
    ],
)
def test_other_texts_are_not(text: str) -> None:
    assert repository_id(text) == ""


def test_a_repository_that_is_named_is_found_alone(hub: FakeHub, session: HubSession) -> None:
    add(hub, "Qwen/Qwen3-8B-GGUF", downloads=5)
    add(hub, "copy/Qwen3-8B-GGUF", downloads=9)

    assert ids(session, text="Qwen/Qwen3-8B-GGUF") == ["Qwen/Qwen3-8B-GGUF"]
    assert ids(session, text=f"{hub.url}/Qwen/Qwen3-8B-GGUF/tree/main") == ["Qwen/Qwen3-8B-GGUF"]


def test_one_that_was_renamed_is_found_under_its_new_name(hub: FakeHub, session: HubSession) -> None:
    add(hub, "new/Model-GGUF")
    hub.renamed["old/Model-GGUF"] = "new/Model-GGUF"

    assert ids(session, text="old/Model-GGUF") == ["new/Model-GGUF"]


def test_for_original_weights_the_models_made_from_them_are_found(hub: FakeHub, session: HubSession) -> None:
    add(hub, "google/gemma-3-4b-it", tags=["safetensors"])
    add(hub, "bartowski/x-GGUF", tags=["gguf", "base_model:quantized:google/gemma-3-4b-it"])

    assert ids(session, text="google/gemma-3-4b-it") == ["bartowski/x-GGUF"]


def test_a_name_that_is_not_there_is_searched_for(hub: FakeHub, session: HubSession) -> None:
    add(hub, "bartowski/gemma-3-4b-it-GGUF")

    assert ids(session, text="google/gemma-3") == ["bartowski/gemma-3-4b-it-GGUF"]


# ---- files


def test_a_repository_lists_its_choices_the_smallest_first(hub: FakeHub, session: HubSession) -> None:
    one = add(hub, "own/Model-GGUF", card={"license": "llama3.1", "base_model": "meta-llama/Llama-3.1-8B"})
    large = one.add("Model-Q8_0.gguf", b"x" * 90)
    small = one.add("Model-Q4_K_M.gguf", b"x" * 50)
    one.add("README.md", b"hello", is_lfs=False)

    shown = repository(session, "own/Model-GGUF")

    assert [choice.quantization for choice in shown.choices] == ["Q4_K_M", "Q8_0"]
    assert [choice.size for choice in shown.choices] == [50, 90]
    assert [choice.files[0].sha256 for choice in shown.choices] == [small.sha256, large.sha256]
    assert (shown.revision, shown.summary.licence) == (one.commit, "llama3.1")
    assert shown.base_models == ("meta-llama/Llama-3.1-8B",)


def test_parts_of_a_split_model_are_one_choice_in_order(hub: FakeHub, session: HubSession) -> None:
    parts = [f"Q8_0/m-Q8_0-0000{number}-of-00003.gguf" for number in (2, 3, 1)]

    assert names(hub, session, *parts) == [sorted(parts)]


def test_a_split_model_with_a_part_missing_is_left_out(hub: FakeHub, session: HubSession) -> None:
    assert names(hub, session, "m-00001-of-00003.gguf", "m-00003-of-00003.gguf", "n.gguf") == [["n.gguf"]]


def test_a_split_model_of_absurdly_many_parts_is_left_out(hub: FakeHub, session: HubSession) -> None:
    assert names(hub, session, "m-00001-of-99999.gguf", "m-00001-of-00000.gguf") == []


def test_files_that_are_no_chat_models_are_left_out(hub: FakeHub, session: HubSession) -> None:
    others = [
        "mmproj-model-f16.gguf",
        "Model.mmproj-Q8_0.gguf",
        "imatrix.gguf",
        "Model-imatrix.gguf",
        "my-lora-f16.gguf",
        "adapter_model.gguf",
        "ggml-vocab-llama.gguf",
        "model.safetensors",
        "Model.gguf.part1of2",
        "../evil.gguf",
        "a//b.gguf",
        "x\n.gguf",
    ]

    assert names(hub, session, *others, "Model-imatrix-Q4_K_M.gguf") == [["Model-imatrix-Q4_K_M.gguf"]]


def test_a_whole_model_may_have_lora_in_its_name(hub: FakeHub, session: HubSession) -> None:
    one = add(hub, "own/Model-GGUF")
    one.add("alpaca-lora-7b.Q4_K_M.gguf", b"x", size=4 << 30)

    assert len(repository(session, "own/Model-GGUF").choices) == 1


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://example.org/licence", "https://example.org/licence"),
        ("LICENSE", "{url}/own/m/blob/main/LICENSE"),
        ("javascript:alert(1)", "{url}/own/m/blob/main/javascript%3Aalert%281%29"),
        ("file:///etc/passwd", ""),
        (7, ""),
    ],
)
def test_a_licence_link_leads_to_the_web_alone(
    hub: FakeHub, session: HubSession, link: object, shown: str
) -> None:
    add(hub, "own/m", card={"license_link": link})

    assert repository(session, "own/m").licence_link == shown.format(url=hub.url)


def test_a_gated_repository_shows_its_files_without_a_token(hub: FakeHub, session: HubSession) -> None:
    add(hub, "own/m", gated="manual").add("m-Q4_0.gguf", b"x")

    assert repository(session, "own/m").summary.gate == "manual"


def test_a_private_repository_is_shown_to_its_owners_token(hub: FakeHub, open_session: OpenSession) -> None:
    add(hub, "own/m", is_private=True, granted={"hf_mine"})
    hub.tokens = {"hf_mine"}

    assert repository(open_session("hf_mine"), "own/m").summary.id == "own/m"
    with pytest.raises(FaultError) as raised:
        repository(open_session(), "own/m")
    assert raised.value.fault == Fault("hub_missing", {"repository": "own/m"})


@pytest.mark.parametrize("name", ["", "a", "a/b/c", "../x", "a/b?c", "a b/c", "a/b#c", "x" * 200 + "/m"])
def test_an_impossible_name_is_missing_and_asks_for_nothing(
    hub: FakeHub, session: HubSession, name: str
) -> None:
    with pytest.raises(FaultError) as raised:
        repository(session, name)

    assert raised.value.fault.code == "hub_missing"
    assert hub.requests == []


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>Sign in to the hotel's network</html>",
        b'[{"id": "a/b", "downlo',
        b"[[]]",
        b"[7]",
        b'[{"likes": 3}]',
        b'[{"id": "a/b", "lastModified": "yesterday"}]',
        b"\xff\xfe",
        b"",
    ],
)
def test_an_answer_that_is_no_list_is_nonsense(hub: FakeHub, session: HubSession, answer: bytes) -> None:
    def spoil(request: Request, handler: BaseHTTPRequestHandler) -> bool:
        handler.send_body(request, 200, answer, "text/html")  # type: ignore[attr-defined]
        return True

    hub.plan.faults.append(spoil)

    with pytest.raises(FaultError) as raised:
        search(session, SearchQuery(text="x"))
    assert raised.value.fault == Fault("hub_nonsense", {"host": hub.host})


def test_the_search_goes_through_huggingface_hub_as_it_is_documented(
    hub: FakeHub, session: HubSession
) -> None:
    search(session, SearchQuery("llama", "meta", "ko", 8, "likes", 30))

    query = parse_qs(urlsplit(hub.requests[0].path).query)
    assert query["filter"] == ["gguf", "ko"]
    assert (query["search"], query["author"], query["sort"]) == (["llama"], ["meta"], ["likes"])
    assert (query["num_parameters"], query["limit"]) == (["max:8B"], ["30"])
    assert "gguf" in query["expand"]
    assert json.dumps(hub.requests[0].headers).count("trace") == 0
