"""The way to the hub: where files lie, what goes wrong, and what is kept from whom."""

from __future__ import annotations

import email.utils
import gzip
import logging
import socket
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from huggingface_hub import HfApi

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.hub import answers, huggingface, transport
from desktop_chat.models.hub import session as session_module
from desktop_chat.models.hub.listing import SearchQuery
from desktop_chat.models.hub.search import search
from desktop_chat.models.hub.session import HubSession, fault_of, retry_after
from desktop_chat.settings import NetworkSettings
from tests.models.hub.conftest import OpenSession
from tests.support.hub.certificates import Certificate, make_certificate
from tests.support.hub.server import COMMIT, FakeHub, FakeRepository
from tests.support.hub.spoilers import Stalling, answering, hanging_up

TOKEN = "hf_secretsecretsecretsecret"
FILE = "Q4_K_M/모델 with spaces & more.gguf"

needs_own_authority = pytest.mark.skipif(
    sys.platform != "linux", reason="only OpenSSL's certificates can be chosen for one test"
)


@pytest.fixture
def model(hub: FakeHub) -> FakeRepository:
    model = hub.add(FakeRepository("own/Model-GGUF"))
    model.add(FILE, b"0123456789" * 1000)
    return model


def fault(act: Callable[[], object]) -> Fault:
    with pytest.raises(FaultError) as raised:
        act()
    return raised.value.fault


def locate_fault(session: HubSession, file: str = FILE, revision: str = "main") -> Fault:
    return fault(lambda: session.locate("own/Model-GGUF", revision, file))


def search_fault(session: HubSession) -> Fault:
    return fault(lambda: search(session, SearchQuery("x")))


# ---- where files lie


def test_a_location_says_what_a_download_needs(
    hub: FakeHub, session: HubSession, model: FakeRepository
) -> None:
    location = session.locate("own/Model-GGUF", "main", FILE)

    assert location.url.startswith(hub.cdn_url)
    assert location.size == 10_000
    assert location.sha256 == location.etag == model.files[FILE].sha256
    assert location.revision == COMMIT
    answer = session.client.get(location.url, headers={"Range": "bytes=10-19"})
    assert (answer.status_code, answer.content) == (206, b"0123456789")


def test_a_commit_can_be_asked_for(session: HubSession, model: FakeRepository) -> None:
    assert session.locate("own/Model-GGUF", COMMIT, FILE).revision == COMMIT


def test_a_small_file_lies_on_the_hub_itself_and_has_no_sha256(
    hub: FakeHub, session: HubSession, model: FakeRepository
) -> None:
    model.add("README.md", b"hello", is_lfs=False)

    location = session.locate("own/Model-GGUF", "main", "README.md")

    assert location.url.startswith(hub.url)
    assert (location.size, location.sha256) == (5, "")
    assert session.client.get(location.url).content == b"hello"


def test_a_mirror_that_tells_no_size_is_asked_at_the_files_server(
    hub: FakeHub, session: HubSession, model: FakeRepository
) -> None:
    hub.has_linked_headers = False

    assert session.locate("own/Model-GGUF", "main", FILE).size == 10_000
    assert [request.range for request in hub.requests_to("cdn")] == ["bytes=0-0"]


def test_a_renamed_repository_is_followed(hub: FakeHub, session: HubSession, model: FakeRepository) -> None:
    hub.renamed["old/Model-GGUF"] = "own/Model-GGUF"

    assert session.locate("old/Model-GGUF", "main", FILE).size == 10_000


@pytest.mark.parametrize(
    "name", ["../x.gguf", "a/../b", "/etc/passwd", "a\\b.gguf", "a//b", "", "x\n.gguf", "."]
)
def test_a_name_that_leads_out_of_its_folder_is_refused_before_anything_is_asked(
    hub: FakeHub, session: HubSession, name: str
) -> None:
    assert locate_fault(session, name) == Fault("hub_name_unsafe", {"name": name})
    assert hub.requests == []


