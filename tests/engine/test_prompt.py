"""Prompts from chat templates as model files bring them."""

import threading
from pathlib import Path

import pytest

from desktop_chat.engine.prompt import ChatTemplate
from desktop_chat.engine.protocol import ChatMessage, TemplateChoice
from desktop_chat.faults import FaultError

FOLDER = Path(__file__).parent / "chat_templates"
"""Public templates, as in the models' tokenizer_config.json, without their handling of tools."""

CHATML, LLAMA3, GEMMA, MISTRAL, PHI3, QWEN3 = (
    (FOLDER / f"{name}.jinja").read_text(encoding="utf-8")
    for name in ("chatml", "llama3", "gemma", "mistral", "phi3", "qwen3")
)
PARTS_ONLY = (
    "{% for message in messages %}<{{ message.role }}>{% for part in message['content'] %}"
    "{% if part['type'] == 'text' %}{{ part['text'] }}{% endif %}{% endfor %}{% endfor %}<assistant>"
)
IGNORES_SYSTEM = (
    "{% for message in messages %}{% if message.role != 'system' %}<{{ message.role }}>{{ message.content }}"
    "{% endif %}{% endfor %}"
)

SYSTEM = ChatMessage("system", "너는 친절해.")
TALK = (
    ChatMessage("user", "안녕? 😀"),
    ChatMessage("assistant", "네, 안녕하세요!"),
    ChatMessage("user", 'What is <b>2+2</b> & "why"?'),
)
LAST = 'What is <b>2+2</b> & "why"?'


def template(source, bos="<s>", eos="</s>"):
    return ChatTemplate(source, bos=bos, eos=eos, choice=TemplateChoice("file", "file"), stop=("STOP",))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            CHATML,
            "<|im_start|>system\n너는 친절해.<|im_end|>\n<|im_start|>user\n안녕? 😀<|im_end|>\n"
            "<|im_start|>assistant\n네, 안녕하세요!<|im_end|>\n"
            f"<|im_start|>user\n{LAST}<|im_end|>\n<|im_start|>assistant\n",
        ),
        (
            LLAMA3,
            "<s><|start_header_id|>system<|end_header_id|>\n\n너는 친절해.<|eot_id|>"
            "<|start_header_id|>user<|end_header_id|>\n\n안녕? 😀<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n네, 안녕하세요!<|eot_id|>"
            f"<|start_header_id|>user<|end_header_id|>\n\n{LAST}<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n",
        ),
        (
            GEMMA,
            "<s><start_of_turn>user\n너는 친절해.\n\n안녕? 😀<end_of_turn>\n"
            "<start_of_turn>model\n네, 안녕하세요!<end_of_turn>\n"
            f"<start_of_turn>user\n{LAST}<end_of_turn>\n<start_of_turn>model\n",
        ),
        (
            MISTRAL,
            f"<s>[INST] 너는 친절해.\n\n안녕? 😀 [/INST]네, 안녕하세요!</s>[INST] {LAST} [/INST]",
        ),
        (
            PHI3,
            "<|system|>\n너는 친절해.<|end|>\n<|user|>\n안녕? 😀<|end|>\n"
            "<|assistant|>\n네, 안녕하세요!<|end|>\n"
            f"<|user|>\n{LAST}<|end|>\n<|assistant|>\n",
        ),
        (
            QWEN3,
            "<|im_start|>system\n너는 친절해.<|im_end|>\n<|im_start|>user\n안녕? 😀<|im_end|>\n"
            "<|im_start|>assistant\n네, 안녕하세요!<|im_end|>\n"
            f"<|im_start|>user\n{LAST}<|im_end|>\n<|im_start|>assistant\n",
        ),
        (PARTS_ONLY, f"<system>너는 친절해.<user>안녕? 😀<assistant>네, 안녕하세요!<user>{LAST}<assistant>"),
        (IGNORES_SYSTEM, f"<user>너는 친절해.\n\n안녕? 😀<assistant>네, 안녕하세요!<user>{LAST}"),
    ],
    ids=["chatml", "llama3", "gemma", "mistral", "phi3", "qwen3", "parts", "ignores the system prompt"],
)
def test_renders_public_templates_exactly(source, expected):
    assert template(source).render([SYSTEM, *TALK]).text == expected


def test_leaves_a_conversation_without_system_prompt_to_the_template():
    assert (
        template(CHATML)
        .render(TALK)
        .text.startswith("<|im_start|>system\nYou are a helpful assistant.<|im_end|>")
    )
    assert template(MISTRAL).render(TALK).text.startswith("<s>[INST] 안녕? 😀 [/INST]")


def test_merges_neighbours_only_for_templates_that_need_it():
    talk = [ChatMessage("user", "a"), ChatMessage("user", "b")]
    assert template(MISTRAL).render(talk).text == "<s>[INST] a\n\nb [/INST]"
    assert template(PHI3).render(talk).text == "<|user|>\na<|end|>\n<|user|>\nb<|end|>\n<|assistant|>\n"


