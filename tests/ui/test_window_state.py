import msgspec
import pytest

from desktop_chat.ui.window_state import (
    WindowState,
    WindowStates,
    from_text,
    read_window_states,
    to_text,
    write_window_states,
)

DEFAULT = WindowStates((WindowState(),))


def test_what_is_written_is_read_back(tmp_path):
    first = WindowState(geometry=to_text(b"\x00\xff"), conversation=4, model="/m/모델.gguf", folded=(2, 3))
    states = WindowStates((first, WindowState(is_sidebar_shown=False)))
    write_window_states(tmp_path / "window.json", states)
    assert read_window_states(tmp_path / "window.json") == states
    assert from_text(first.geometry) == b"\x00\xff"


def test_a_file_of_one_window_is_read(tmp_path):
    old = {"geometry": "AAA=", "conversation": 4, "model": "/m.gguf", "new_chat_draft": "음", "folder": "/d"}
    (tmp_path / "window.json").write_bytes(msgspec.json.encode(old))
    only = WindowState(geometry="AAA=", conversation=4, model="/m.gguf", folder="/d")
    assert read_window_states(tmp_path / "window.json") == WindowStates((only,), new_chat_draft="음")


def test_a_missing_file_gives_the_defaults(tmp_path):
    assert read_window_states(tmp_path / "window.json") == DEFAULT


@pytest.mark.parametrize(
    "content",
    [b'{"conversation": "four"}', b'{"model": "\xff"}', b"\0\0", b'{"windows": [{"model": 1}]}', b"[]"],
)
def test_a_damaged_file_gives_the_defaults(tmp_path, content):
    (tmp_path / "window.json").write_bytes(content)
    assert read_window_states(tmp_path / "window.json") == DEFAULT


def test_a_text_that_is_not_base64_gives_nothing():
    assert from_text("§") == b""
