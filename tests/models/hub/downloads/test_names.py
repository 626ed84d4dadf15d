"""Names of the hub that must not lead anywhere else, on any system."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.faults import FaultError
from desktop_chat.models.hub.download import DownloadRequest
from desktop_chat.models.hub.downloads.names import check_spelling, folder_of, targets_of
from desktop_chat.models.hub.listing import HubFile

FOLDER = Path("/models")


def request(*names: str, repository: str = "own/Model-GGUF", folder: str = "") -> DownloadRequest:
    return DownloadRequest(repository, tuple(HubFile(name, 1) for name in names), "A model", folder=folder)


@pytest.mark.parametrize(
    "name",
    [
        "../model.gguf",
        "a/../../model.gguf",
        "/etc/model.gguf",
        "//server/share/model.gguf",
        "C:/model.gguf",
        "C:model.gguf",
        "..\\model.gguf",
        "model.gguf:stream.gguf",
        "a//model.gguf",
        "./model.gguf",
        "",
        "model.bin",
        "model.gguf/",
        "CON.gguf",
        "con .gguf/model.gguf ",
        "nul/model.gguf",
        "LPT1.Q4.gguf",
        "COM¹.gguf",
        "folder./model.gguf",
        "folder /model.gguf",
        " model.gguf",
        "model\n.gguf",
        "model\0.gguf",
        "model\x7f.gguf",
        "model\N{RIGHT-TO-LEFT OVERRIDE}fugg.gguf",
        "model\N{ZERO WIDTH SPACE}.gguf",
        "model\N{LEFT-TO-RIGHT ISOLATE}.gguf",
        "model\ud800.gguf",
        "what?.gguf",
        "a*b.gguf",
        'a"b.gguf',
        "a|b.gguf",
        "<a>.gguf",
    ],
)
def test_a_name_that_is_unsafe_somewhere_is_refused_everywhere(name: str) -> None:
    with pytest.raises(FaultError) as raised:
        targets_of(request(name), FOLDER)

    assert raised.value.fault.code == "hub_name_unsafe"
    assert raised.value.fault.values["name"].isprintable()


@pytest.mark.parametrize(
    "repository", ["../..", "own/..", "own/../x", "/own", "own/Model/x", "own/", "CON/x", "own/a:b", ""]
)
def test_a_repository_that_leads_elsewhere_is_refused(repository: str) -> None:
    with pytest.raises(FaultError) as raised:
        folder_of(request("model.gguf", repository=repository), FOLDER)

    assert raised.value.fault.code == "hub_name_unsafe"


def test_files_keep_their_names_and_folders() -> None:
    names = (
        "Q4/모델 이름-00001-of-00002.gguf",
        "Q4/모델 이름-00002-of-00002.gguf",
        "Contact v1.0 & more.GGUF",
    )

    targets = targets_of(request(*names), FOLDER)

    assert targets == tuple(FOLDER / name for name in names)


def test_a_model_goes_below_the_models_folder_unless_another_is_named(tmp_path: Path) -> None:
    assert folder_of(request("a.gguf"), FOLDER) == FOLDER / "own" / "Model-GGUF"
    assert folder_of(request("a.gguf", repository="gpt2"), FOLDER) == FOLDER / "gpt2"
    assert folder_of(request("a.gguf", folder=str(tmp_path)), FOLDER) == tmp_path


@pytest.mark.parametrize(
    "names",
    [
        ("model.gguf", "MODEL.gguf"),
        ("model.gguf", "model.gguf"),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}.gguf", "cafe\N{COMBINING ACUTE ACCENT}.gguf"),
    ],
)
def test_two_names_that_are_one_on_some_systems_are_refused(names: tuple[str, str]) -> None:
    with pytest.raises(FaultError) as raised:
        targets_of(request(*names), FOLDER)

    assert raised.value.fault.code == "hub_name_unsafe"


def test_a_request_without_files_is_refused() -> None:
    with pytest.raises(FaultError):
        targets_of(request(), FOLDER)


def test_a_name_with_no_room_for_the_journals_is_too_long() -> None:
    with pytest.raises(FaultError) as raised:
        targets_of(request(f"{'모' * 81}.gguf"), FOLDER)

    assert raised.value.fault.code == "download_path_long"
    assert targets_of(request(f"{'모' * 79}.gguf"), FOLDER)


def test_a_file_that_is_there_in_another_spelling_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "Model.gguf").write_bytes(b"mine")

    with pytest.raises(FaultError):
        check_spelling(tmp_path / "model.GGUF")
    check_spelling(tmp_path / "Model.gguf")
    check_spelling(tmp_path / "other.gguf")
    check_spelling(tmp_path / "not" / "there.gguf")
