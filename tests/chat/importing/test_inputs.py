"""Telling what a file or folder is, and refusing what is hostile."""

import json
import shutil
import zipfile

import pytest

from desktop_chat.chat.importing.inputs import sniff
from desktop_chat.faults import FaultError
from tests.chat.importing.in_one_go import read
from tests.support.other_apps import chatgpt, lm_studio


def code(path):
    with pytest.raises(FaultError) as raised:
        list(read(path))
    return raised.value.fault.code


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"[]",
        b"{}",
        b"[1, 2]",
        b'{"format": "desktop-chat"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\x00" * 5000,
    ],
)
def test_what_is_no_export_is_refused(tmp_path, content):
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert sniff(path) is None
    assert code(path) == "import_unknown"


def test_what_is_not_there_is_refused(tmp_path):
    assert sniff(tmp_path / "nothing") is None
    assert code(tmp_path / "nothing") == "import_unreadable"
    assert sniff(tmp_path) is None
    assert code(tmp_path) == "import_unknown"


def test_a_newer_file_of_ours_is_refused(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"format":"desktop-chat","version":2,"conversations":[]}')
    with pytest.raises(FaultError, match=r"“a.json” was written by a newer version") as raised:
        list(read(path))
    assert raised.value.fault.code == "import_newer"


def test_a_list_whose_first_conversations_are_damaged_is_known(tmp_path):
    root = chatgpt.node("root", None, None)
    good = chatgpt.conversation([root, chatgpt.node("q", "root", "user", "hi")], "q")
    path = chatgpt.write(tmp_path / "conversations.json", [None, {}, {"mapping": 1}, good])
    assert sniff(path) == "chatgpt"


def test_a_zip_without_conversations_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../conversations.txt", "x")
        archive.writestr("__MACOSX/conversations.json", "[]")
    assert sniff(path) is None
    assert code(path) == "import_unknown"


def test_names_in_a_zip_lead_nowhere(tmp_path):
    path = tmp_path / "inner" / "a.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../conversations.json", "[]")
        archive.writestr("/conversations-001.json", "[]")
    assert code(path) == "import_unknown"
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["a.zip", "inner"]


def test_a_zip_that_unpacks_beyond_the_disk_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", b"[" + b" " * 20_000_000)
    assert path.stat().st_size < 100_000
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=510_000_000))
    assert code(path) == "import_too_large"


def test_a_damaged_zip_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", json.dumps([{"mapping": {}}] * 1000))
    data = bytearray(path.read_bytes())
    data[60:90] = b"\xff" * 30
    path.write_bytes(bytes(data))
    assert code(path) == "import_unreadable"


def test_links_in_a_folder_are_not_followed(tmp_path):
    outside = tmp_path / "outside"
    lm_studio.write(outside, "secret", [lm_studio.user("secret")])
    folder = tmp_path / "chosen"
    lm_studio.write(folder, "1", [lm_studio.user("mine")])
    try:
        (folder / "link").symlink_to(outside, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")
    assert [one.record.messages[0].text for one in read(folder)] == ["mine"]
