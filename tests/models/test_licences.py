import json
import os
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_chat.faults import FaultError
from desktop_chat.models.catalog import Licence
from desktop_chat.models.licences import Acceptances

LLAMA = Licence(
    "llama2", "Llama 2", "https://example.org", "May.", "됩니다.", "2023-07-18", needs_acceptance=True
)
GEMMA = replace(LLAMA, id="gemma", version="2025-03-24")


def test_a_licence_that_asks_is_accepted_once_and_for_all(tmp_path: Path) -> None:
    acceptances = Acceptances(tmp_path / "data" / "licences.json")
    assert not acceptances.has(LLAMA)

    acceptances.accept(LLAMA)
    acceptances.accept(GEMMA)

    later = Acceptances(tmp_path / "data" / "licences.json")
    assert later.has(LLAMA) and later.has(GEMMA)


def test_a_new_version_is_asked_for_again(tmp_path: Path) -> None:
    acceptances = Acceptances(tmp_path / "licences.json")
    acceptances.accept(LLAMA)
    newer = replace(LLAMA, version="2030-01-01")

    assert not acceptances.has(newer)
    acceptances.accept(newer)
    assert acceptances.has(newer) and not acceptances.has(LLAMA)


def test_a_licence_that_does_not_ask_needs_no_file(tmp_path: Path) -> None:
    assert Acceptances(tmp_path / "licences.json").has(replace(LLAMA, needs_acceptance=False))


def test_the_file_says_what_was_accepted_and_when(tmp_path: Path) -> None:
    before = time.time()
    Acceptances(tmp_path / "licences.json").accept(LLAMA)

    (kept,) = json.loads((tmp_path / "licences.json").read_text("utf-8"))["accepted"]

    assert (kept["id"], kept["version"]) == ("llama2", "2023-07-18")
    assert before <= kept["accepted_at"] <= time.time()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"accepted": [{"id": 3}]}', b"\xff\xfe"])
def test_a_damaged_file_only_means_asking_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "licences.json").write_bytes(content)
    acceptances = Acceptances(tmp_path / "licences.json")

    assert not acceptances.has(LLAMA)
    acceptances.accept(LLAMA)
    assert acceptances.has(LLAMA)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(FaultError) as caught:
        Acceptances(tmp_path / "licences.json").accept(LLAMA)

    tmp_path.chmod(0o700)
    assert caught.value.fault.code == "licence_not_kept"


def test_a_place_where_no_folder_can_be_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(FaultError) as caught:
        Acceptances(tmp_path / "file" / "licences.json").accept(LLAMA)

    assert caught.value.fault.code == "licence_not_kept"
