"""Our templates by family, and the choice among them and the file's own."""

import re

import pytest

from desktop_chat.engine.families import families, family
from desktop_chat.engine.protocol import ChatMessage, TemplateChoice
from desktop_chat.engine.templates import choose_template

TALK = (
    ChatMessage("system", "SYS"),
    ChatMessage("user", "Q1"),
    ChatMessage("assistant", "A1"),
    ChatMessage("user", "Q2"),
)
ALPACA_INTRO = (
    "Below is an instruction that describes a task. "
    "Write a response that appropriately completes the request."
)
WORKING = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}"

EXPECTED = {
    "llama2": "<s>[INST] <<SYS>>\nSYS\n<</SYS>>\n\nQ1 [/INST] A1 </s><s>[INST] Q2 [/INST]",
    "llama3": "<s><|start_header_id|>system<|end_header_id|>\n\nSYS<|eot_id|>"
    "<|start_header_id|>user<|end_header_id|>\n\nQ1<|eot_id|>"
    "<|start_header_id|>assistant<|end_header_id|>\n\nA1<|eot_id|>"
    "<|start_header_id|>user<|end_header_id|>\n\nQ2<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    "alpaca": "SYS\n\n### Instruction:\nQ1\n\n### Response:A1\n\n### Instruction:\nQ2\n\n### Response:",
    "koalpaca": "### 명령어: SYS\n\n### 질문: Q1\n\n### 답변: A1\n\n### 질문: Q2\n\n### 답변:",
    "koalpaca-llama": "SYS\n\n### Instruction(명령어):\nQ1\n\n### Response(응답):A1\n\n"
    "### Instruction(명령어):\nQ2\n\n### Response(응답):",
    "kullm": "SYS\n\n### 명령어:\nQ1\n\n### 응답:\nA1\n\n### 명령어:\nQ2\n\n### 응답:\n",
    "vicuna": "SYS USER: Q1 ASSISTANT: A1</s>USER: Q2 ASSISTANT:",
    "dolly": "SYS\n\n### Instruction:\nQ1\n\n### Response:\nA1\n\n### End\n\n"
    "### Instruction:\nQ2\n\n### Response:\n",
    "orca-mini": "### System:\nSYS\n\n### User:\nQ1\n\n### Response:\nA1\n\n### User:\nQ2\n\n### Response:\n",
    "chatml": "<|im_start|>system\nSYS<|im_end|>\n<|im_start|>user\nQ1<|im_end|>\n"
    "<|im_start|>assistant\nA1<|im_end|>\n<|im_start|>user\nQ2<|im_end|>\n<|im_start|>assistant\n",
    "phi3": "<|system|>\nSYS<|end|>\n<|user|>\nQ1<|end|>\n"
    "<|assistant|>\nA1<|end|>\n<|user|>\nQ2<|end|>\n<|assistant|>\n",
    "gemma": "<s><start_of_turn>user\nSYS\n\nQ1<end_of_turn>\n<start_of_turn>model\nA1<end_of_turn>\n"
    "<start_of_turn>user\nQ2<end_of_turn>\n<start_of_turn>model\n",
    "exaone": "[|system|]SYS[|endofturn|]\n"
    "[|user|]Q1\n[|assistant|]A1[|endofturn|]\n[|user|]Q2\n[|assistant|]",
    "mistral": "<s>[INST] SYS\n\nQ1 [/INST] A1</s>[INST] Q2 [/INST]",
    "zephyr": "<|system|>\nSYS</s>\n<|user|>\nQ1</s>\n"
    "<|assistant|>\nA1</s>\n<|user|>\nQ2</s>\n<|assistant|>\n",
    "plain": "SYS\n\nQ1A1\n\nQ2",
    "mpt-instruct": "SYS\n### Instruction:\nQ1\n### Response:\nA1\n### Instruction:\nQ2\n### Response:\n",
    "solar": "### System:\nSYS\n\n### User:\nQ1\n\n### Assistant:\nA1### User:\nQ2\n\n### Assistant:\n",
    "exaone4": "[|system|]\nSYS[|endofturn|]\n[|user|]\nQ1[|endofturn|]\n"
    "[|assistant|]\n<think>\n\n</think>\n\nA1[|endofturn|]\n"
    "[|user|]\nQ2[|endofturn|]\n[|assistant|]\n<think>\n\n</think>\n\n",
    "harmony": "<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\n"
    "Knowledge cutoff: 2024-06\nCurrent date: TODAY\n\nReasoning: medium\n\n"
    "# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|>"
    "<|start|>developer<|message|># Instructions\n\nSYS<|end|><|start|>user<|message|>Q1<|end|>"
    "<|start|>assistant<|channel|>final<|message|>A1<|end|>"
    "<|start|>user<|message|>Q2<|end|><|start|>assistant",
    "phi4": "<|im_start|>system<|im_sep|>SYS<|im_end|><|im_start|>user<|im_sep|>Q1<|im_end|>"
    "<|im_start|>assistant<|im_sep|>A1<|im_end|><|im_start|>user<|im_sep|>Q2<|im_end|>"
    "<|im_start|>assistant<|im_sep|>",
    "phi4-mini": "<|system|>SYS<|end|><|user|>Q1<|end|><|assistant|>A1<|end|><|user|>Q2<|end|><|assistant|>",
    "mistral-v3": "<s>[INST]SYS\n\nQ1[/INST]A1</s>[INST]Q2[/INST]",
    "mistral-v7": "<s>[SYSTEM_PROMPT]SYS[/SYSTEM_PROMPT][INST]Q1[/INST]A1</s>[INST]Q2[/INST]",
    "granite": "<|start_of_role|>system<|end_of_role|>SYS<|end_of_text|>\n"
    "<|start_of_role|>user<|end_of_role|>Q1<|end_of_text|>\n"
    "<|start_of_role|>assistant<|end_of_role|>A1<|end_of_text|>\n"
    "<|start_of_role|>user<|end_of_role|>Q2<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>",
    "tulu": "<s><|system|>\nSYS\n<|user|>\nQ1\n<|assistant|>\nA1</s>\n<|user|>\nQ2\n<|assistant|>\n",
    "falcon": "SYS\n\nUser: Q1\n\nAssistant: A1\n\nUser: Q2\n\nAssistant:",
}
WITHOUT_SYSTEM = {
    "llama2": "<s>[INST] Q [/INST]",
    "alpaca": f"{ALPACA_INTRO}\n\n### Instruction:\nQ\n\n### Response:",
    "koalpaca": "### 질문: Q\n\n### 답변:",
    "koalpaca-llama": "Below is an instruction that describes a task.\n"
    "아래는 작업을 설명하는 명령어입니다.\n\n"
    "Write a response that appropriately completes the request.\n"
    "명령어에 따른 요청을 적절히 완료하는 응답을 작성하세요.\n\n"
    "### Instruction(명령어):\nQ\n\n### Response(응답):",
    "kullm": "아래는 작업을 설명하는 명령어입니다. 요청을 적절히 완료하는 응답을 작성하세요.\n\n"
    "### 명령어:\nQ\n\n### 응답:\n",
    "vicuna": "A chat between a curious user and an artificial intelligence assistant. "
    "The assistant gives helpful, detailed, and polite answers to the user's questions. "
    "USER: Q ASSISTANT:",
    "dolly": f"{ALPACA_INTRO}\n\n### Instruction:\nQ\n\n### Response:\n",
    "exaone": "[|system|][|endofturn|]\n[|user|]Q\n[|assistant|]",
    "plain": "Q",
    "mpt-instruct": f"{ALPACA_INTRO}\n### Instruction:\nQ\n### Response:\n",
    "mistral-v7": "<s>[INST]Q[/INST]",
    "falcon": "\n\nUser: Q\n\nAssistant:",
    "solar": "### User:\nQ\n\n### Assistant:\n",
}


