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
    "decode_failed",
    "bad_template",
    "bad_grammar",
    "bad_schema",
    "no_model",
    "database_recovered",
    "database_newer",
    "database_damaged",
    "storage_failed",
    "no_folder",
    "bad_setting",
    "unknown_setting",
    "settings_unreadable",
    "settings_not_saved",
    "library_failed",
    "library_damaged",
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
    "no_folder": QT_TRANSLATE_NOOP(
        "Fault",
        "The app cannot make its folder “{name}” ({reason}). Check the disk and what you may write there, then start again.",
    ),
    "storage_failed": QT_TRANSLATE_NOOP(
        "Fault", "Your conversations could not be saved ({reason}). Keep the window open and check the disk."
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
