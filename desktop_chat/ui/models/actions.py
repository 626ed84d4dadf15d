"""What can be done with an entry: which buttons it has and what they say."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from desktop_chat.models.library import KnownModel
from desktop_chat.ui.models.action_row import Actions
from desktop_chat.ui.models.details_texts import needs_consent
from desktop_chat.ui.models.entries import Choice, EntryKey, Shelf
from desktop_chat.ui.sentences import file_size, sentence


def actions_of(shelf: Shelf, key: EntryKey, choice: Choice | None) -> Actions:
    """Give the buttons of an entry on this PC or on offer, with the file that is chosen."""
    known = shelf.known_model(key.id) if key.kind == "installed" else None
    actions = _of_installed(known) if known is not None else _of_offered(shelf, key, choice)
    fault = shelf.faults.get(key)
    return replace(actions, hint=sentence(fault), hint_tone="danger") if fault is not None else actions


def _of_offered(shelf: Shelf, key: EntryKey, choice: Choice | None) -> Actions:
    if copy_of(shelf, key, choice) is not None:
        return Actions(_chat(), hint=QCoreApplication.translate("ModelActions", "This file is on this PC."))
    if shelf.is_offline:
        return _offline(choice)
    if choice is None and key in shelf.faults:
        return Actions(QCoreApplication.translate("ModelActions", "Try again"))
    if choice is None:
        return Actions(_download(None), can_do_main=False)
    if needs_consent(shelf, key):
        hint = QCoreApplication.translate(
            "ModelActions", "{size}. The maker asks you to accept the licence before the download."
        )
        text = QCoreApplication.translate("ModelActions", "Read the licence…")
        return Actions(text, hint=hint.format(size=file_size(choice.size)))
    return Actions(_download(choice))


def copy_of(shelf: Shelf, key: EntryKey, choice: Choice | None) -> KnownModel | None:
    """Give the file on this PC that is the choice of a model of the catalog."""
    if key.kind != "catalog" or choice is None:
        return None
    copies = (model for model in shelf.copies_of(key.id) if model.exists)
    return next((model for model in copies if model.quantization == choice.quantization), None)


def _of_installed(known: KnownModel) -> Actions:
    is_own = known.place == "own"
    remove = (
        QCoreApplication.translate("ModelActions", "Move to the bin…")
        if is_own
        else QCoreApplication.translate("ModelActions", "Take off the list")
    )
    folder = QCoreApplication.translate("ModelActions", "Show in folder")
    if not known.exists:
        hint = QCoreApplication.translate(
            "ModelActions",
            "The file is not where it was. Plug its drive in, open it again from where it is now, or remove it.",
        )
        remove = QCoreApplication.translate("ModelActions", "Take off the list")
        return Actions(_chat(), remove=remove, hint=hint, can_do_main=False)
    hint = ""
    if known.has_changed:
        hint = QCoreApplication.translate("ModelActions", "The file is another one than when it was added.")
    return Actions(_chat(), folder, remove, hint)


def _offline(choice: Choice | None) -> Actions:
    return Actions(
        _download(choice),
        can_do_main=False,
        hint=QCoreApplication.translate(
            "ModelActions", "The app is set to stay offline. Switch that off in the settings to download."
        ),
        offers_settings=QCoreApplication.translate("ModelActions", "Open the settings"),
    )


def _download(choice: Choice | None) -> str:
    if choice is None:
        return QCoreApplication.translate("ModelActions", "Download")
    text = QCoreApplication.translate("ModelActions", "Download {size}")
    return text.format(size=file_size(choice.size))


def _chat() -> str:
    return QCoreApplication.translate("ModelActions", "Chat")
