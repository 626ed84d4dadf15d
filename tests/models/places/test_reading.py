import os
import sys

import pytest
from msgspec import Struct

from desktop_chat.models.places.reading import MAX_BYTES, read_json, read_text, read_yaml_values


class Settings(Struct):
    folder: str = ""


def test_a_small_text_is_read_without_its_mark(tmp_path):
    (tmp_path / "a").write_bytes("\ufeff모델".encode())

    assert read_text(tmp_path / "a") == "모델"


def test_what_cannot_be_read_says_nothing(tmp_path):
    (tmp_path / "long").write_bytes(bytes(MAX_BYTES + 1))

    assert read_text(tmp_path / "long") == ""
    assert read_text(tmp_path) == ""
    assert read_text(tmp_path / "nowhere") == ""
    assert read_text(tmp_path / "with\0zero") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes among its files")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert read_text(tmp_path / "pipe") == ""


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"folder": 3}', "[" * 100_000, "\udcff"])
def test_json_that_is_something_else_is_none(tmp_path, content):
    (tmp_path / "a.json").write_text(content, encoding="utf-8", errors="surrogateescape")

    assert read_json(tmp_path / "a.json", Settings) is None


def test_json_is_read_as_a_struct(tmp_path):
    (tmp_path / "a.json").write_text('{"folder": "D:\\\\모델", "other": [1]}', encoding="utf-8")

    assert read_json(tmp_path / "a.json", Settings) == Settings("D:\\모델")


def test_flat_yaml_is_read_value_by_value(tmp_path):
    text = """# a comment
model_path: llamacpp/models/a/model.gguf
name: 'It''s: a model'
title: "모델 \\"1\\""
size_bytes: 42
files:
  - C:\\models\\a.gguf
- b.gguf
settings:
  name: nested
empty:
"""
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")

    assert list(read_yaml_values(tmp_path / "a.yml")) == [
        ("model_path", "llamacpp/models/a/model.gguf"),
        ("name", "It's: a model"),
        ("title", '모델 "1"'),
        ("size_bytes", "42"),
        ("files", "C:\\models\\a.gguf"),
        ("files", "b.gguf"),
    ]
