"""The marks of reasoning: found in prompts and templates, and put around what is written of a reply."""

from pathlib import Path

import pytest

from desktop_chat.engine.protocol import Begun
from desktop_chat.engine.reasoning import ReasoningSplitter
from desktop_chat.engine.reasoning_formats import (
    FORMATS,
    VISIBLE_CONTROL_TOKENS,
    format_of,
    names_reasoning,
    opened_by,
)

TEMPLATES = Path(__file__).parent / "chat_templates"


def test_opened_and_named_reasoning_is_found_in_prompts_and_templates():
    assert opened_by("<|assistant|>\n<think>\n") is FORMATS[0]
    assert opened_by("<think>\n</think>") is None
    assert names_reasoning("{{ '[THINK]' }}")
    assert not names_reasoning("{{ content.split('</think>')[-1] }}")


def test_tells_the_control_tokens_that_must_be_given_as_text():
    for token in ("<think>", "</think>", "[THINK]", "<|channel|>", "<|message|>", "<|end|>", "<channel|>"):
        assert token in VISIBLE_CONTROL_TOKENS
    assert "<|im_end|>" not in VISIBLE_CONTROL_TOKENS


@pytest.mark.parametrize(
    ("template", "opening", "gap"),
    [
        ("qwen3", "<think>", "\n\n"),
        ("smollm3", "<think>", "\n\n"),
        ("granite-3.3", "<think>", "<response>"),
        ("gpt-oss", "<|channel|>analysis<|message|>", "<|start|>assistant<|channel|>final<|message|>"),
        ("chatml", "<think>", "\n\n"),
    ],
)
def test_a_template_tells_how_its_model_marks_reasoning(template, opening, gap):
    form = format_of("a prompt\n", (TEMPLATES / f"{template}.jinja").read_text(encoding="utf-8"))
    assert (form.opening, form.gap) == (opening, gap)


def test_a_prompt_that_opened_the_reasoning_tells_it_best():
    assert format_of("assistant\n[THINK]", "").closing == "[/THINK]"
    assert format_of("assistant\n<think>\n", "<think>… <response>").gap == "<response>"


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.opening + form.gap)
@pytest.mark.parametrize("prompt", ["assistant\n", "open", "open\n"])
@pytest.mark.parametrize(
    "begun", [Begun("Yes. "), Begun("Yes. ", "so it is"), Begun("", "so it"), Begun("\n Yes")]
)
def test_what_is_written_is_split_as_it_was(form, prompt, begun):
    prompt = prompt.replace("open", form.opening.rstrip())
    splitter = ReasoningSplitter(prompt)
    parts = splitter.feed(form.written(begun, prompt)) + splitter.finish()
    told = {
        name: "".join(text for channel, text in parts if channel == name) for name in ("answer", "reasoning")
    }
    is_after_reasoning = begun.reasoning or "assistant" not in prompt
    text = begun.text.lstrip() if is_after_reasoning else begun.text
    assert (told["answer"], told["reasoning"]) == (text, begun.reasoning)


def test_an_answer_follows_a_prompt_as_it_is():
    assert FORMATS[0].written(Begun("\n Yes"), "assistant\n") == "\n Yes"
    assert FORMATS[0].written(Begun("Yes"), "assistant\n<think>\n\n</think>\n\n") == "Yes"


def test_reasoning_stands_between_its_marks():
    thought = Begun("Yes", "so")
    assert FORMATS[0].written(thought, "assistant\n") == "<think>\nso\n</think>\n\nYes"
    assert FORMATS[0].written(thought, "assistant\n<think>\n") == "so\n</think>\n\nYes"
    assert FORMATS[0].written(thought, "assistant\n<think>") == "\nso\n</think>\n\nYes"
    assert FORMATS[-1].written(Begun("Yes"), "<|start|>assistant") == "<|channel|>final<|message|>Yes"
    assert FORMATS[-1].written(thought, "<|start|>assistant") == (
        "<|channel|>analysis<|message|>so<|end|><|start|>assistant<|channel|>final<|message|>Yes"
    )