@pytest.mark.parametrize("size", ["-5", "many"])
def test_a_size_that_is_none_is_nonsense(
    hub: FakeHub, session: HubSession, model: FakeRepository, size: str
) -> None:
    headers = {"X-Linked-Size": size, "Location": f"{hub.cdn_url}/x"}
    hub.plan.faults.append(answering(302, headers=headers, server="hub"))

    assert locate_fault(session).code in ("hub_nonsense", "hub_no_access")


# ---- refusals


def test_what_is_not_there_is_told_apart(hub: FakeHub, session: HubSession, model: FakeRepository) -> None:
    missing_file = {"repository": "own/Model-GGUF", "name": "no.gguf"}

    assert locate_fault(session, "no.gguf") == Fault("hub_file_missing", missing_file)
    assert locate_fault(session, revision="gone").code == "hub_file_missing"
    assert fault(lambda: session.locate("own/Gone", "main", FILE)) == Fault(
        "hub_missing", {"repository": "own/Gone"}
    )


def test_a_repository_that_is_not_there_for_an_account_is_missing_too(
    hub: FakeHub, open_session: OpenSession
) -> None:
    hub.tokens = {TOKEN}

    assert fault(lambda: open_session(TOKEN).locate("own/Gone", "main", "x.gguf")).code == "hub_missing"


def test_a_gated_model_asks_for_consent_and_a_token(
    hub: FakeHub, open_session: OpenSession, model: FakeRepository
) -> None:
    model.gated = "auto"
    hub.tokens = {TOKEN}

    assert locate_fault(open_session()) == Fault("hub_gated", {"repository": "own/Model-GGUF"})
    assert locate_fault(open_session(TOKEN)) == Fault("hub_no_access", {"repository": "own/Model-GGUF"})
    model.granted = {TOKEN}
    assert open_session(TOKEN).locate("own/Model-GGUF", "main", FILE).size == 10_000


def test_a_token_the_hub_does_not_know_is_wrong(open_session: OpenSession, model: FakeRepository) -> None:
    assert locate_fault(open_session("hf_old")) == Fault("hub_token_wrong")
    assert search_fault(open_session("hf_old")) == Fault("hub_token_wrong")


@pytest.mark.parametrize("token", ["a b", "x\r\nHost: evil", "토큰"])
def test_what_cannot_be_a_token_is_refused(token: str) -> None:
    assert fault(lambda: HubSession(NetworkSettings(), token)) == Fault("hub_token_wrong")


@pytest.mark.parametrize(
    ("status", "code", "values"),
    [
        (500, "hub_broken", {"status": "500 Internal Server Error"}),
        (503, "hub_broken", {"status": "503 Service Unavailable"}),
        (599, "hub_broken", {"status": "599"}),
        (429, "hub_busy", {"seconds": "60"}),
        (408, "hub_stalled", {}),
        (407, "hub_unreachable", {"reason": "the proxy asks for a password"}),
        (400, "hub_nonsense", {}),
        (418, "hub_nonsense", {}),
    ],
)
def test_each_error_status_is_a_fault_at_the_first_answer(
    hub: FakeHub, session: HubSession, status: int, code: str, values: dict[str, str]
) -> None:
    hub.plan.faults.append(answering(status, b"<h1>Oh no</h1>"))
    expected = Fault(code, {"host": hub.host, **values})

    assert search_fault(session) == expected
    assert locate_fault(session) == expected
    assert len(hub.requests) == 2


@pytest.mark.parametrize("status", [403, 404, 416])
def test_error_statuses_of_a_file_name_it(hub: FakeHub, session: HubSession, status: int) -> None:
    hub.plan.faults.append(answering(status))

    codes = {403: "hub_no_access", 404: "hub_file_missing", 416: "hub_file_changed"}
    assert locate_fault(session).code == codes[status]


def test_a_page_that_is_not_there_means_it_is_no_hub(hub: FakeHub, session: HubSession) -> None:
    hub.plan.faults.append(answering(404, b"<html>Not found</html>"))

    assert search_fault(session) == Fault("hub_nonsense", {"host": hub.host})


