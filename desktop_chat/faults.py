"""What can go wrong, as data: one sentence for people for each fault, in the language of the reader."""

from __future__ import annotations

from typing import Final, Literal, get_args

from msgspec import Struct, field

FaultCode = Literal[
    "file_missing",
    "file_unreadable",
    "not_gguf",
    "truncated",
    "damaged",
    "unsupported_version",
    "unsupported_architecture",
    "drive_gone",
    "disk_full",
    "load_failed",
    "out_of_memory",
    "gpu_unsupported",
    "gpu_failed",
    "gpu_crashed",
    "will_not_fit",
    "context_will_not_fit",
    "engine_missing",
    "engine_crashed_loading",
    "engine_crashed_reading",
    "engine_crashed_writing",
    "engine_crashed",
    "crashed_last_time",
    "prompt_too_long",
    "context_full",
    "length_reached",
    "summary_empty",
    "summary_interrupted",
    "decode_failed",
    "bad_template",
    "bad_grammar",
    "bad_schema",
    "no_model",
    "database_recovered",
    "database_newer",
    "database_damaged",
    "storage_failed",
    "backup_failed",
    "backup_unreadable",
    "backup_newer",
    "restore_failed",
    "no_display",
    "no_folder",
    "portable_closed",
    "bad_setting",
    "unknown_setting",
    "settings_unreadable",
    "settings_not_saved",
    "library_failed",
    "library_damaged",
    "unsupported_model",
    "offline",
    "bad_address",
    "hub_unreachable",
    "hub_name_unknown",
    "hub_untrusted",
    "hub_stalled",
    "hub_broken",
    "hub_busy",
    "hub_nonsense",
    "hub_token_wrong",
    "hub_gated",
    "hub_no_access",
    "hub_missing",
    "hub_file_missing",
    "hub_file_changed",
    "hub_no_ranges",
    "hub_name_unsafe",
    "download_disk_full",
    "download_no_room",
    "download_folder_gone",
    "download_folder_closed",
    "download_path_long",
    "download_wrong_size",
    "download_wrong_content",
    "download_in_use",
    "download_failed",
    "downloads_damaged",
    "hub_stopped",
    "keychain_missing",
    "keychain_closed",
    "catalog_missing",
    "licence_not_kept",
    "bin_failed",
    "model_in_use",
    "move_failed",
    "move_no_room",
    "no_such_model",
    "no_such_file",
    "several_models",
    "unknown_model",
    "unavailable_model",
    "licence_not_accepted",
    "attachment_missing",
    "attachment_unreadable",
    "attachment_folder",
    "attachment_empty",
    "attachment_large",
    "attachment_document",
    "attachment_binary",
    "attachment_image",
    "export_failed",
    "import_unknown",
    "import_unreadable",
    "import_newer",
    "import_empty",
    "import_record_broken",
    "import_record_newer",
    "import_record_empty",
    "import_message_broken",
    "import_nothing",
    "import_too_large",
    "personas_unreadable",
    "personas_newer",
    "personas_missing",
    "self_test_engine_silent",
    "self_test_model_missing",
    "self_test_reply_wrong",
    "self_test_database",
    "self_test_folder",
    "self_test_disk_low",
    "self_test_no_hangul",
    "self_test_no_window",
    "updates_no_address",
    "updates_failed",
]


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802  lupdate finds texts by this name
    """Mark a text for Qt Linguist and give it back unchanged."""
    return text


