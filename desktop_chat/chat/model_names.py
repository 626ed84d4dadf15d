"""What a model is called that a conversation names: by its file, or as another app did."""

from __future__ import annotations


def model_name(model: str) -> str:
    """Give the name of a model file without its folder and ending; another app's name as it is."""
    return model.replace("\\", "/").rpartition("/")[2].removesuffix(".gguf")
