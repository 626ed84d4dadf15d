"""What the models are called that messages name."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_chat.chat.model_names import model_name


class ModelNames:
    """Gives a model the title it has in the list of models, or else the name of its file."""

    def __init__(self) -> None:
        self._titles: Mapping[str, str] = {}

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Use these titles, by the paths of the models' files."""
        self._titles = titles

    def of(self, model: str) -> str:
        """Give the name of what a message names; nothing for nothing."""
        return self._titles.get(model) or model_name(model)
