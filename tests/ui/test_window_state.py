import pytest

from desktop_chat.ui.window_state import (
    WindowState,
    from_text,
    read_window_state,
    to_text,
    write_window_state,
)


def test_what_is_written_is_read_back(tmp_path):
    state = WindowState(
        geometry=to_text(b"\x00\xff"), conversation=4, model="/m/모델.gguf", new_chat_draft="음"
    )
    write_window_state(tmp_path / "window.json", state)
    assert read_window_state(tmp_path / "window.json") == state
    assert from_text(state.geometry) == b"\x00\xff"


def test_a_missing_file_gives_the_defaults(tmp_path):
    assert read_window_state(tmp_path / "window.json") == WindowState()


@pytest.mark.parametrize("content", [b'{"conversation": "four"}', b'{"model": "\xff"}', b"\0\0"])
def test_a_damaged_file_gives_the_defaults(tmp_path, content):
    (tmp_path / "window.json").write_bytes(content)
    assert read_window_state(tmp_path / "window.json") == WindowState()


def test_a_text_that_is_not_base64_gives_nothing():
    assert from_text("§") == b""
