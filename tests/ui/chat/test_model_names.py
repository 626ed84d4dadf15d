import pytest

from desktop_chat.ui.chat.model_names import ModelNames


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("/models/Qwen2.5-7B-Q4_K_M.gguf", "Qwen2.5-7B-Q4_K_M"),
        ("C:\\Users\\홍길동\\모델\\한국어 8B.gguf", "한국어 8B"),
        ("gpt-3.5-turbo", "gpt-3.5-turbo"),
        ("", ""),
    ],
)
def test_without_a_title_a_model_is_called_like_its_file_or_as_another_app_did(model, name):
    assert ModelNames().of(model) == name


def test_a_model_is_called_by_its_title():
    names = ModelNames()
    names.set_titles({"/blobs/sha256-0a1b": "llama3.2:3b"})
    assert names.of("/blobs/sha256-0a1b") == "llama3.2:3b"
