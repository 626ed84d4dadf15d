"""What the apps that keep models are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_chat.models.places.found import App


def app_name(app: App) -> str:
    """Give the name of an app as people know it."""
    names: dict[App, str] = {
        "lm_studio": "LM Studio",
        "ollama": "Ollama",
        "jan": "Jan",
        "gpt4all": "GPT4All",
        "hugging_face": QCoreApplication.translate("AppName", "Hugging Face cache"),
    }
    return names[app]
