import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.faults import FaultError
from desktop_chat.models.bin import move_to_bin, remove_empty_folders

BIN = """
import sys
from pathlib import Path
from desktop_chat.faults import FaultError
from desktop_chat.models.bin import move_to_bin
try:
    move_to_bin(Path(sys.argv[1]), own_folder=Path(sys.argv[2]))
except FaultError as error:
    print(error.fault.code, error.fault.values["name"])
"""

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it would be the user's own bin")


def bin_it(path: Path, own: Path, data: Path) -> str:
    """Move a model to a bin below `data`, in a process of its own: where the bin is, is asked once a process."""
    environment = os.environ | {"XDG_DATA_HOME": str(data), "HOME": str(data.parent)}
    command = [sys.executable, "-c", BIN, path, own]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def model(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"GGUF")
    return path


@on_linux
def test_a_model_goes_to_the_bin_with_its_empty_folders(tmp_path):
    own = tmp_path / "own"
    path = model(own / "소유자" / "이름" / "모델.gguf")
    model(own / "other" / "b.gguf")

    assert bin_it(path, own, tmp_path / "data") == ""
    assert [folder.name for folder in own.iterdir()] == ["other"]
    assert (tmp_path / "data" / "Trash" / "files" / "모델.gguf").read_bytes() == b"GGUF"


@on_linux
def test_all_parts_of_a_split_model_go(tmp_path):
    own = tmp_path / "own"
    parts = [model(own / "o" / "n" / f"a-0000{number}-of-00003.gguf") for number in (1, 2, 3)]

    bin_it(parts[0], own, tmp_path / "data")

    assert list(own.iterdir()) == []
    assert len(list((tmp_path / "data" / "Trash" / "files").iterdir())) == 3


@on_linux
def test_where_there_is_no_bin_nothing_is_deleted(tmp_path):
    path = model(tmp_path / "own" / "o" / "a.gguf")
    (tmp_path / "data").write_text("a file where the bin would be")

    assert bin_it(path, tmp_path / "own", tmp_path / "data") == "bin_failed a.gguf"
    assert path.read_bytes() == b"GGUF"


def test_a_model_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(FaultError) as raised:
        move_to_bin(tmp_path / "a.gguf")

    assert raised.value.fault.code == "file_missing"


def test_only_empty_folders_inside_ours_are_removed(tmp_path):
    folder = tmp_path / "own" / "a" / "b"
    folder.mkdir(parents=True)
    outside = tmp_path / "outside"
    outside.mkdir()

    remove_empty_folders(folder, tmp_path / "own")
    remove_empty_folders(outside, tmp_path / "own")

    assert list((tmp_path / "own").iterdir()) == []
    assert outside.exists()