def response(headers: dict[str, str], status: int = 429) -> httpx2.Response:
    return httpx2.Response(status, headers=headers, request=httpx2.Request("GET", "https://hub.test"))


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-3"}, None),
        ({"Retry-After": "999999999999999999999"}, 3600.0),
        ({"RateLimit": '"api";r=0;t=55'}, 55.0),
        ({"RateLimit": '"api";r=12;t=55'}, None),
        ({"Retry-After": "3", "RateLimit": '"api";r=0;t=55'}, 3.0),
        (
            {
                "Retry-After": "Wed, 21 Oct 2015 07:28:30 GMT",
                "Date": "Wed, 21 Oct 2015 07:28:00 GMT",
            },
            30.0,
        ),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"Retry-After": "Wed, 99 Foo 2015"}, None),
    ],
)
def test_how_long_to_wait_is_told_in_many_ways(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(response(headers)) == seconds


def test_a_date_to_wait_for_is_measured_by_this_pc_where_the_server_tells_no_time() -> None:
    in_a_minute = email.utils.formatdate(time.time() + 60, usegmt=True)

    waited = retry_after(response({"Retry-After": in_a_minute}))
    assert waited is not None
    assert 50 < waited <= 60


def test_a_busy_hub_says_for_how_long(hub: FakeHub, session: HubSession) -> None:
    hub.plan.faults.append(answering(429, headers={"Retry-After": "17"}))

    assert locate_fault(session) == Fault("hub_busy", {"host": hub.host, "seconds": "17"})


# ---- the connection


def test_a_server_that_is_not_there_refuses(open_session: OpenSession) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{unused.getsockname()[1]}"
        found = search_fault(open_session(endpoint=f"http://{host}"))

    assert (found.code, found.values["host"]) == ("hub_unreachable", host)
    assert found.values["reason"]


def test_an_address_that_does_not_exist_is_unknown(
    open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    session = open_session(endpoint="https://hub.invalid")
    assert search_fault(session) == Fault("hub_name_unknown", {"host": "hub.invalid"})


def test_a_server_that_says_nothing_has_stalled(
    hub: FakeHub, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (session_module, huggingface):
        monkeypatch.setattr(module, "TIMEOUT", httpx2.Timeout(0.2))
    stalling = Stalling()
    hub.plan.faults.append(stalling)

    try:
        session = open_session()
        expected = Fault("hub_stalled", {"host": hub.host})
        assert search_fault(session) == expected
        assert locate_fault(session) == expected
    finally:
        stalling.release()


@pytest.mark.parametrize(
    "sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Le", b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n[{"]
)
def test_a_connection_that_is_cut_is_told(hub: FakeHub, session: HubSession, sent: bytes) -> None:
    hub.plan.faults.append(hanging_up(sent))

    assert search_fault(session) == Fault(
        "hub_unreachable", {"host": hub.host, "reason": "the connection was cut"}
    )
    assert len(hub.requests) == 1


def test_a_server_that_speaks_no_http_is_nonsense(hub: FakeHub, session: HubSession) -> None:
    hub.plan.faults.append(hanging_up(b"220 smtp.example ready\r\n\r\n"))

    assert search_fault(session).code == "hub_nonsense"


def test_an_answer_that_is_too_long_is_given_up(
    hub: FakeHub, session: HubSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MAX_ANSWER_BYTES", 1000)
    hub.plan.faults.append(answering(200, b"[" + b" " * 1000 + b"]"))

    assert search_fault(session).code == "hub_nonsense"


def test_an_answer_that_drips_is_given_up(
    hub: FakeHub, session: HubSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MAX_ANSWER_SECONDS", 0.0)
    hub.plan.faults.append(answering(200, b"[]"))

    assert search_fault(session).code == "hub_stalled"


def test_a_packed_answer_is_unpacked(hub: FakeHub, session: HubSession) -> None:
    hub.plan.faults.append(answering(200, gzip.compress(b'[{"id": "a/b"}]'), {"Content-Encoding": "gzip"}))

    assert [one.id for one in search(session, SearchQuery())] == ["a/b"]


def test_an_answer_that_unpacks_without_end_is_given_up(
    hub: FakeHub, session: HubSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MAX_ANSWER_BYTES", 1 << 20)
    bomb = gzip.compress(b" " * (64 << 20))
    hub.plan.faults.append(answering(200, bomb, {"Content-Encoding": "gzip"}))

    assert search_fault(session).code == "hub_nonsense"


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (b"this is not packed", "gzip"),
        (gzip.compress(b"[]")[:-9], "gzip"),
        (zlib.compress(b"[]"), "br"),
        (b"[]", "gzip, gzip"),
    ],
)
def test_an_answer_that_cannot_be_unpacked_is_nonsense(
    hub: FakeHub, session: HubSession, packed: bytes, encoding: str
) -> None:
    hub.plan.faults.append(answering(200, packed, {"Content-Encoding": encoding}))

    assert search_fault(session).code == "hub_nonsense"


def test_an_error_nobody_knows_is_nonsense_and_a_systems_error_says_why() -> None:
    assert fault_of(KeyError("x"), host="hub.test").code == "hub_nonsense"
    assert fault_of(OSError(101, "Network is unreachable"), host="hub.test") == Fault(
        "hub_unreachable", {"host": "hub.test", "reason": "Network is unreachable"}
    )
    assert fault_of(FaultError("offline"), host="hub.test") == Fault("offline")


# ---- certificates


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """An authority that is trusted for one test."""
    authority = make_certificate(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    return authority


@pytest.fixture
def safe_hub(authority: Certificate, tmp_path: Path) -> Iterator[FakeHub]:
    """A hub whose certificate is trusted."""
    certificate = make_certificate(tmp_path / "hub.pem", issuer=authority)
    with FakeHub(certificate.server_context()) as hub:
        yield hub


def test_a_certificate_nobody_vouches_for_is_not_trusted(tmp_path: Path, open_session: OpenSession) -> None:
    certificate = make_certificate(tmp_path / "self.pem")
    with FakeHub(certificate.server_context()) as hub:
        found = search_fault(open_session(TOKEN, endpoint=hub.url))

    assert (found.code, found.values["host"]) == ("hub_untrusted", hub.host)
    assert hub.requests == []


@needs_own_authority
@pytest.mark.parametrize(
    ("facts", "reason"), [({"days": -1}, "expired"), ({"address": "10.1.2.3"}, "mismatch")]
)
def test_a_certificate_that_is_not_right_is_told(
    authority: Certificate, tmp_path: Path, open_session: OpenSession, facts: dict[str, object], reason: str
) -> None:
    certificate = make_certificate(tmp_path / "hub.pem", issuer=authority, **facts)
    with FakeHub(certificate.server_context()) as hub:
        found = search_fault(open_session(endpoint=hub.url))

    assert found.code == "hub_untrusted"
    assert reason in found.values["reason"]


def test_a_server_without_tls_is_not_safe(hub: FakeHub, open_session: OpenSession) -> None:
    session = open_session(endpoint=hub.url.replace("http:", "https:"))

    assert search_fault(session).code == "hub_untrusted"


@needs_own_authority
def test_the_systems_certificates_are_trusted(safe_hub: FakeHub, open_session: OpenSession) -> None:
    safe_hub.add(FakeRepository("a/b"))

    assert [one.id for one in search(open_session(endpoint=safe_hub.url), SearchQuery())] == ["a/b"]


@needs_own_authority
def test_a_redirect_from_a_safe_to_an_open_address_is_not_followed(
    hub: FakeHub, safe_hub: FakeHub, open_session: OpenSession
) -> None:
    target = {"Location": f"{hub.url}/api/models"}
    safe_hub.plan.faults.append(answering(302, headers=target))
    session = open_session(endpoint=safe_hub.url)

    assert search_fault(session) == Fault("hub_nonsense", {"host": safe_hub.host})
    assert locate_fault(session) == Fault("hub_nonsense", {"host": safe_hub.host})
    assert hub.requests == []


# ---- redirects


@pytest.mark.parametrize(
    "target", ["ftp://127.0.0.1/x", "file:///etc/passwd", "http://[", "http://x:y", "data:,x"]
)
def test_a_redirect_to_something_else_is_not_followed(hub: FakeHub, session: HubSession, target: str) -> None:
    hub.plan.faults.append(answering(302, headers={"Location": target}))

    assert search_fault(session).code == "hub_nonsense"
    assert locate_fault(session).code == "hub_nonsense"


def test_redirects_in_a_circle_end(hub: FakeHub, session: HubSession) -> None:
    hub.plan.faults.append(answering(302, headers={"Location": "/api/models"}))

    assert search_fault(session).code == "hub_nonsense"
    assert len(hub.requests) < 10


# ---- the token


def test_the_token_goes_to_the_hub_and_to_no_other_server(
    hub: FakeHub, open_session: OpenSession, model: FakeRepository
) -> None:
    hub.tokens = {TOKEN}
    session = open_session(TOKEN)
    search(session, SearchQuery("x"))
    session.client.get(session.locate("own/Model-GGUF", "main", FILE).url)
    session.client.get(f"{hub.url}/own/Model-GGUF/resolve/main/{FILE}")  # redirected by httpx2 itself

    assert {request.token for request in hub.requests_to("hub")} == {TOKEN}
    assert [request.token for request in hub.requests_to("cdn")] == ["", ""]


def test_a_token_does_not_follow_pages_to_another_server(hub: FakeHub, open_session: OpenSession) -> None:
    hub.tokens = {TOKEN}
    link = {"Link": f'<{hub.cdn_url}/api/models?cursor=2>; rel="next"'}
    hub.plan.faults.append(answering(200, b'[{"id": "a/b"}]', link, server="hub"))
    hub.plan.faults.append(answering(200, b'[{"id": "c/d"}]', server="cdn"))

    assert len(search(open_session(TOKEN), SearchQuery())) == 2
    assert [request.token for request in hub.requests_to("cdn")] == [""]


def test_a_token_is_not_sent_where_others_could_read_it(hub: FakeHub, open_session: OpenSession) -> None:
    session = open_session(TOKEN, endpoint="http://hub.test", proxy=hub.url)
    search(session, SearchQuery())

    assert [request.token for request in hub.requests] == [""]


@pytest.mark.parametrize("name", ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"])
def test_a_token_of_the_environment_is_never_sent(
    hub: FakeHub, session: HubSession, monkeypatch: pytest.MonkeyPatch, name: str, model: FakeRepository
) -> None:
    monkeypatch.setenv(name, TOKEN)
    search(session, SearchQuery())
    session.locate("own/Model-GGUF", "main", FILE)
    with session.asking():
        HfApi(endpoint=session.endpoint).model_info("own/Model-GGUF")

    assert {request.headers.get("authorization") for request in hub.requests} == {None}


def test_passwords_of_netrc_are_never_sent(
    hub: FakeHub, session: HubSession, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    search(session, SearchQuery())

    assert "authorization" not in hub.requests[0].headers


def test_a_token_is_asked_for_once_and_only_when_the_hub_wants_one(
    hub: FakeHub, model: FakeRepository
) -> None:
    asked: list[str] = []

    def ask(host: str) -> str:
        asked.append(host)
        return TOKEN

    hub.tokens, model.gated, model.granted = {TOKEN}, "auto", {TOKEN}
    session = HubSession(NetworkSettings(endpoint=hub.url), ask_token=ask)
    search(session, SearchQuery())
    assert asked == []

    assert session.locate("own/Model-GGUF", "main", FILE).size == 10_000
    session.locate("own/Model-GGUF", "main", FILE)
    session.close()

    assert asked == [hub.host]
    assert [request.token for request in hub.requests] == ["", "", TOKEN, TOKEN]


def test_without_a_token_to_give_the_hubs_refusal_stays(hub: FakeHub, model: FakeRepository) -> None:
    def ask(_host: str) -> str:
        raise FaultError("keychain_closed", reason="it is locked")

    model.gated = "auto"
    session = HubSession(NetworkSettings(endpoint=hub.url), ask_token=ask)

    assert [locate_fault(session).code for _ in range(2)] == ["hub_gated"] * 2
    assert len(hub.requests) == 2
    session.close()


def test_cookies_are_not_kept(hub: FakeHub, session: HubSession) -> None:
    hub.plan.faults.append(answering(200, b"[]", {"Set-Cookie": "who=you; Path=/"}))
    search(session, SearchQuery())
    search(session, SearchQuery())
    session.client.get(hub.url)
    session.client.get(hub.url)

    assert [request.headers.get("cookie") for request in hub.requests] == [None] * 4


def test_requests_say_no_more_of_who_sends_them_than_the_apps_name(
    hub: FakeHub, session: HubSession, model: FakeRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_USER_AGENT_ORIGIN", "me")
    search(session, SearchQuery())
    session.locate("own/Model-GGUF", "main", FILE)
    session.client.get(hub.url)

    usual = {"host", "accept", "accept-encoding", "connection", "user-agent"}
    assert {name for request in hub.requests for name in request.headers} == usual
    assert {request.headers["user-agent"].partition("/")[0] for request in hub.requests} == {"desktop-chat"}
    assert {request.headers["accept-encoding"] for request in hub.requests} == {"gzip", "identity"}


def test_neither_the_token_nor_a_signed_address_nor_a_search_is_ever_logged(
    hub: FakeHub, open_session: OpenSession, model: FakeRepository, tmp_path: Path
) -> None:
    hub.tokens = {TOKEN}
    log = tmp_path / "all.log"
    handler = logging.FileHandler(log)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        session = open_session(TOKEN)
        logging.getLogger("tests").debug("The log is written")
        search(session, SearchQuery("very private words"))
        url = session.locate("own/Model-GGUF", "main", FILE).url
        session.client.get(url)
        hub.expire_links()
        session.client.get(url)
        locate_fault(session, "missing.gguf")
        hub.plan.faults.append(hanging_up())
        search_fault(session)
        locate_fault(session)
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        handler.close()

    written = log.read_text(encoding="utf-8")
    assert "The log is written" in written
    assert [word for word in (TOKEN, "Signature", "private", "Bearer") if word in written] == []


# ---- the settings


def test_while_offline_nothing_is_connected(
    open_session: OpenSession, monkeypatch: pytest.MonkeyPatch, model: FakeRepository
) -> None:
    def connect(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    session = open_session(offline=True)

    assert search_fault(session) == Fault("offline")
    assert locate_fault(session) == Fault("offline")
    assert fault(lambda: session.client.get("https://example.org")) == Fault("offline")


@pytest.mark.parametrize(
    ("endpoint", "host"),
    [
        ("", "huggingface.co"),
        ("https://mirror.example/", "mirror.example"),
        ("http://10.0.0.1:8080/hub", "10.0.0.1:8080"),
        (" https://mirror.example ", "mirror.example"),
    ],
)
def test_the_hub_is_named_by_its_host(endpoint: str, host: str) -> None:
    assert HubSession(NetworkSettings(endpoint=endpoint)).host == host


@pytest.mark.parametrize(
    "endpoint",
    [
        "mirror.example",
        "ftp://mirror.example",
        "https://",
        "https://me:secret@mirror.example",
        "https://mirror.example?x=1",
        "https://[",
        "file:///etc",
    ],
)
def test_an_endpoint_that_is_no_address_is_refused_without_its_password(endpoint: str) -> None:
    found = fault(lambda: HubSession(NetworkSettings(endpoint=endpoint)))

    assert found.code == "bad_address"
    assert "secret" not in str(found.values)


def test_a_mirror_may_lie_below_a_folder(
    hub: FakeHub, open_session: OpenSession, model: FakeRepository
) -> None:
    def strip(request: object, handler: object) -> bool:
        handler.path = handler.path.replace("/mirror/", "/", 1)  # type: ignore[attr-defined]
        return False

    hub.plan.faults.append(strip)
    session = open_session(endpoint=f"{hub.url}/mirror")

    assert session.locate("own/Model-GGUF", "main", FILE).size == 10_000
    assert [one.id for one in search(session, SearchQuery())] == ["own/Model-GGUF"]
    assert hub.requests[-1].headers["accept-encoding"] == "gzip"


# ---- proxies


def test_the_proxy_of_the_settings_is_used(hub: FakeHub, open_session: OpenSession) -> None:
    hub.add(FakeRepository("a/b"))
    address = hub.url.removeprefix("http://")

    session = open_session(endpoint="http://hub.test", proxy=address)

    assert [one.id for one in search(session, SearchQuery())] == ["a/b"]
    assert hub.requests[0].path.startswith("http://hub.test/api/models")


def test_the_systems_proxy_is_used_but_for_this_pc_itself(
    hub: FakeHub, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", hub.url)
    monkeypatch.setenv("no_proxy", "left.test")
    hub.add(FakeRepository("a/b"))

    assert search(open_session(endpoint="http://hub.test"), SearchQuery())
    assert search(open_session(), SearchQuery())
    assert [request.path.partition("/api")[0] for request in hub.requests] == ["http://hub.test", ""]
    assert search_fault(open_session(endpoint="http://left.test")).code in (
        "hub_name_unknown",
        "hub_unreachable",
    )


def test_a_proxy_that_is_not_there_is_named_as_the_reason(open_session: OpenSession) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        proxy = f"http://127.0.0.1:{unused.getsockname()[1]}"
        found = search_fault(open_session(endpoint="http://hub.test", proxy=proxy))

    assert (found.code, found.values["host"]) == ("hub_unreachable", "hub.test")
    assert "proxy" in found.values["reason"]


def test_a_proxy_that_lets_nothing_through_is_named_as_the_reason(
    hub: FakeHub, open_session: OpenSession
) -> None:
    found = search_fault(open_session(endpoint="https://hub.test", proxy=hub.url))

    assert found.code == "hub_unreachable"
    assert "proxy" in found.values["reason"]


def test_a_systems_proxy_of_another_kind_is_not_gone_around(
    open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:1080")

    found = search_fault(open_session(endpoint="http://hub.test"))
    assert found.code == "hub_unreachable"
    assert "socks5" in found.values["reason"]


@pytest.mark.parametrize("proxy", ["socks5://10.0.0.1", "http://", "http://[", "ftp://me:secret@x"])
def test_a_proxy_that_is_none_is_refused_without_its_password(proxy: str) -> None:
    found = fault(lambda: HubSession(NetworkSettings(proxy=proxy)))

    assert found.code == "bad_address"
    assert "secret" not in str(found.values)


@pytest.mark.parametrize("is_safe", [False, pytest.param(True, marks=needs_own_authority)])
def test_closing_a_session_cuts_off_what_another_thread_reads(
    hub: FakeHub, is_safe: bool, request: pytest.FixtureRequest
) -> None:
    hub = request.getfixturevalue("safe_hub") if is_safe else hub
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst"
    dripping = Stalling(sent=head)
    hub.plan.faults.append(dripping)
    session = HubSession(NetworkSettings(endpoint=hub.url))
    has_begun = threading.Event()
    errors: list[Exception] = []

    def read() -> None:
        try:
            with session.client.stream("GET", hub.url) as answer:
                for _ in answer.iter_raw():
                    has_begun.set()
        except httpx2.HTTPError as error:
            errors.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert has_begun.wait(10)
        session.close()
        reader.join(10)
        assert not reader.is_alive()
    finally:
        dripping.release()

    assert [fault_of(error, host="x").code for error in errors] == ["hub_unreachable"]
    assert search_fault(session).code == "hub_unreachable"
    session.close()


def test_connections_are_used_again(hub: FakeHub, session: HubSession) -> None:
    ports: set[int] = set()

    def note(_request: object, handler: object) -> bool:
        ports.add(handler.client_address[1])  # type: ignore[attr-defined]
        return False

    hub.plan.faults.append(note)
    for _ in range(3):
        search(session, SearchQuery())

    assert len(ports) == 1
    assert transport.TIMEOUT.connect == 10.0
