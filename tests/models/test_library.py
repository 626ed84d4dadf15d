import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from desktop_chat.faults import FaultError
from desktop_chat.models.library import KnownModel, Library, ModelSettings
from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import FoundModel
from desktop_chat.settings import EngineSettings, GenerationSettings
from tests.support.gguf_factory import tiny
from tests.support.gguf_faults import file_of, number, string, tensor, truncated


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
    content["models"] += [{"path": 3}, "text", {"name": "no path"}, {"path": "not Unicode"}]
    file.write_bytes(msgspec.json.encode(content).replace(b"not Unicode", b"\xff"))

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


# ---- what the user says


def test_the_licence_is_what_the_download_tells_else_what_the_file_does(
    library: Library, tmp_path: Path
) -> None:
    path = tiny(tmp_path / "a.gguf", extra={"general.license": "apache-2.0"})

    assert library.add(path).licence == "apache-2.0"
    assert library.add(path, licence="llama3").licence == "llama3"


def test_what_the_user_says_of_a_model_is_kept(library: Library, tmp_path: Path) -> None:
    path = library.add(tiny(tmp_path / "a.gguf")).path
    settings = ModelSettings(
        context_tokens=8192, kv_type="q8_0", temperature=0.2, system_prompt="짧게 \ud800"
    )
    library.set_notes(path, "번역에 좋다 \ud800")
    library.set_settings(path, settings)

    model = Library(tmp_path / "data" / "models.json").find(path)

    assert model is not None
    assert model.notes == "번역에 좋다 ?"
    assert model.settings == msgspec.structs.replace(settings, system_prompt="짧게 ?")


@pytest.mark.parametrize(
    ("settings", "name", "allowed"),
    [
        (ModelSettings(context_tokens=-1), "context_tokens", "0 – 10000000"),
        (ModelSettings(gpu_layers=-2), "gpu_layers", "-1 – 10000"),
        (ModelSettings(temperature=9.0), "temperature", "0.0 – 5.0"),
        (ModelSettings(top_p=float("nan")), "top_p", "0.0 – 1.0"),
        (ModelSettings(kv_type="f32"), "kv_type", "f16, q4_0, q8_0"),  # type: ignore[arg-type]
    ],
)
def test_a_setting_out_of_its_range_is_refused(
    library: Library, tmp_path: Path, settings: ModelSettings, name: str, allowed: str
) -> None:
    path = library.add(tiny(tmp_path / "a.gguf")).path

    with pytest.raises(FaultError) as raised:
        library.set_settings(path, settings)

    assert raised.value.fault.code == "bad_setting"
    assert raised.value.fault.values["name"] == name
    assert raised.value.fault.values["allowed"] == allowed
    assert [model.settings for model in library.all()] == [ModelSettings()]


def test_settings_of_a_model_stand_in_for_those_of_the_app() -> None:
    settings = ModelSettings(0, 0, "q4_0", 0.0, 1.0, "Be brief.")
    engine = settings.engine(EngineSettings(context_tokens=4096, gpu_layers=20, threads=3))
    generation = settings.generation(GenerationSettings(max_tokens=9, system_prompt="Be long."))

    assert engine == EngineSettings(context_tokens=0, gpu_layers=0, kv_type="q4_0", threads=3)
    assert (generation.sampler.temperature, generation.sampler.top_p) == (0.0, 1.0)
    assert (generation.max_tokens, generation.system_prompt) == (9, "Be brief.")


def test_without_settings_of_its_own_a_model_has_those_of_the_app() -> None:
    engine = EngineSettings(context_tokens=4096, gpu_layers=20, kv_type="q8_0")
    generation = GenerationSettings(max_tokens=9, system_prompt="Be long.")

    assert ModelSettings().engine(engine) == engine
    assert ModelSettings().generation(generation) == generation


@pytest.mark.parametrize(
    ("rates", "shown"),
    [
        ([10.0], 10.0),
        ([10.0, 12.0], 10.6),
        ([10.0, 25.0], 25.0),
        ([10.0, 4.0], 4.0),
        ([10.0, 0.0, -1.0, float("nan"), float("inf")], 10.0),
    ],
)
def test_a_measured_speed_is_smoothed_until_it_is_another_one(
    library: Library, tmp_path: Path, rates: list[float], shown: float
) -> None:
    path = library.add(tiny(tmp_path / "a.gguf")).path
    for rate in rates:
        library.set_reply_rate(path, rate)

    assert [model.reply_rate for model in library.all()] == [pytest.approx(shown)]