SENTENCES: Final[dict[FaultCode, str]] = {
    "file_missing": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is no longer where it was. Nothing is lost: find the file again or choose another model.",
    ),
    "file_unreadable": QT_TRANSLATE_NOOP(
        "Fault",
        "This PC does not allow reading “{name}”. Change the file's permissions or choose another model.",
    ),
    "not_gguf": QT_TRANSLATE_NOOP(
        "Fault", "“{name}” is not a GGUF model file. Choose a file that ends in .gguf."
    ),
    "truncated": QT_TRANSLATE_NOOP(
        "Fault", "“{name}” is incomplete: {missing} are missing. Download or copy it again."
    ),
    "damaged": QT_TRANSLATE_NOOP("Fault", "“{name}” is damaged ({reason}). Download or copy it again."),
    "unsupported_version": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is written in GGUF version {version}, which this app does not read. Get a newer copy of it.",
    ),
    "unsupported_architecture": QT_TRANSLATE_NOOP(
        "Fault", "The engine does not know models of the kind “{architecture}” yet. Choose another model."
    ),
    "drive_gone": QT_TRANSLATE_NOOP(
        "Fault",
        "The drive with “{name}” is not there any more. Plug it in again and retry; the text so far is kept.",
    ),
    "disk_full": QT_TRANSLATE_NOOP(
        "Fault",
        "The disk is full, so the newest words may not be saved. Free some space; the app goes on trying.",
    ),
    "load_failed": QT_TRANSLATE_NOOP(
        "Fault", "“{name}” could not be loaded. The log says more; your conversations are safe."
    ),
    "out_of_memory": QT_TRANSLATE_NOOP(
        "Fault",
        "There was not enough memory for “{name}”. Close other programs, choose a smaller model or a shorter context.",
    ),
    "gpu_unsupported": QT_TRANSLATE_NOOP(
        "Fault", "This build of the engine cannot use a graphics card, so “{name}” runs on the processor."
    ),
    "gpu_failed": QT_TRANSLATE_NOOP(
        "Fault",
        "The graphics card could not take “{name}” ({reason}), so it runs on the processor: slower, but well.",
    ),
    "gpu_crashed": QT_TRANSLATE_NOOP(
        "Fault",
        "The graphics card or its driver made the engine stop, so “{name}” runs on the processor: slower, but well. "
        "The card is tried again when the app is next started.",
    ),
    "will_not_fit": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” needs {needed} of memory, and {free} are free. Close other programs, or choose a model file of up to {largest}.",
    ),
    "context_will_not_fit": QT_TRANSLATE_NOOP(
        "Fault",
        "With a context of {context} tokens, “{name}” needs {needed} of memory, and {free} are free. A context of {longest} tokens would fit: set it in the settings.",
    ),
    "engine_missing": QT_TRANSLATE_NOOP(
        "Fault",
        "The engine that runs models could not start. Install the app again; your conversations are safe.",
    ),
    "engine_crashed_loading": QT_TRANSLATE_NOOP(
        "Fault",
        "The engine stopped while loading “{name}”. Nothing is lost; try again or choose another model.",
    ),
    "engine_crashed_reading": QT_TRANSLATE_NOOP(
        "Fault",
        "The engine stopped while reading your message. Nothing is lost; Retry loads the model again.",
    ),
    "engine_crashed_writing": QT_TRANSLATE_NOOP(
        "Fault", "The engine stopped while writing. The text so far is kept; Retry loads the model again."
    ),
    "engine_crashed": QT_TRANSLATE_NOOP(
        "Fault", "The engine stopped. Nothing is lost; the model is loaded again with your next message."
    ),
    "crashed_last_time": QT_TRANSLATE_NOOP(
        "Fault",
        "The app stopped while loading “{name}” last time, so it was not loaded again. Choose it to try once more.",
    ),
    "prompt_too_long": QT_TRANSLATE_NOOP(
        "Fault",
        "Your message takes {tokens} tokens, and this model reads {context} at once. Shorten it or give the model a longer context.",
    ),
    "context_full": QT_TRANSLATE_NOOP(
        "Fault", "The reply reached the end of the model's context. What is written is kept."
    ),
    "length_reached": QT_TRANSLATE_NOOP(
        "Fault", "The reply reached the longest length in the settings. What is written is kept."
    ),
    "summary_empty": QT_TRANSLATE_NOOP(
        "Fault", "The model wrote nothing. Try again, or choose another model."
    ),
    "summary_interrupted": QT_TRANSLATE_NOOP(
        "Fault", "The model was closed before the summary was done. Try again."
    ),
    "decode_failed": QT_TRANSLATE_NOOP(
        "Fault", "The engine could not go on. The text so far is kept; Retry starts the reply again."
    ),
    "bad_template": QT_TRANSLATE_NOOP(
        "Fault", "This model's chat template does not work ({reason}). Choose another template for it."
    ),
    "bad_grammar": QT_TRANSLATE_NOOP(
        "Fault", "The grammar in the settings is not valid GBNF. Correct or clear it."
    ),
    "bad_schema": QT_TRANSLATE_NOOP(
        "Fault", "The JSON schema in the settings cannot be used ({reason}). Correct or clear it."
    ),
    "no_model": QT_TRANSLATE_NOOP("Fault", "Choose a model first."),
    "database_recovered": QT_TRANSLATE_NOOP(
        "Fault",
        "The file with your conversations was damaged. {recovered} messages were recovered; the damaged file is kept as “{name}”.",
    ),
    "database_newer": QT_TRANSLATE_NOOP(
        "Fault",
        "Your conversations were saved by a newer version of this app. Update the app; nothing was changed.",
    ),
    "database_damaged": QT_TRANSLATE_NOOP(
        "Fault",
        "A part of your conversations cannot be read. Start the app again: it saves what can be read.",
    ),
    "no_display": QT_TRANSLATE_NOOP(
        "Fault",
        "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. Start the app within a desktop session; “desktop-chat ask” and “desktop-chat models” work in a terminal alone.",
    ),
    "no_folder": QT_TRANSLATE_NOOP(
        "Fault",
        "The app cannot make its folder “{name}” ({reason}). Check the disk and what you may write there, then start again.",
    ),
    "portable_closed": QT_TRANSLATE_NOOP(
        "Fault",
        "The app is portable here and keeps everything in “{name}”, which cannot be written to ({reason}). Take the stick's write protection off, or copy the whole folder to a disk and start it there.",
    ),
    "storage_failed": QT_TRANSLATE_NOOP(
        "Fault", "Your conversations could not be saved ({reason}). Keep the window open and check the disk."
    ),
    "backup_failed": QT_TRANSLATE_NOOP(
        "Fault",
        "Today's backup of your conversations could not be made ({reason}). The conversations are safe; check the disk.",
    ),
    "backup_unreadable": QT_TRANSLATE_NOOP(
        "Fault",
        "This backup cannot be read, so your conversations are as they were. Choose another one.",
    ),
    "backup_newer": QT_TRANSLATE_NOOP(
        "Fault",
        "This backup was made by a newer version of this app. Update the app to restore it; your conversations are as they were.",
    ),
    "restore_failed": QT_TRANSLATE_NOOP(
        "Fault",
        "The backup could not be restored ({reason}). Your conversations are as they were; check the disk.",
    ),
    "bad_setting": QT_TRANSLATE_NOOP(
        "Fault",
        "The setting {name} cannot be “{value}” (allowed: {allowed}). The default is used, the rest is kept.",
    ),
    "unknown_setting": QT_TRANSLATE_NOOP(
        "Fault", "This version does not know the setting {name}, so it is ignored; the rest is kept."
    ),
    "settings_unreadable": QT_TRANSLATE_NOOP(
        "Fault", "The settings could not be read, so the defaults are used. The file is kept as “{name}”."
    ),
    "settings_not_saved": QT_TRANSLATE_NOOP(
        "Fault", "The settings could not be saved ({reason}). They hold until the app ends; check the disk."
    ),
    "library_failed": QT_TRANSLATE_NOOP(
        "Fault",
        "The list of models could not be read or saved ({reason}). Your model files are safe; check the disk.",
    ),
    "library_damaged": QT_TRANSLATE_NOOP(
        "Fault",
        "The list of models was damaged and begins anew; the damaged file is kept as “{name}”. Your model files are safe: open them again.",
    ),
    "unsupported_model": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is a model of the kind “{architecture}”, which the engine cannot run. The nearest one that works is {nearest}: look for it in Models.",
    ),
    "offline": QT_TRANSLATE_NOOP(
        "Fault",
        "The app is set to stay offline. Switch that off in the settings to search and download; what is on this PC works without.",
    ),
    "bad_address": QT_TRANSLATE_NOOP(
        "Fault",
        "“{address}” is not an address the app can use. Correct it in the settings; it looks like {example}.",
    ),
    "hub_unreachable": QT_TRANSLATE_NOOP(
        "Fault",
        "“{host}” cannot be reached ({reason}). Check the internet connection; what is on this PC works without it.",
    ),
    "hub_name_unknown": QT_TRANSLATE_NOOP(
        "Fault",
        "The address “{host}” was not found. Check the internet connection, and the hub's address in the settings.",
    ),
    "hub_untrusted": QT_TRANSLATE_NOOP(
        "Fault",
        "The connection to “{host}” is not safe ({reason}), so nothing was sent or kept. In a company network, ask whether its certificate is installed on this PC.",
    ),
    "hub_stalled": QT_TRANSLATE_NOOP(
        "Fault",
        "“{host}” stopped answering. What is downloaded is kept; try again, and it goes on from there.",
    ),
    "hub_broken": QT_TRANSLATE_NOOP(
        "Fault",
        "“{host}” has a problem of its own ({status}). What is downloaded is kept; try again later.",
    ),
    "hub_busy": QT_TRANSLATE_NOOP(
        "Fault",
        "“{host}” asks to wait before the next request. What is downloaded is kept, and it goes on in {seconds} seconds.",
    ),
    "hub_nonsense": QT_TRANSLATE_NOOP(
        "Fault",
        "“{host}” answered with something the app does not understand. Try again later, or check the hub's address in the settings.",
    ),
    "hub_token_wrong": QT_TRANSLATE_NOOP(
        "Fault",
        "The hub did not accept your access token. Make a new one on its website and enter it in the settings.",
    ),
    "hub_gated": QT_TRANSLATE_NOOP(
        "Fault",
        "“{repository}” asks for your consent on its website first. Accept its terms there with your account, then enter your access token in the settings.",
    ),
    "hub_no_access": QT_TRANSLATE_NOOP(
        "Fault",
        "The hub does not give “{repository}” to this account. Accept its terms on its website, or choose another model.",
    ),
    "hub_missing": QT_TRANSLATE_NOOP(
        "Fault",
        "“{repository}” is not there any more, or its name has changed. Search for it, or choose another model.",
    ),
    "hub_file_missing": QT_TRANSLATE_NOOP(
        "Fault",
        "“{repository}” has no file “{name}” any more. Look at what it has now and choose again.",
    ),
    "hub_file_changed": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” was changed on the hub while it was downloading, so it begins again with the new version.",
    ),
    "hub_no_ranges": QT_TRANSLATE_NOOP(
        "Fault",
        "“{host}” cannot go on in the middle of a file, so “{name}” begins again.",
    ),
    "hub_name_unsafe": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is not a name a model file may have, so it was not downloaded. Choose another file.",
    ),
    "download_disk_full": QT_TRANSLATE_NOOP(
        "Fault",
        "The disk is full: “{name}” needs {missing} more. Free some space, then continue; what is downloaded is kept.",
    ),
    "download_no_room": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” takes {needed}, and {free} are free on that disk. Free some space or choose a smaller file; nothing was downloaded.",
    ),
    "download_folder_gone": QT_TRANSLATE_NOOP(
        "Fault",
        "The folder “{folder}” is not there any more. Plug its drive in or choose another folder, then continue.",
    ),
    "download_folder_closed": QT_TRANSLATE_NOOP(
        "Fault",
        "This PC does not allow writing into “{folder}”. Choose another folder in the settings, then continue.",
    ),
    "download_path_long": QT_TRANSLATE_NOOP(
        "Fault",
        "The name of “{name}” with its folders is longer than this system allows. Choose a folder with a shorter path.",
    ),
    "download_wrong_size": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” has another size than the hub says, so it was not kept. Try again; if it happens again, choose another file.",
    ),
    "download_wrong_content": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” arrived damaged: it is not what the hub says it is. It was not kept; try again.",
    ),
    "download_in_use": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is being downloaded by another window or terminal of this app. Wait for it to end there.",
    ),
    "download_failed": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” could not be downloaded ({reason}). What is downloaded is kept; try again.",
    ),
    "downloads_damaged": QT_TRANSLATE_NOOP(
        "Fault",
        "The list of downloads was damaged and begins anew; it is kept as “{name}”. Choose the models again: what is downloaded of them is used.",
    ),
    "hub_stopped": QT_TRANSLATE_NOOP(
        "Fault",
        "The part of the app that searches and downloads stopped. What is downloaded is kept; try again.",
    ),
    "keychain_missing": QT_TRANSLATE_NOOP(
        "Fault",
        "This PC has no keychain the app could use, so your access token is kept only until the app ends.",
    ),
    "keychain_closed": QT_TRANSLATE_NOOP(
        "Fault",
        "The system's keychain did not let the app in ({reason}). Unlock it and try again; until the app ends, a token you enter is used all the same.",
    ),
    "catalog_missing": QT_TRANSLATE_NOOP(
        "Fault",
        "The list of recommended models could not be read. Install the app again; your models are safe.",
    ),
    "licence_not_kept": QT_TRANSLATE_NOOP(
        "Fault",
        "That you accepted the licence could not be saved ({reason}). Check the disk, then accept it again.",
    ),
    "bin_failed": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” could not be moved to the bin ({reason}). It is where it was.",
    ),
    "model_in_use": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is loaded. Free its memory first, then try again.",
    ),
    "move_failed": QT_TRANSLATE_NOOP(
        "Fault",
        "The models could not be moved to “{folder}” ({reason}). What was not moved is where it was; nothing is lost.",
    ),
    "move_no_room": QT_TRANSLATE_NOOP(
        "Fault",
        "Your models take {needed}, and {free} are free in “{folder}”. Choose another folder; nothing was moved.",
    ),
    "no_such_model": QT_TRANSLATE_NOOP(
        "Fault",
        "There is no model “{name}” on the list. `desktop-chat models list` shows which there are.",
    ),
    "no_such_file": QT_TRANSLATE_NOOP(
        "Fault",
        "“{repository}” has no model file for “{wanted}”. It has: {available}.",
    ),
    "several_models": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” could be any of these: {available}. Name one of them whole.",
    ),
    "unknown_model": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is no model on this PC or of the catalog, and not OWNER/NAME of one on the hub. `desktop-chat models search` finds models.",
    ),
    "unavailable_model": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is not to be had. {reason} The nearest one that works is {nearest}: look for it in Models.",
    ),
    "licence_not_accepted": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” comes under the {licence} ({link}), which must be accepted before the download. Read it; --accept-licence accepts it.",
    ),
    "attachment_missing": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is not there any more, so it was not attached. Choose the file again.",
    ),
    "attachment_unreadable": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” could not be read ({reason}), so it was not attached.",
    ),
    "attachment_folder": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is a folder. Choose the files in it that you want to attach.",
    ),
    "attachment_empty": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” has no text in it, so it was not attached.",
    ),
    "attachment_large": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is larger than {most}, so it was not attached. Attach the part of it that matters.",
    ),
    "attachment_document": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is a document the app cannot read yet. Save it as plain text, or copy its text and paste it here.",
    ),
    "attachment_binary": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” is not a text file, so it was not attached. Text and code can be attached.",
    ),
    "attachment_image": QT_TRANSLATE_NOOP(
        "Fault",
        "Pictures cannot be attached: models read text here. Paste the text instead.",
    ),
    "export_failed": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” could not be written ({reason}). Nothing was changed; choose another place or check the disk.",
    ),
    "import_unknown": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” holds no conversations this app can read. Choose the file or folder another app exported, or its zip as it is.",
    ),
    "import_unreadable": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” could not be read ({reason}). Nothing was imported; check the file and try again.",
    ),
    "import_newer": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” was written by a newer version of this app. Update the app; nothing was imported.",
    ),
    "import_empty": QT_TRANSLATE_NOOP("Fault", "There are no conversations in “{name}”."),
    "import_record_broken": QT_TRANSLATE_NOOP(
        "Fault", "This conversation is damaged ({reason}), so it was left out."
    ),
    "import_record_newer": QT_TRANSLATE_NOOP(
        "Fault", "This conversation is in a newer form ({version}) than this app reads, so it was left out."
    ),
    "import_record_empty": QT_TRANSLATE_NOOP(
        "Fault", "This conversation has no messages, so it was left out."
    ),
    "import_message_broken": QT_TRANSLATE_NOOP(
        "Fault", "A message of this conversation is damaged and was left out; the others are there."
    ),
    "import_nothing": QT_TRANSLATE_NOOP("Fault", "All conversations in “{name}” are here already."),
    "import_too_large": QT_TRANSLATE_NOOP(
        "Fault",
        "“{name}” unpacks to {needed}, and {free} are free. Free some space, or unpack it yourself and choose the folder.",
    ),
    "personas_unreadable": QT_TRANSLATE_NOOP(
        "Fault", "“{name}” is no file with personas this app can read. Choose one that was saved from here."
    ),
    "personas_newer": QT_TRANSLATE_NOOP(
        "Fault", "“{name}” was written by a newer version of this app. Update the app, then add it again."
    ),
    "personas_missing": QT_TRANSLATE_NOOP("Fault", "There are no personas in “{name}”."),
    "self_test_engine_silent": QT_TRANSLATE_NOOP(
        "Fault",
        "The engine did not answer within {seconds} seconds. Close other programs and check again; if it stays so, install the app again.",
    ),
    "self_test_model_missing": QT_TRANSLATE_NOOP(
        "Fault", "The tiny model this check needs is missing from the app. Install the app again."
    ),
    "self_test_reply_wrong": QT_TRANSLATE_NOOP(
        "Fault",
        "The engine wrote something else than it should, so replies cannot be relied on here. Install the app again; if that does not help, send this report to its makers.",
    ),
    "self_test_database": QT_TRANSLATE_NOOP(
        "Fault",
        "Conversations cannot be saved ({reason}). Check the disk, its free space and what you may write there.",
    ),
    "self_test_folder": QT_TRANSLATE_NOOP(
        "Fault",
        "The app cannot write into “{name}” ({reason}). Allow it in the folder's permissions, or choose another folder where the settings offer it.",
    ),
    "self_test_disk_low": QT_TRANSLATE_NOOP(
        "Fault",
        "Only {free} are free where conversations are saved. Free some space, so that nothing is lost.",
    ),
    "self_test_no_hangul": QT_TRANSLATE_NOOP(
        "Fault",
        "No font on this PC has Korean letters, so they appear as boxes. Install one, such as Noto Sans CJK.",
    ),
    "self_test_no_window": QT_TRANSLATE_NOOP(
        "Fault",
        "The app cannot show windows here ({reason}). Start it within a desktop session; on Linux a library may be missing, most often libxcb-cursor0.",
    ),
    "updates_no_address": QT_TRANSLATE_NOOP(
        "Fault",
        "This build of the app does not know where its updates are published. Look where you got it from.",
    ),
    "updates_failed": QT_TRANSLATE_NOOP(
        "Fault",
        "“{host}” did not give a list of releases ({reason}). The app works as it is; try again later.",
    ),
}
"""The English sentence of each fault; `{…}` are filled from the fault's values."""

assert set(SENTENCES) == set(get_args(FaultCode))


class Fault(Struct, frozen=True):
    """One thing that went wrong: a code, and the values its sentence names."""

    code: FaultCode
    values: dict[str, str] = field(default_factory=dict)

    def sentence(self) -> str:
        """Give the English sentence: what happened, what is safe, what to do now."""
        return fill(SENTENCES[self.code], self.values)


class FaultError(Exception):
    """Raised where a fault is known; carries it to the edge that shows it."""

    def __init__(self, code: FaultCode, **values: str) -> None:
        self.fault = Fault(code, values)
        super().__init__(self.fault.sentence())


def fill(sentence: str, values: dict[str, str]) -> str:
    """Put each value in place of its `{name}`; a name without a value stays as it is."""
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", value)
    return sentence