def choose(name="", architecture="llama", *, wanted="", file_template=None, tokens=()):
    return choose_template(
        wanted=wanted,
        file_template=file_template,
        name=name,
        architecture=architecture,
        bos="<s>",
        eos="</s>",
        has_token=lambda text: text in tokens,
    )


def undated(text):
    return re.sub(r"Current date: \d{4}-\d\d-\d\d\n", "Current date: TODAY\n", text)


def test_every_family_has_an_expected_prompt_here():
    assert {each.name for each in families()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_family_renders_a_conversation_as_its_models_were_trained(name):
    chosen = choose(wanted=name)
    assert undated(chosen.render(TALK).text) == EXPECTED[name]
    plain, thinks = name == "plain", name in {"exaone4", "harmony"}
    assert chosen.choice == TemplateChoice(name, "user", is_plain_completion=plain, can_think=thinks)


@pytest.mark.parametrize("name", WITHOUT_SYSTEM)
def test_a_family_has_its_own_words_where_there_is_no_system_prompt(name):
    assert choose(wanted=name).render([ChatMessage("user", "Q")]).text == WITHOUT_SYSTEM[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_reply_as_it_was_written_leaves_the_prompt_before_it_unchanged(name):
    """What the context has read stays usable, whether the model began with white space or not."""
    chosen = choose(wanted=name)
    before = chosen.render(TALK[:2]).text
    for reply in (" A1", "A1"):
        after = chosen.render([*TALK[:2], ChatMessage("assistant", reply), TALK[3]]).text
        assert after.startswith(before)


@pytest.mark.parametrize("each", families(), ids=lambda each: each.name)
def test_a_family_has_titles_and_stop_strings_that_its_own_prompt_shows_to_be_right(each):
    assert each.title and each.title_ko
    assert each.is_plain_completion or each.stop
    text = EXPECTED[each.name]
    shown = [stop for stop in each.stop if stop in text]
    assert shown or each.is_plain_completion


@pytest.mark.parametrize(
    ("name", "architecture", "expected"),
    [
        ("LLaMA v2 llama-2-7b-chat.Q4_K_M", "llama", "llama2"),
        ("Hf Llama-v2-7b-chat", "llama", "llama2"),
        (". ggml-model-KoAlpaca-Polyglot-12.8B-Q4_K_M", "gptneox", "koalpaca"),
        ("models KoAlpaca-Polyglot-5.8B.Q8_0", "gptneox", "koalpaca"),
        ("LLaMA KoAlpaca-7B.Q4_0", "llama", "koalpaca-llama"),
        ("Hf kovicuna_q4km", "llama", "vicuna"),
        ("vicuna-7b-v1.3.ggmlv3.q4_K_M", "llama", "vicuna"),
        (". stanford-alpaca-7b", "llama", "alpaca"),
        ("models dolly-v2-7b.Q4_0", "gptneox", "dolly"),
        ("mpt-7b-chat.Q4_0", "mpt", "chatml"),
        ("mpt-7b-instruct", "mpt", "mpt-instruct"),
        ("mpt-7b-8k-instruct", "mpt", "mpt-instruct"),
        ("mpt-7b", "mpt", "plain"),
        ("falcon-7b-instruct.Q4_K_M", "falcon", "falcon"),
        ("falcon-7b", "falcon", "plain"),
        ("polyglot-ko-5.8b", "gptneox", "plain"),
        ("cerebras-gpt-2.7b", "gpt2", "plain"),
        ("orca_mini_v3_7b.Q4_K_M", "llama", "solar"),
        ("solar-10.7b-instruct-v1.0.Q4_K_M", "llama", "solar"),
        ("kanana-nano-2.1b-instruct", "llama", "llama3"),
        ("HyperCLOVAX-SEED-Text-Instruct-1.5B", "llama", "chatml"),
        ("SmolLM2-1.7B-Instruct", "llama", "chatml"),
        ("granite-3.1-2b-instruct", "granite", "granite"),
        ("OLMo-2-1124-7B-Instruct", "olmo2", "tulu"),
        ("models", "exaone4", "exaone4"),
        ("models", "exaone", "exaone"),
        ("models", "gpt-oss", "harmony"),
        ("Llama-2-7b-Chat-GGUF llama-2-7b-chat.Q4_K_M", "llama", "llama2"),
        ("CodeLlama 13B Instruct", "llama", "llama2"),
        ("Meta-Llama-3.1-8B-Instruct", "llama", "llama3"),
        ("KoAlpaca-Polyglot-12.8B", "gptneox", "koalpaca"),
        ("ko_alpaca 5.8b", "gptneox", "koalpaca"),
        ("beomi KoAlpaca 13B", "llama", "koalpaca-llama"),
        ("kullm-polyglot-12.8b-v2", "gptneox", "kullm"),
        ("vicuna-13b-v1.5", "llama", "vicuna"),
        ("ko_vicuna_7b", "llama", "vicuna"),
        ("dolly-v2-3b", "gptneox", "dolly"),
        ("alpaca-native-7b", "llama", "alpaca"),
        ("orca_mini_3b", "llama", "orca-mini"),
        ("Mistral-7B-OpenOrca", "llama", "chatml"),
        ("OpenHermes-2.5-Mistral-7B", "llama", "chatml"),
        ("Qwen2.5-7B-Instruct", "qwen2", "chatml"),
        ("Mistral-7B-Instruct-v0.2", "llama", "mistral"),
        ("zephyr-7b-beta", "llama", "zephyr"),
        ("Phi-3-mini-4k-instruct", "phi3", "phi3"),
        ("gemma-2-2b-it", "gemma2", "gemma"),
        ("EXAONE-3.5-7.8B-Instruct", "exaone", "exaone"),
        ("polyglot-ko-12.8b", "gptneox", "plain"),
        ("Cerebras-GPT-13B", "gpt2", "plain"),
        ("gemma-2b", "gemma", "plain"),
        ("llama-7b", "llama", "plain"),
        ("LLaMA v2", "llama", "plain"),
        ("kanana-1.5-8b-instruct-2505", "llama", "llama3"),
    ],
)
def test_a_file_without_template_gets_the_family_its_name_tells(name, architecture, expected):
    assert choose(name, architecture).choice.name == expected


def test_an_unknown_model_gets_the_template_its_tokens_are_made_for():
    assert choose("mystery", tokens={"<|im_start|>"}).choice == TemplateChoice("chatml", "family")
    assert choose("mystery-chat", tokens={"<|start_header_id|>"}).choice.name == "llama3"
    assert choose("Llama-3-8B", tokens={"<|start_header_id|>"}).choice.name == "plain"


@pytest.mark.parametrize(
    ("name", "architecture", "tokens", "expected"),
    [
        ("Phi 4", "phi3", {"<|im_start|>", "<|im_sep|>"}, "phi4"),
        ("models", "phi3", {"<|im_start|>", "<|im_sep|>"}, "phi4"),
        ("models", "phi3", {"<|end|>", "<|tool_call|>"}, "phi4-mini"),
        ("models", "phi3", {"<|end|>"}, "phi3"),
        ("Mistral-7B-Instruct-v0.3", "llama", {"[INST]"}, "mistral-v3"),
        ("Mistral-Small-24B-Instruct-2501", "llama", {"[INST]", "[SYSTEM_PROMPT]"}, "mistral-v7"),
        ("Mistral-7B-Instruct-v0.2", "llama", set(), "mistral"),
        ("models", "gptneox", {"### End", "### Instruction:"}, "dolly"),
        ("models", "mpt", {"<|im_start|>"}, "chatml"),
        ("granite-chat", "granite", {"<|tool_call|>", "<|start_of_role|>"}, "granite"),
    ],
)
def test_what_a_name_leaves_open_the_control_tokens_tell(name, architecture, tokens, expected):
    assert choose(name, architecture, tokens=tokens).choice.name == expected


def test_a_file_template_ends_at_what_its_turns_and_its_model_end_with():
    falcon = "{% for m in messages %}{{ '\\n\\nUser: ' + m.content }}{% endfor %}"
    assert choose("x", file_template=falcon).render(TALK).stop == ("\nUser:",)
    assert choose("x", file_template=WORKING, tokens={"<|stop|>"}).render(TALK).stop == ("<|stop|>",)


def test_a_newer_model_of_a_familiar_name_is_not_taken_for_the_older_one():
    assert choose("gemma-4-E2B-it", "gemma4").choice.problem
    assert choose("kanana-2-3b-instruct", "qwen3", tokens={"<|im_start|>"}).choice.name == "chatml"
    assert choose("KULLM3", tokens={"<|im_start|>"}).choice.name == "chatml"


def test_an_unknown_model_is_a_guess_that_is_said_to_be_one():
    chat, base = choose("mystery-chat-7b").choice, choose("mystery-7b").choice
    assert (chat.name, chat.problem) == ("alpaca", "the file's name tells no known chat model")
    assert (base.name, base.problem) == ("plain", "the file's name tells no chat model")
    assert base.is_plain_completion


def test_the_files_own_template_goes_before_ours():
    chosen = choose("vicuna-13b", file_template=WORKING)
    assert chosen.choice == TemplateChoice("file", "file")
    assert chosen.render(TALK).text == "<system>SYS<user>Q1<assistant>A1<user>Q2"


def test_the_users_choice_goes_before_the_files_own():
    assert choose("vicuna-13b", wanted="alpaca", file_template=WORKING).choice == TemplateChoice(
        "alpaca", "user"
    )
    assert choose("vicuna-13b", wanted="file", file_template=WORKING).choice == TemplateChoice("file", "user")


def test_a_broken_template_in_the_file_gives_way_to_ours_and_says_why():
    choice = choose("vicuna-13b", file_template="{{ nothing.at.all }}").choice
    assert choice == TemplateChoice("vicuna", "family", problem="'nothing' is undefined")


def test_a_model_with_a_broken_template_is_taken_for_a_chat_model():
    assert choose("mystery", file_template="{% if %}", tokens={"<|start_header_id|>"}).choice.name == "llama3"


def test_a_wanted_template_that_is_gone_gives_way_and_says_so():
    choice = choose("vicuna-13b", wanted="removed", file_template=WORKING).choice
    assert choice == TemplateChoice("file", "file", problem="there is no template “removed”")


def test_a_file_template_with_turns_in_plain_text_ends_at_the_next_turn():
    source = "{% for m in messages %}### Instruction:\n{{ m.content }}\n{% endfor %}### Response:\n"
    assert choose("x", file_template=source).render(TALK).stop == ("### Instruction:",)
    assert choose("x", file_template=WORKING).render(TALK).stop == ()


def test_there_is_no_family_of_an_unknown_name():
    assert family("file") is None