def test_what_a_download_tells_is_kept_until_it_is_told_otherwise(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    library.add(path, place="own", name="Title", repository="o/n", catalog_id="id", licence="mit")

    again = library.add(path)

    assert (again.place, again.repository, again.catalog_id, again.licence) == ("own", "o/n", "id", "mit")


# ---- lists of other versions


def test_a_list_of_an_older_version_is_read(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    old = {
        "path": str(path),
        "name": "Tiny",
        "size_bytes": path.stat().st_size,
        "template": "vicuna",
        "last_used": 5.0,
    }
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models.json").write_bytes(msgspec.json.encode({"models": [old]}))

    assert library.listed() == [
        KnownModel(str(path), "Tiny", path.stat().st_size, template="vicuna", last_used=5.0)
    ]
    (checked,) = library.check()
    assert (checked.has_changed, checked.architecture, checked.template) == (False, "llama", "vicuna")
    assert checked.modified_ns == path.stat().st_mtime_ns


def test_a_value_only_a_newer_version_knows_costs_only_itself(library: Library, tmp_path: Path) -> None:
    path = library.add(tiny(tmp_path / "a.gguf")).path
    library.set_notes(path, "keep me")
    file = tmp_path / "data" / "models.json"
    content = msgspec.json.decode(file.read_bytes())
    content["models"][0] |= {"place": "a new app", "settings": {"kv_type": "q2"}, "stars": 5}
    file.write_bytes(msgspec.json.encode(content))

    (model,) = library.listed()

    assert (model.notes, model.place, model.settings) == ("keep me", "elsewhere", ModelSettings())


# ---- files that vanish and change


def test_a_changed_file_is_read_again_and_told_until_it_was_looked_at(
    library: Library, tmp_path: Path
) -> None:
    path = tiny(tmp_path / "a.gguf", name="Old")
    library.add(path)
    assert [model.has_changed for model in library.check()] == [False]

    tiny(path, "qwen2", name="New")
    (changed,) = library.check()

    assert (changed.name, changed.architecture, changed.has_changed) == ("New", "qwen2", True)
    assert [model.has_changed for model in library.check()] == [True]
    library.mark_seen(path)
    assert [model.has_changed for model in library.check()] == [False]


def test_a_file_that_was_only_touched_has_not_changed(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    library.add(path)
    os.utime(path, (1, 1))

    (model,) = library.check()

    assert (model.has_changed, model.modified_ns) == (False, 1_000_000_000)


def test_a_file_that_became_unreadable_is_told_as_changed(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    library.add(path)
    path.write_bytes(path.read_bytes()[:1000])

    (model,) = library.check()

    assert (model.exists, model.has_changed, model.size_bytes) == (True, True, 1000)


def test_a_part_that_is_gone_is_a_model_that_is_gone(library: Library, tmp_path: Path) -> None:
    first, second = split(tmp_path)
    library.add(first)
    content = second.read_bytes()
    second.unlink()
    assert [model.exists for model in library.check()] == [False]

    second.write_bytes(content)

    assert [model.exists for model in library.check()] == [True]


def test_what_is_gone_is_known_at_the_next_start(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    library.add(path)
    path.unlink()
    library.check()

    assert [model.exists for model in Library(tmp_path / "data" / "models.json").listed()] == [False]


# ---- our own folder


def test_what_lies_in_our_folder_comes_in(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "우리 모델"
    (folder / "owner" / "name").mkdir(parents=True)
    tiny(folder / "owner" / "name" / "a.gguf", name="A")
    (folder / "owner" / "name" / "b.gguf.part").write_bytes(b"GGUF")
    (folder / "owner" / "name" / "c.gguf").write_bytes(b"not a model")

    (model,) = library.scan_own_folder(folder)

    assert (model.name, model.place, model.repository) == ("A", "own", "owner/name")
    assert library.scan_own_folder(folder) == [model]


def test_what_vanished_from_our_folder_leaves_unless_the_user_wrote_something(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    for name in "abcd":
        tiny(folder / f"{name}.gguf", name=name)
    library.scan_own_folder(folder)
    library.set_notes(folder / "a.gguf", "good")
    library.set_settings(folder / "b.gguf", ModelSettings(top_p=0.5))
    library.set_template(folder / "c.gguf", "chatml")
    shutil.rmtree(folder)

    assert len(library.scan_own_folder(folder)) == 4, "its drive may come back"
    folder.mkdir()

    assert sorted(model.name for model in library.scan_own_folder(folder)) == ["a", "b", "c"]
    assert not any(model.exists for model in library.listed())


def test_a_forgotten_model_does_not_come_back_by_itself(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    library.scan_own_folder(tmp_path)
    library.forget(path)
    assert library.scan_own_folder(tmp_path) == []

    library.add(path)
    library.drop(path)

    assert len(library.scan_own_folder(tmp_path)) == 1, "adding it made it wanted again"


def test_a_model_belongs_to_the_folder_it_lies_in(library: Library, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    library.add(tiny(tmp_path / "one" / "a.gguf", name="a"))
    tiny(tmp_path / "two" / "b.gguf", name="b")
    assert {model.place for model in library.scan_own_folder(tmp_path / "one")} == {"own"}

    models = library.scan_own_folder(tmp_path / "two")

    assert {model.name: model.place for model in models} == {"a": "elsewhere", "b": "own"}


def test_a_model_the_user_moved_is_still_the_same(library: Library, tmp_path: Path) -> None:
    library.add(tiny(tmp_path / "a.gguf"))
    library.set_notes(tmp_path / "a.gguf", "good")
    (tmp_path / "own").mkdir()
    (tmp_path / "a.gguf").rename(tmp_path / "own" / "b.gguf")

    (model,) = library.scan_own_folder(tmp_path / "own")

    assert (model.path, model.notes, model.exists) == (str(tmp_path / "own" / "b.gguf"), "good", True)


def test_a_scan_that_is_given_up_takes_nobody_off_the_list(library: Library, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    library.scan_own_folder(tmp_path)
    path.unlink()

    library.scan_own_folder(tmp_path, is_cancelled=lambda: True)

    assert len(library.listed()) == 1


def test_where_nothing_changed_no_header_is_read_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    tiny(folder / "a.gguf")
    shutil.copy(folder / "a.gguf", folder / "copy.gguf")
    (folder / "bad.gguf").write_bytes(b"no model")
    before = library.scan_own_folder(folder)
    content = (tmp_path / "data" / "models.json").stat().st_mtime_ns
    monkeypatch.setattr("desktop_chat.models.scan.read_header", None)

    assert library.scan_own_folder(folder) == before
    assert (tmp_path / "data" / "models.json").stat().st_mtime_ns == content


# ---- copies


def test_the_same_content_twice_is_shown_once(library: Library, tmp_path: Path) -> None:
    one = tiny(tmp_path / "one.gguf")
    two = Path(shutil.copy(one, tmp_path / "two.gguf"))
    library.add(one)

    shown = library.add(two)

    assert (shown.path, shown.copies) == (str(one), (str(two),))
    assert library.all() == [shown]
    assert library.find(two) == shown


def test_models_that_differ_in_one_byte_of_the_header_are_two(library: Library, tmp_path: Path) -> None:
    library.add(tiny(tmp_path / "one.gguf", name="Tiny A"))
    library.add(tiny(tmp_path / "two.gguf", name="Tiny B"))

    assert len(library.all()) == 2


def test_models_that_differ_in_their_weights_are_two(library: Library, tmp_path: Path) -> None:
    library.add(tiny(tmp_path / "one.gguf", seed=1))
    library.add(tiny(tmp_path / "two.gguf", seed=2))

    assert len(library.all()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_to_one_file_are_shown_once(library: Library, tmp_path: Path) -> None:
    one = tiny(tmp_path / "one.gguf")
    (tmp_path / "soft.gguf").symlink_to(one)
    os.link(one, tmp_path / "hard.gguf")
    for name in ("one", "soft", "hard"):
        library.add(tmp_path / f"{name}.gguf")

    (model,) = library.all()

    assert sorted(Path(path).name for path in model.copies) == ["hard.gguf", "soft.gguf"]


def test_the_copy_in_our_folder_is_the_one_shown(library: Library, tmp_path: Path) -> None:
    elsewhere = tiny(tmp_path / "a.gguf")
    library.add(elsewhere)
    library.set_notes(elsewhere, "good")
    (tmp_path / "own").mkdir()
    shutil.copy(elsewhere, tmp_path / "own" / "b.gguf")

    (model,) = library.scan_own_folder(tmp_path / "own")

    assert (model.path, model.place) == (str(tmp_path / "own" / "b.gguf"), "own")
    assert (model.copies, model.notes) == ((str(elsewhere),), "good")


def test_a_copy_is_shown_once_the_model_is_gone(library: Library, tmp_path: Path) -> None:
    one = tiny(tmp_path / "one.gguf")
    two = Path(shutil.copy(one, tmp_path / "two.gguf"))
    library.add(one)
    library.add(two)
    library.set_notes(one, "good")
    one.unlink()

    (model,) = library.check()

    assert (model.path, model.copies, model.exists, model.notes) == (str(two), (), True, "good")


def test_a_dropped_file_leaves_its_copy(library: Library, tmp_path: Path) -> None:
    one = tiny(tmp_path / "one.gguf")
    two = Path(shutil.copy(one, tmp_path / "two.gguf"))
    library.add(one)
    library.add(two)

    library.drop(one)
    assert [(model.path, model.copies) for model in library.all()] == [(str(two), ())]

    library.drop(two)
    assert library.all() == []


def test_a_copy_that_changed_is_none_any_more(library: Library, tmp_path: Path) -> None:
    one = tiny(tmp_path / "one.gguf")
    two = Path(shutil.copy(one, tmp_path / "two.gguf"))
    library.add(one)
    library.add(two)
    tiny(two, name="Other")

    assert [model.copies for model in library.check()] == [()]
    library.add(two)
    assert sorted(names(library)) == ["Other", "Tiny"]


def test_a_file_that_moves_to_where_its_copy_lay_is_one_model(library: Library, tmp_path: Path) -> None:
    one = tiny(tmp_path / "one.gguf")
    two = Path(shutil.copy(one, tmp_path / "two.gguf"))
    library.add(one)
    library.add(two)
    library.set_notes(one, "good")
    one.replace(two)

    library.relocate(one, two)

    assert [(model.path, model.copies, model.notes) for model in library.all()] == [(str(two), (), "good")]


def test_a_file_that_moves_to_a_listed_place_takes_it(library: Library, tmp_path: Path) -> None:
    one, two = tiny(tmp_path / "one.gguf", name="one"), tiny(tmp_path / "two.gguf", name="two")
    library.add(one)
    library.add(two)
    one.replace(two)

    library.relocate(one, two)

    assert [(model.path, model.name) for model in library.all()] == [(str(two), "one")]


# ---- other apps


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "home", {}, "linux", tmp_path / "root")


def in_lm_studio(folders: Folders, name: str = "a.gguf") -> Path:
    """Give a place in LM Studio's folder."""
    path = folders.home / ".lmstudio" / "models" / "owner" / "name" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_models_of_other_apps_are_found_and_stay_off_the_list(library: Library, folders: Folders) -> None:
    path = tiny(in_lm_studio(folders), name="Found")

    (found,) = library.find_in_apps(folders)

    assert found == FoundModel(str(path), "lm_studio", "Found", path.stat().st_size)
    assert library.all() == []
    assert library.find_in_apps(folders) == [found]


def test_a_model_that_was_taken_in_is_found_no_more(library: Library, folders: Folders) -> None:
    tiny(in_lm_studio(folders))
    (found,) = library.find_in_apps(folders)

    model = library.add(found.path, place=found.app, name="As the app shows it")

    assert (model.place, model.name) == ("lm_studio", "As the app shows it")
    assert library.find_in_apps(folders) == []
    library.forget(model.path)
    assert library.find_in_apps(folders) == []


def test_a_copy_of_a_listed_model_is_no_new_one(library: Library, folders: Folders, tmp_path: Path) -> None:
    path = tiny(tmp_path / "a.gguf")
    library.add(path)
    copy = Path(shutil.copy(path, in_lm_studio(folders)))

    assert library.find_in_apps(folders) == []
    assert [(model.path, model.copies) for model in library.all()] == [(str(path), (str(copy),))]


def test_what_two_apps_keep_is_found_once(library: Library, folders: Folders) -> None:
    path = tiny(in_lm_studio(folders))
    jan = folders.home / "jan" / "models" / "a"
    jan.mkdir(parents=True)
    shutil.copy(path, jan / "a.gguf")

    assert [found.app for found in library.find_in_apps(folders)] == ["lm_studio"]
    path.unlink()
    assert [found.app for found in library.find_in_apps(folders)] == ["jan"]


def test_a_split_model_is_found_with_the_size_of_all_parts(library: Library, folders: Folders) -> None:
    first, second = split(in_lm_studio(folders).parent)

    (found,) = library.find_in_apps(folders)

    assert (found.path, found.size_bytes) == (str(first), first.stat().st_size + second.stat().st_size)
    second.unlink()
    assert library.find_in_apps(folders) == []


def test_what_is_no_chat_model_is_left_out(library: Library, folders: Folders, tmp_path: Path) -> None:
    whole = tiny(tmp_path / "whole.gguf")
    truncated(whole, in_lm_studio(folders, "half.gguf"))
    in_lm_studio(folders, "text.gguf").write_text("no model")
    projector = [string("general.architecture", "clip"), string("general.type", "mmproj")]
    write(in_lm_studio(folders, "vision.gguf"), projector, ["v.patch_embd.weight"])
    adapter = [
        string("general.architecture", "llama"),
        string("general.type", "adapter"),
        string("adapter.type", "lora"),
    ]
    write(in_lm_studio(folders, "lora.gguf"), adapter, ["blk.0.attn_q.weight.lora_a"])
    vocabulary = [
        string("general.architecture", "llama"),
        number("llama.block_count", 1),
        number("llama.context_length", 64),
        number("llama.embedding_length", 32),
        number("llama.attention.head_count", 1),
        number("llama.vocab_size", 32),
    ]
    write(in_lm_studio(folders, "vocab.gguf"), vocabulary, [])
    if sys.platform != "win32":
        os.mkfifo(in_lm_studio(folders, "pipe.gguf"))

    assert library.find_in_apps(folders) == []


def write(path: Path, keys: list[bytes], tensors: list[str]) -> None:
    """Write a well-formed GGUF file with one block of each tensor."""
    entries = [tensor(name, (32,), 0, 128 * place) for place, name in enumerate(tensors)]
    path.write_bytes(file_of(keys, entries, bytes(128 * len(tensors))))


def split(folder: Path) -> tuple[Path, Path]:
    """Write a model in two parts, as llama.cpp's gguf-split does: the second has tensors only."""
    whole = tiny(folder / "whole.gguf", extra={"split.count": 2, "split.no": 0})
    first, second = (folder / f"big-0000{number}-of-00002.gguf" for number in (1, 2))
    whole.rename(first)
    keys = [number("split.count", 2), number("split.no", 1)]
    second.write_bytes(file_of(keys, [tensor("blk.9.attn_q.weight", (32,), 0, 0)], bytes(128)))
    return first, second


# ---- several processes

WRITER = """
import sys
from pathlib import Path
from desktop_chat.models.library import Library
library, mark, path = Library(Path(sys.argv[1])), sys.argv[2], sys.argv[3]
print("ready", flush=True)
sys.stdin.readline()
for _ in range(50):
    library.set_notes(path, library.find(path).notes + mark)
"""


def test_two_processes_lose_no_change_of_each_other(library: Library, tmp_path: Path) -> None:
    paths = [library.add(tiny(tmp_path / f"{name}.gguf", name=name)).path for name in "ab"]
    file = str(tmp_path / "data" / "models.json")
    pipe = subprocess.PIPE
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, file, mark, path], stdin=pipe, stdout=pipe)
        for mark, path in zip("xy", paths, strict=True)
    ]
    for writer in writers:
        writer.stdout.readline()
    for writer in writers:
        writer.stdin.write(b"go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)

    assert [writer.returncode for writer in writers] == [0, 0]
    assert {model.name: model.notes for model in library.all()} == {"a": "x" * 50, "b": "y" * 50}