def test_takes_a_reply_that_comes_first_also_where_a_question_must():
    talk = [SYSTEM, ChatMessage("assistant", "a"), ChatMessage("user", "b")]
    assert template(MISTRAL).render(talk).text == "<s>[INST] 너는 친절해. [/INST]a</s>[INST] b [/INST]"
    assert template(GEMMA).render(talk[1:]).text == (
        "<s><start_of_turn>user\n<end_of_turn>\n<start_of_turn>model\na<end_of_turn>\n"
        "<start_of_turn>user\nb<end_of_turn>\n<start_of_turn>model\n"
    )
    assert (
        template(PHI3).render(talk[1:]).text == "<|assistant|>\na<|end|>\n<|user|>\nb<|end|>\n<|assistant|>\n"
    )


def test_merges_replies_whose_questions_are_gone_where_roles_must_alternate():
    talk = [
        ChatMessage("user", "a"),
        ChatMessage("assistant", "b"),
        ChatMessage("assistant", "c"),
        ChatMessage("user", "d"),
    ]
    assert template(MISTRAL).render(talk).text == "<s>[INST] a [/INST]b\n\nc</s>[INST] d [/INST]"


def test_folds_a_system_prompt_that_stands_alone_or_is_empty():
    assert template(GEMMA).render([SYSTEM]).text == (
        "<s><start_of_turn>user\n너는 친절해.<end_of_turn>\n<start_of_turn>model\n"
    )
    empty = ChatMessage("system", "")
    assert template(GEMMA).render([empty, *TALK]).text == template(GEMMA).render(TALK).text


@pytest.mark.parametrize(
    ("source", "bos", "adds"),
    [(LLAMA3, "<s>", False), (CHATML, "<s>", True), (LLAMA3, "", True), (PHI3, "", True)],
)
def test_lets_the_tokenizer_add_its_bos_only_when_the_text_has_none(source, bos, adds):
    assert template(source, bos).render(TALK).add_special is adds


def test_passes_its_stop_strings_on():
    assert template(PHI3).render(TALK).stop == ("STOP",)


def test_sets_the_thinking_switch_only_when_asked():
    qwen = template(QWEN3)
    assert qwen.render(TALK, False).text.endswith("assistant\n<think>\n\n</think>\n\n")
    assert qwen.render(TALK, True).text == qwen.render(TALK).text
    assert qwen.render(TALK).text.endswith("assistant\n")


@pytest.mark.parametrize(
    ("source", "can_think"),
    [
        (QWEN3, True),
        (CHATML, False),
        (CHATML + "{{ '<think>\\n' }}", True),
        (PHI3 + "{% if thinking %}Think!{% endif %}", True),
        (PHI3 + "{% if false %}{{ '<|channel|>analysis<|message|>' }}{% endif %}", True),
        (QWEN3.replace("enable_thinking is false", "false"), False),
    ],
    ids=[
        "switch",
        "none",
        "opened by the prompt",
        "another switch",
        "gpt-oss",
        "only dropped from old replies",
    ],
)
def test_finds_out_whether_the_model_can_think(source, can_think):
    assert template(source).choice == TemplateChoice("file", "file", can_think=can_think)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{% if %}", "line 1: Expected an expression"),
        ("chatml", "it leaves out what the messages say"),
        ("", "it leaves out what the messages say"),
        ("{{ messages[0].content }}", "it leaves out what the messages say"),
        ("{{ nothing.at.all }}", "'nothing' is undefined"),
        ("{{ raise_exception('Only for tools') }}", "Only for tools"),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "it takes too long",
        ),
        ("{{ 'x' * 999999999 }}", "it makes too much text"),
        ("{{ " + "[" * 999 + "]" * 999 + " }}", "it is nested too deeply"),
        ("{% include 'x' %}", "no loader"),
    ],
)
def test_says_why_a_template_cannot_be_used(source, reason):
    with pytest.raises(FaultError) as caught:
        template(source)
    assert caught.value.fault.code == "bad_template"
    assert caught.value.fault.values["reason"].startswith(reason)


def test_says_why_one_conversation_cannot_be_rendered():
    picky = template(
        "{% for m in messages %}{% if m.content == 'no' %}{{ 1 // 0 }}{% endif %}{{ m.content }}{% endfor %}"
    )
    assert picky.render([ChatMessage("user", "yes")]).text == "yes"
    with pytest.raises(FaultError) as caught:
        picky.render([ChatMessage("user", "no")])
    assert "zero" in caught.value.fault.values["reason"]


def test_renders_in_several_threads_at_once():
    shared = template(CHATML)
    expected = shared.render(TALK).text
    results = []
    threads = [
        threading.Thread(target=lambda: results.extend(shared.render(TALK).text for _ in range(50)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 200


def test_renders_long_conversations():
    talk = [ChatMessage("user" if index % 2 == 0 else "assistant", "가나다 " * 100) for index in range(2001)]
    assert template(QWEN3).render(talk).text.count("<|im_start|>") == 2002
