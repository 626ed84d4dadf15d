"""What each page of the settings holds."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_chat.engine.protocol import Ready
from desktop_chat.ui.sentences import file_size
from desktop_chat.ui.settings.editors import (
    ChoiceEditor,
    NumberEditor,
    PercentEditor,
    SwitchEditor,
    TextEditor,
    biases,
    biases_text,
    lines,
)
from desktop_chat.ui.settings.form import Form
from desktop_chat.ui.settings.sites_editor import SitesEditor
from desktop_chat.ui.shortcuts import shown


class Pages(QObject):
    """Builds the pages in the language in use."""

    def generation_page(self) -> Form:
        """How replies are made."""
        page = Form(self.tr("Replies"))
        place = ("generation",)
        page.add(
            self.tr("Instructions"),
            self.tr("What the model keeps in mind in every new conversation."),
            TextEditor((*place, "system_prompt")),
        )
        page.add(
            self.tr("Longest reply"),
            self.tr("In tokens; a token is a short word or a part of one."),
            NumberEditor((*place, "max_tokens"), step=256, special=self.tr("Unlimited")),
        )
        page.add(
            self.tr("Thinking"),
            self.tr("Whether models that can think first do so."),
            ChoiceEditor((*place, "thinking"), self._switch_names()),
        )
        page.add(
            self.tr("Temperature"),
            self.tr("Low: sober and repeatable. High: varied and surprising."),
            self._decimal("temperature", 0.1),
        )
        page.fold(self.tr("Sampling in detail"))
        self._add_sampling(page)
        page.add(
            self.tr("Stop at"),
            self.tr("A reply ends before any of these texts, one a line."),
            TextEditor((*place, "stop"), parse=lines, format_value="\n".join, is_code=True),
        )
        self._add_constraints(page)
        return page

    def chat_page(self) -> Form:
        """How conversations behave."""
        page = Form(self.tr("Chat"))
        page.add(
            self.tr("Name conversations"),
            self.tr("The model finds a title for a new conversation while it has nothing else to do."),
            SwitchEditor(("chat", "name_by_model")),
        )
        page.add(
            self.tr("Tell when a reply is done"),
            self.tr(
                "With a notification of the system, if it took long and no window of the app is in front."
                " It shows the title and the first words, on this PC alone."
            ),
            SwitchEditor(("chat", "notify")),
        )
        page.add(
            self.tr("Wrap long lines of code"),
            self.tr("Off: they scroll sideways. Each block of code has a button for it too."),
            SwitchEditor(("chat", "wrap_code")),
        )
        page.add(
            self.tr("Sites that open without asking"),
            self.tr("Links to other sites show where they lead first."),
            SitesEditor(("chat", "trusted_sites")),
        )
        return page

    def engine_page(self, machine: Ready | None) -> Form:
        """How models are loaded, and on what, once an engine told."""
        page = Form(self.tr("Models and engine"))
        place = ("engine",)
        automatic = self.tr("Automatic")
        page.add_label(
            self.tr(
                "Automatic values are chosen for each model and this PC. Most changes here need"
                " the model to be loaded again."
            ),
            tone="muted",
        )
        page.add(
            self.tr("Context"),
            self.tr("How many tokens the model reads at once. More takes more memory."),
            NumberEditor((*place, "context_tokens"), step=1024, special=automatic),
        )
        page.add(
            self.tr("Keep models in memory"),
            self.tr("Where several fit, switching between them takes no time."),
            SwitchEditor((*place, "keep_models")),
        )
        page.add(
            self.tr("Load the last model at start"),
            self.tr("The first answer comes sooner."),
            SwitchEditor((*place, "load_on_start")),
        )
        page.add(
            self.tr("Layers on the graphics card"),
            self.tr("0 computes on the processor alone."),
            NumberEditor((*place, "gpu_layers"), special=automatic),
        )
        if machine is not None:
            page.add_label(self._describe(machine), "caption", "muted")
        page.fold(self.tr("For experts"))
        page.add(
            self.tr("Threads for replies"),
            self.tr("Using every core makes the PC slow and the model slower."),
            NumberEditor((*place, "threads"), special=automatic),
        )
        page.add(
            self.tr("Threads for reading"), "", NumberEditor((*place, "prompt_threads"), special=automatic)
        )
        page.add(
            self.tr("Context memory"),
            self.tr("q8_0 halves the memory of the context and reads more slowly."),
            ChoiceEditor(
                (*place, "kv_type"), {"auto": automatic, "f16": "f16", "q8_0": "q8_0", "q4_0": "q4_0"}
            ),
        )
        page.add(
            self.tr("Flash attention"), "", ChoiceEditor((*place, "flash_attention"), self._switch_names())
        )
        page.add(
            self.tr("Repack weights"),
            self.tr("Replies come faster, loading takes longer and twice the memory."),
            ChoiceEditor((*place, "repack"), self._switch_names()),
        )
        page.add(
            self.tr("Map the file into memory"),
            self.tr("Loading is instant once the file has been read before."),
            SwitchEditor((*place, "memory_map")),
        )
        page.add(
            self.tr("Tokens read in one step"),
            self.tr("Smaller steps stop sooner."),
            NumberEditor((*place, "batch_tokens"), step=32),
        )
        return page

    def appearance_page(self) -> Form:
        """How the window looks, and its language."""
        page = Form(self.tr("Appearance and language"))
        themes = {"system": self.tr("Like the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        page.add(self.tr("Theme"), "", ChoiceEditor(("appearance", "theme"), themes))
        page.add(
            self.tr("Text size"),
            self.tr("In percent of the usual size. {larger} and {smaller} change it everywhere.").format(
                larger=shown("text-larger"), smaller=shown("text-smaller")
            ),
            PercentEditor(("appearance", "text_scale"), step=10),
        )
        motions = {
            "system": self.tr("Like the system"),
            "reduced": self.tr("Reduced"),
            "full": self.tr("Full"),
        }
        page.add(
            self.tr("Motion"),
            self.tr("Reduced: nothing glides, fades or turns."),
            ChoiceEditor(("appearance", "motion"), motions),
        )
        languages = {"system": self.tr("Like the system"), "en": "English", "ko": "한국어"}
        page.add(self.tr("Language"), "", ChoiceEditor(("language", "language"), languages))
        return page

    def _add_sampling(self, page: Form) -> None:
        whole = ("generation", "sampler")
        off = self.tr("Off")
        page.add(
            self.tr("Top-k"),
            self.tr("Choose among the k likeliest tokens."),
            NumberEditor((*whole, "top_k"), special=off),
        )
        page.add(
            self.tr("Top-p"),
            self.tr("Choose among tokens that make up this probability."),
            self._decimal("top_p"),
        )
        page.add(
            self.tr("Min-p"),
            self.tr("Leave out tokens less likely than this share of the likeliest."),
            self._decimal("min_p", special=off),
        )
        page.add(self.tr("Typical-p"), self.tr("1 is off."), self._decimal("typical_p"))
        page.add(self.tr("Repeat penalty"), self.tr("1 is off."), self._decimal("repeat_penalty"))
        page.add(self.tr("Frequency penalty"), self.tr("0 is off."), self._decimal("frequency_penalty"))
        page.add(self.tr("Presence penalty"), self.tr("0 is off."), self._decimal("presence_penalty"))
        page.add(
            self.tr("Penalties look back"),
            self.tr("In tokens."),
            NumberEditor((*whole, "penalty_tokens"), special=off),
        )
        page.add(
            self.tr("DRY strength"),
            self.tr("Against repeated phrases."),
            self._decimal("dry_multiplier", 0.1, off),
        )
        page.add(self.tr("DRY base"), "", self._decimal("dry_base"))
        page.add(
            self.tr("DRY allowed length"),
            self.tr("Phrases up to so many tokens may repeat."),
            NumberEditor((*whole, "dry_allowed_length")),
        )
        page.add(
            self.tr("XTC probability"),
            self.tr("How often the likeliest tokens are left out."),
            self._decimal("xtc_probability", special=off),
        )
        page.add(self.tr("XTC threshold"), "", self._decimal("xtc_threshold"))
        page.add(
            self.tr("Mirostat"),
            self.tr("Keeps the surprise even; takes the place of top-k, top-p, min-p and typical-p."),
            ChoiceEditor((*whole, "mirostat"), {0: off, 1: "1", 2: "2"}),
        )
        page.add(self.tr("Mirostat tau"), "", self._decimal("mirostat_tau", 0.1))
        page.add(self.tr("Mirostat eta"), "", self._decimal("mirostat_eta"))
        page.add(
            self.tr("Seed"),
            self.tr("The same seed and settings give the same reply."),
            NumberEditor((*whole, "seed"), special=self.tr("New each time")),
        )

    def _add_constraints(self, page: Form) -> None:
        whole = ("generation", "sampler")
        page.add(
            self.tr("Token biases"),
            self.tr("Token number = −100 to 100, one a line; −100 forbids a token."),
            TextEditor((*whole, "logit_bias"), parse=biases, format_value=biases_text, is_code=True),
        )
        page.add(
            self.tr("Grammar"),
            self.tr("GBNF that every reply follows."),
            TextEditor((*whole, "grammar"), is_code=True),
        )
        page.add(
            self.tr("JSON schema"),
            self.tr("Every reply is JSON of this schema. Not together with a grammar."),
            TextEditor((*whole, "json_schema"), is_code=True),
        )

    def _decimal(self, name: str, step: float = 0.05, special: str = "") -> NumberEditor:
        return NumberEditor(("generation", "sampler", name), decimals=2, step=step, special=special)

    def _describe(self, machine: Ready) -> str:
        """Say what the engine can compute on."""
        gpus = [device for device in machine.devices if device.kind != "cpu"]
        names = [f"{gpu.description} ({file_size(gpu.memory_total)})" for gpu in gpus]
        processor = next((each.description for each in machine.devices if each.kind == "cpu"), "")
        lines = [
            self.tr("Processor: {name}").format(name=processor),
            self.tr("It can: {features}").format(features=", ".join(machine.cpu_features)),
            self.tr("Graphics card: {name}").format(
                name=", ".join(names) or self.tr("none the engine can use")
            ),
        ]
        if machine.cpu_variant:
            lines.insert(2, self.tr("Engine made for: {name}").format(name=machine.cpu_variant))
        return "\n".join(lines)

    def _switch_names(self) -> dict[str, str]:
        return {"auto": self.tr("Automatic"), "on": self.tr("On"), "off": self.tr("Off")}
