import os
import sys
from pathlib import Path

import msgspec
import pytest

from desktop_chat.faults import FaultError
from desktop_chat.models.library import Library
from tests.support.gguf_factory import tiny


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data" / "models.json")


def names(library: Library) -> list[str]:
    return [model.name for model in library.all()]


def test_without_a_file_no_model_is_known(library: Library) -> None:
    assert library.all() == []


def test_an_added_model_is_known_with_what_its_file_says(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "모델 🙂.gguf", "qwen2", name="작은 모델", context=2048)

    model = library.add(path)

    assert library.all() == [model]
    assert library.find(path) == model
    assert (model.path, model.name, model.size_bytes) == (str(path), "작은 모델", path.stat().st_size)
    assert (model.architecture, model.quantization, model.context_length) == ("qwen2", "F16", 2048)
    assert model.parameters > 100_000
    assert model.exists


def test_what_is_known_survives_the_process(library: Library, tmp_path: Path) -> None:
    model = library.add(tiny(tmp_path / "a.gguf"))

    assert Library(tmp_path / "data" / "models.json").all() == [model]


def test_the_model_used_last_comes_first(library: Library, tmp_path: Path) -> None:
    for name in "abc":
        library.add(tiny(tmp_path / f"{name}.gguf", name=name))
    assert names(library) == ["c", "b", "a"]

    library.touch(tmp_path / "a.gguf")

    assert names(library) == ["a", "c", "b"]


def test_adding_a_known_model_again_keeps_what_the_user_chose(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    first = library.add(path)
    library.set_template(path, "vicuna")
    tiny(path, name="Renewed")

    again = library.add(path)

    assert (again.template, again.name, again.last_used) == ("vicuna", "Renewed", first.last_used)
    assert library.all() == [again]


def test_the_same_file_by_another_way_is_one_model(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    library.add(tiny(tmp_path / "a.gguf"))
    library.add(Path("a.gguf"))
    library.add(tmp_path / "data" / ".." / "a.gguf")

    assert len(library.all()) == 1


def test_a_vanished_file_stays_on_the_list(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    library.add(path)
    path.unlink()

    assert [model.exists for model in library.all()] == [False]
    library.touch(path)
    tiny(path)
    assert [model.exists for model in library.all()] == [True]


def test_a_forgotten_model_is_gone_and_its_file_is_not(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    library.add(path)
    library.forget(path)

    assert library.all() == []
    assert path.exists()


def test_a_file_that_is_no_model_is_not_added(library: Library, tmp_path: Path) -> None:
    (tmp_path / "notes.gguf").write_text("hello")

    with pytest.raises(FaultError) as raised:
        library.add(tmp_path / "notes.gguf")

    assert raised.value.fault.code == "not_gguf"
    assert library.all() == []


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"[]", b'{"models": 3}', b'{"models": [{"path'])
def test_a_damaged_list_is_kept_aside_and_started_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "models.json"
    file.write_bytes(content)
    library = Library(file)

    assert library.all() == []
    library.add(tiny(tmp_path / "a.gguf"))

    assert len(library.all()) == 1
    assert (tmp_path / "models.json.bad-1").read_bytes() == content


def test_a_damaged_entry_costs_only_itself(library: Library, tmp_path: Path) -> None:
    model = library.add(tiny(tmp_path / "a.gguf"))
    file = tmp_path / "data" / "models.json"
    content = msgspec.json.decode(file.read_bytes())
    content["models"] += [{"path": 3}, "text", {"name": "no path"}]
    file.write_bytes(msgspec.json.encode(content))

    assert library.all() == [model]


def test_a_list_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tiny(tmp_path / "a.gguf")

    with pytest.raises(FaultError) as raised:
        Library(tmp_path / "file" / "models.json").add(path)

    assert raised.value.fault.code == "library_failed"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_a_name_that_is_not_unicode_is_refused_with_a_readable_one(library: Library, tmp_path: Path) -> None:
    with pytest.raises(FaultError) as raised:
        library.add(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.gguf")))

    assert raised.value.fault.values["name"] == "�.gguf"
