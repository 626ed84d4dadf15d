"""The families of chat models as their files are found: tokens, names, template, and the prompt that is documented."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_chat.engine.protocol import ChatMessage
from tests.support.gguf_factory import scripted
from tests.support.gguf_layouts import LAYOUTS
from tests.support.gguf_vocab import Specials, vocabulary_of

TEMPLATES = Path(__file__).parents[1] / "engine" / "chat_templates"

SYSTEM = ChatMessage("system", "너는 친절해.")
QUESTION = ChatMessage("user", "안녕? 😀")
TALK = (SYSTEM, QUESTION, ChatMessage("assistant", "네, 반가워요!"), ChatMessage("user", "Why?"))
"""A system prompt, an exchange and another question; `ChatFamily.talk` is the prompt for it."""

ANSWER = ("반가워", "요 🙂", " my friend.")
LEAK = " LEAKED"
INSTRUCTION = (
    "Below is an instruction that describes a task. "
    "Write a response that appropriately completes the request."
)
VICUNA_INTRO = (
    "A chat between a curious user and an artificial intelligence assistant. "
    "The assistant gives helpful, detailed, and polite answers to the user's questions."
)
KOALPACA_INTRO = (
    "Below is an instruction that describes a task.\n아래는 작업을 설명하는 명령어입니다.\n\n"
    "Write a response that appropriately completes the request.\n"
    "명령어에 따른 요청을 적절히 완료하는 응답을 작성하세요."
)
KULLM_INTRO = "아래는 작업을 설명하는 명령어입니다. 요청을 적절히 완료하는 응답을 작성하세요."
ORCA_INTRO = "You are an AI assistant that follows instruction extremely well. Help as much as you can."
SMOLLM3_HEAD = "## Metadata\n\nKnowledge Cutoff Date: June 2025\nReasoning Mode: "
GPT_OSS_HEAD = (
    "<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\n"
    "Knowledge cutoff: 2024-06\nCurrent date: DATE\n\nReasoning: medium\n\n"
    "# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|>"
)


@dataclass(frozen=True)
class ChatFamily:
    """One family as one of its files has it.

    `source` says where the prompt is documented. `alone` is the prompt for `QUESTION`, `talk` for `TALK`; DATE
    stands for a date, a leading "…" for a page of default instructions. `end` is what ends a reply, a token or
    a text; `bos` the token a prompt begins with.
    """

    id: str
    source: str
    architecture: str
    specials: Specials
    alone: str
    talk: str
    end: str
    bos: str = ""
    tokenizer: str = ""  # the architecture's usual one
    file: str = "model"  # without ".gguf"
    name: str = "models"
    template: str = ""  # of the file; "": it brings none
    chosen: str = "file"
    is_plain_completion: bool = False

    def write(self, folder: Path, reply: tuple[str, ...] = ANSWER, *, split_bytes: bool = False) -> Path:
        """Write a file of the family that answers with `reply` and its end, and would go on after it.

        With `split_bytes` its tokens are cut inside characters, and only its end token ends it.
        """
        vocabulary = vocabulary_of(self.tokenizer or LAYOUTS[self.architecture].tokenizer, self.specials)
        path = folder / f"{self.file}.gguf"
        template = (
            (TEMPLATES / f"{self.template}.jinja").read_text(encoding="utf-8") if self.template else None
        )
        return scripted(
            path,
            reply if split_bytes else (*reply, self.end, LEAK),
            self.architecture,
            split_bytes=split_bytes,
            vocabulary=vocabulary,
            template=template,
            name=self.name,
        )


LLAMA = Specials("<s>", "</s>", adds_space=True)
LLAMA3 = Specials(
    "<|begin_of_text|>",
    "<|eot_id|>",
    ("<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eom_id|>"),
    adds_bos=True,
)
NEOX = Specials("<|endoftext|>", "<|endoftext|>", ("<|acc|>", "<|tel|>", "<|rrn|>"))
DOLLY = Specials("<|endoftext|>", "<|endoftext|>", ("### End", "### Instruction:", "### Response:\n"))
END_OF_TEXT = Specials("<|endoftext|>", "<|endoftext|>")
GEMMA = Specials("<bos>", "<eos>", ("<start_of_turn>",), eot="<end_of_turn>")
CHATML = Specials("<|endoftext|>", "<|im_end|>", ("<|im_start|>",))
QWEN3 = Specials("<|endoftext|>", "<|im_end|>", ("<|im_start|>",), ("<think>", "</think>"))
MPT_CHAT = Specials("<|endoftext|>", "<|endoftext|>", ("<|im_start|>", "<|im_end|>"))
EXAONE = Specials("[BOS]", "[|endofturn|]", ("[|system|]", "[|user|]", "[|assistant|]"))
EXAONE4 = Specials(
    "[BOS]", "[|endofturn|]", ("[|system|]", "[|user|]", "[|assistant|]", "[|tool|]"), ("<think>", "</think>")
)
MISTRAL_V3 = Specials("<s>", "</s>", ("[INST]", "[/INST]"), adds_bos=True)
MISTRAL_V7 = Specials(
    "<s>", "</s>", ("[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]"), adds_bos=True
)
PHI3 = Specials("<s>", "<|endoftext|>", ("<|user|>", "<|assistant|>", "<|system|>", "<|end|>"))
PHI4 = Specials("<|endoftext|>", "<|im_end|>", ("<|im_start|>", "<|im_sep|>"))
PHI4_MINI = Specials(
    "<|endoftext|>", "<|endoftext|>", ("<|user|>", "<|assistant|>", "<|system|>", "<|end|>", "<|tool_call|>")
)
GPT_OSS = Specials(
    "<|startoftext|>",
    "<|return|>",
    ("<|endoftext|>", "<|start|>", "<|end|>", "<|message|>", "<|channel|>", "<|call|>"),
)
GRANITE = Specials(
    "<|end_of_text|>", "<|end_of_text|>", ("<|start_of_role|>", "<|end_of_role|>", "<|tool_call|>")
)
HYPERCLOVA = Specials("<|endoftext|>", "<|endofturn|>", ("<|im_start|>", "<|im_end|>", "<|stop|>"))
SMOLLM2 = Specials("<|im_start|>", "<|im_end|>", ("<|endoftext|>",))


def _chatml(system: str) -> str:
    """The prompt for `TALK` with that system prompt."""
    return (
        f"<|im_start|>system\n{system}<|im_end|>\n<|im_start|>user\n안녕? 😀<|im_end|>\n"
        f"<|im_start|>assistant\n네, 반가워요!<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n"
        "<|im_start|>assistant\n"
    )


CHATML_ALONE = "<|im_start|>user\n안녕? 😀<|im_end|>\n<|im_start|>assistant\n"
LLAMA2_TALK = (
    "<s>[INST] <<SYS>>\n너는 친절해.\n<</SYS>>\n\n안녕? 😀 [/INST] 네, 반가워요! </s><s>[INST] Why? [/INST]"
)
LLAMA3_TAIL = (
    "<|start_header_id|>user<|end_header_id|>\n\n안녕? 😀<|eot_id|>"
    "<|start_header_id|>assistant<|end_header_id|>\n\n네, 반가워요!<|eot_id|>"
    "<|start_header_id|>user<|end_header_id|>\n\nWhy?<|eot_id|>"
    "<|start_header_id|>assistant<|end_header_id|>\n\n"
)
LLAMA3_ALONE = (
    "<|start_header_id|>user<|end_header_id|>\n\n안녕? 😀<|eot_id|>"
    "<|start_header_id|>assistant<|end_header_id|>\n\n"
)
LLAMA3_TALK = f"<|start_header_id|>system<|end_header_id|>\n\n너는 친절해.<|eot_id|>{LLAMA3_TAIL}"
LLAMA32_HEAD = (
    "<|start_header_id|>system<|end_header_id|>\n\n"
    "Cutting Knowledge Date: December 2023\nToday Date: DATE\n\n"
)
VICUNA_TALK = "너는 친절해. USER: 안녕? 😀 ASSISTANT: 네, 반가워요!</s>USER: Why? ASSISTANT:"
KOALPACA_TALK = (
    "### 명령어: 너는 친절해.\n\n### 질문: 안녕? 😀\n\n### 답변: 네, 반가워요!\n\n### 질문: Why?\n\n### 답변:"
)
PLAIN_TALK = "너는 친절해.\n\n안녕? 😀네, 반가워요!\n\nWhy?"
GEMMA_ALONE = "<bos><start_of_turn>user\n안녕? 😀<end_of_turn>\n<start_of_turn>model\n"
GEMMA_TALK = (
    "<bos><start_of_turn>user\n너는 친절해.\n\n안녕? 😀<end_of_turn>\n"
    "<start_of_turn>model\n네, 반가워요!<end_of_turn>\n"
    "<start_of_turn>user\nWhy?<end_of_turn>\n<start_of_turn>model\n"
)
PHI3_TALK = (
    "<|system|>\n너는 친절해.<|end|>\n<|user|>\n안녕? 😀<|end|>\n<|assistant|>\n네, 반가워요!<|end|>\n"
    "<|user|>\nWhy?<|end|>\n<|assistant|>\n"
)
PHI3_ALONE = "<|user|>\n안녕? 😀<|end|>\n<|assistant|>\n"
PHI4_ALONE = "<|im_start|>user<|im_sep|>안녕? 😀<|im_end|><|im_start|>assistant<|im_sep|>"
PHI4_TALK = (
    "<|im_start|>system<|im_sep|>너는 친절해.<|im_end|><|im_start|>user<|im_sep|>안녕? 😀<|im_end|>"
    "<|im_start|>assistant<|im_sep|>네, 반가워요!<|im_end|><|im_start|>user<|im_sep|>Why?<|im_end|>"
    "<|im_start|>assistant<|im_sep|>"
)
PHI4_MINI_TALK = (
    "<|system|>너는 친절해.<|end|><|user|>안녕? 😀<|end|><|assistant|>네, 반가워요!<|end|>"
    "<|user|>Why?<|end|><|assistant|>"
)
ZEPHYR_TALK = (
    "<|system|>\n너는 친절해.</s>\n<|user|>\n안녕? 😀</s>\n<|assistant|>\n네, 반가워요!</s>\n"
    "<|user|>\nWhy?</s>\n<|assistant|>\n"
)
FALCON_TALK = "너는 친절해.\n\nUser: 안녕? 😀\n\nAssistant: 네, 반가워요!\n\nUser: Why?\n\nAssistant:"
SOLAR_TALK = (
    "### System:\n너는 친절해.\n\n### User:\n안녕? 😀\n\n### Assistant:\n네, 반가워요!"
    "### User:\nWhy?\n\n### Assistant:\n"
)
GRANITE_TALK = (
    "<|start_of_role|>system<|end_of_role|>너는 친절해.<|end_of_text|>\n"
    "<|start_of_role|>user<|end_of_role|>안녕? 😀<|end_of_text|>\n"
    "<|start_of_role|>assistant<|end_of_role|>네, 반가워요!<|end_of_text|>\n"
    "<|start_of_role|>user<|end_of_role|>Why?<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>"
)
EXAONE4_TALK = (
    "[|system|]\n너는 친절해.[|endofturn|]\n[|user|]\n안녕? 😀[|endofturn|]\n"
    "[|assistant|]\n<think>\n\n</think>\n\n네, 반가워요![|endofturn|]\n"
    "[|user|]\nWhy?[|endofturn|]\n[|assistant|]\n<think>\n\n</think>\n\n"
)
EXAONE_TALK = (
    "[|system|]너는 친절해.[|endofturn|]\n[|user|]안녕? 😀\n[|assistant|]네, 반가워요![|endofturn|]\n"
    "[|user|]Why?\n[|assistant|]"
)

LLAMA_CODE = "meta-llama/llama, llama/generation.py, chat_completion"
LLAMA3_CODE = "meta-llama/llama3, llama/tokenizer.py, ChatFormat"
LLAMA32_SOURCE = "ggml-org/llama.cpp, models/templates/meta-llama-Llama-3.2-3B-Instruct.jinja"
VICUNA_CODE = "lm-sys/FastChat, fastchat/conversation.py, vicuna_v1.1"
KOALPACA_CARD = "Beomi/KoAlpaca, README.md, ask(); webui/app.py for the system prompt"
GEMMA_DOC = "ai.google.dev/gemma/docs/core/prompt-structure"
MISTRAL_DOC = "mistralai/cookbook, concept-deep-dive/tokenization/chat_templates.md"
PLAIN_SOURCE = "no format: a base model goes on with the text"
LLAMA_CPP = "ggml-org/llama.cpp, models/templates/"
FALCON_SOURCE = "chat template of tiiuae/falcon-7b-instruct"

FAMILIES = (
    # ---- Llama 2 and what was made of the first Llama
    ChatFamily(
        "llama2", LLAMA_CODE, "llama", LLAMA, "<s>[INST] 안녕? 😀 [/INST]", LLAMA2_TALK, "</s>", "<s>",
        file="llama-2-7b-chat.Q4_K_M", name="LLaMA v2", chosen="llama2",
    ),
    ChatFamily(
        "llama2 with template", LLAMA_CODE, "llama", LLAMA, "<s>[INST] 안녕? 😀 [/INST]", LLAMA2_TALK, "</s>",
        "<s>", template="llama2",
    ),
    ChatFamily(
        "alpaca", "tatsu-lab/stanford_alpaca, train.py, PROMPT_DICT", "llama", LLAMA,
        f"{INSTRUCTION}\n\n### Instruction:\n안녕? 😀\n\n### Response:",
        "너는 친절해.\n\n### Instruction:\n안녕? 😀\n\n### Response:네, 반가워요!\n\n"
        "### Instruction:\nWhy?\n\n### Response:",
        "</s>", "<s>", file="stanford-alpaca-7b", name=".", chosen="alpaca",
    ),
    ChatFamily(
        "vicuna", VICUNA_CODE, "llama", LLAMA, f"{VICUNA_INTRO} USER: 안녕? 😀 ASSISTANT:", VICUNA_TALK, "</s>",
        "<s>", file="vicuna-7b-v1.3.Q4_0", name="LLaMA", chosen="vicuna",
    ),
    ChatFamily(
        "kovicuna", VICUNA_CODE, "llama", LLAMA, f"{VICUNA_INTRO} USER: 안녕? 😀 ASSISTANT:", VICUNA_TALK, "USER:",
        "<s>", file="kovicuna_q4km", name="Hf", chosen="vicuna",
    ),
    ChatFamily(
        "koalpaca llama", "Beomi/KoAlpaca, train.py and Inference Test.ipynb, PROMPT_DICT", "llama", LLAMA,
        f"{KOALPACA_INTRO}\n\n### Instruction(명령어):\n안녕? 😀\n\n### Response(응답):",
        "너는 친절해.\n\n### Instruction(명령어):\n안녕? 😀\n\n### Response(응답):네, 반가워요!\n\n"
        "### Instruction(명령어):\nWhy?\n\n### Response(응답):",
        "</s>", "<s>", file="KoAlpaca-7B.Q4_K_M", name="LLaMA", chosen="koalpaca-llama",
    ),
    ChatFamily(
        "orca mini", "model card of psmathur/orca_mini_3b", "llama", LLAMA,
        f"### System:\n{ORCA_INTRO}\n\n### User:\n안녕? 😀\n\n### Response:\n",
        "### System:\n너는 친절해.\n\n### User:\n안녕? 😀\n\n### Response:\n네, 반가워요!\n\n"
        "### User:\nWhy?\n\n### Response:\n",
        "</s>", "<s>", file="orca-mini-3b.q4_0", name="psmathur", chosen="orca-mini",
    ),
    # ---- GPT-NeoX, GPT-2, MPT, Falcon
    ChatFamily(
        "koalpaca polyglot 12.8b", KOALPACA_CARD, "gptneox", NEOX, "### 질문: 안녕? 😀\n\n### 답변:", KOALPACA_TALK,
        "<|endoftext|>", file="ggml-model-KoAlpaca-Polyglot-12.8B-Q4_K_M", name=".", chosen="koalpaca",
    ),
    ChatFamily(
        "koalpaca polyglot 5.8b", KOALPACA_CARD, "gptneox", NEOX, "### 질문: 안녕? 😀\n\n### 답변:", KOALPACA_TALK,
        "\n### 질문", file="KoAlpaca-Polyglot-5.8B.Q8_0", name="models", chosen="koalpaca",
    ),
    ChatFamily(
        "kullm", "nlpai-lab/KULLM, templates/kullm.json", "gptneox", NEOX,
        f"{KULLM_INTRO}\n\n### 명령어:\n안녕? 😀\n\n### 응답:\n",
        "너는 친절해.\n\n### 명령어:\n안녕? 😀\n\n### 응답:\n네, 반가워요!\n\n### 명령어:\nWhy?\n\n### 응답:\n",
        "### 명령어:", file="kullm-polyglot-12.8b-v2.Q4_K_M", chosen="kullm",
    ),
    ChatFamily(
        "dolly v2", "databrickslabs/dolly, training/consts.py, PROMPT_FOR_GENERATION_FORMAT", "gptneox", DOLLY,
        f"{INSTRUCTION}\n\n### Instruction:\n안녕? 😀\n\n### Response:\n",
        "너는 친절해.\n\n### Instruction:\n안녕? 😀\n\n### Response:\n네, 반가워요!\n\n### End\n\n"
        "### Instruction:\nWhy?\n\n### Response:\n",
        "### End", file="dolly-v2-7b.Q4_0", chosen="dolly",
    ),
    ChatFamily(
        "polyglot-ko", PLAIN_SOURCE, "gptneox", NEOX, "안녕? 😀", PLAIN_TALK, "<|endoftext|>",
        file="polyglot-ko-5.8b", chosen="plain", is_plain_completion=True,
    ),
    ChatFamily(
        "cerebras-gpt", PLAIN_SOURCE, "gpt2", END_OF_TEXT, "안녕? 😀", PLAIN_TALK, "<|endoftext|>",
        file="cerebras-gpt-2.7b", chosen="plain", is_plain_completion=True,
    ),
    ChatFamily(
        "mpt chat", "lm-sys/FastChat, fastchat/conversation.py, mpt-7b-chat", "mpt", MPT_CHAT, CHATML_ALONE,
        _chatml("너는 친절해."), "<|im_end|>", file="mpt-7b-chat", chosen="chatml",
    ),
    ChatFamily(
        "mpt instruct", "model card of mosaicml/mpt-7b-instruct, Formatting", "mpt", END_OF_TEXT,
        f"{INSTRUCTION}\n### Instruction:\n안녕? 😀\n### Response:\n",
        "너는 친절해.\n### Instruction:\n안녕? 😀\n### Response:\n네, 반가워요!\n"
        "### Instruction:\nWhy?\n### Response:\n",
        "<|endoftext|>", file="mpt-7b-instruct", chosen="mpt-instruct",
    ),
    ChatFamily(
        "falcon instruct", FALCON_SOURCE, "falcon", END_OF_TEXT, "\n\nUser: 안녕? 😀\n\nAssistant:", FALCON_TALK,
        "<|endoftext|>", file="falcon-7b-instruct", chosen="falcon",
    ),
    ChatFamily(
        "falcon instruct with template", FALCON_SOURCE, "falcon", END_OF_TEXT,
        "\n\nUser: 안녕? 😀\n\nAssistant:", FALCON_TALK, "\nUser:", template="falcon",
    ),
    ChatFamily(
        "falcon base", PLAIN_SOURCE, "falcon", END_OF_TEXT, "안녕? 😀", PLAIN_TALK, "\nUser:",
        file="falcon-7b", chosen="plain", is_plain_completion=True,
    ),
    # ---- Llama 3 and what speaks as it does
    ChatFamily(
        "llama3", LLAMA3_CODE, "llama", LLAMA3, f"<|begin_of_text|>{LLAMA3_ALONE}",
        f"<|begin_of_text|>{LLAMA3_TALK}", "<|eot_id|>", "<|begin_of_text|>", "llama-bpe",
        file="Meta-Llama-3-8B-Instruct.Q4_K_M", template="llama3",
    ),
    ChatFamily(
        "llama3.2", LLAMA32_SOURCE, "llama", LLAMA3, f"<|begin_of_text|>{LLAMA32_HEAD}<|eot_id|>{LLAMA3_ALONE}",
        f"<|begin_of_text|>{LLAMA32_HEAD}너는 친절해.<|eot_id|>{LLAMA3_TAIL}", "<|eot_id|>", "<|begin_of_text|>",
        "llama-bpe", file="Llama-3.2-3B-Instruct-Q4_K_M", template="llama3.2",
    ),
    ChatFamily(
        "llama3.3 without template", LLAMA3_CODE, "llama", LLAMA3, f"<|begin_of_text|>{LLAMA3_ALONE}",
        f"<|begin_of_text|>{LLAMA3_TALK}", "<|eot_id|>", "<|begin_of_text|>", "llama-bpe",
        file="Llama-3.3-70B-Instruct.IQ2_XS", chosen="llama3",
    ),
    ChatFamily(
        "kanana", LLAMA3_CODE, "llama", LLAMA3, f"<|begin_of_text|>{LLAMA3_ALONE}",
        f"<|begin_of_text|>{LLAMA3_TALK}", "<|eot_id|>", "<|begin_of_text|>", "llama-bpe",
        file="kanana-nano-2.1b-instruct-q4_k_m", chosen="llama3",
    ),
    # ---- Phi
    ChatFamily(
        "phi-3 mini", "model card of microsoft/Phi-3-mini-4k-instruct, Chat Format", "phi3", PHI3, PHI3_ALONE,
        PHI3_TALK, "<|end|>", "<s>", file="Phi-3-mini-4k-instruct-q4", template="phi3",
    ),
    ChatFamily(
        "phi-3.5 mini", f"{LLAMA_CPP}microsoft-Phi-3.5-mini-instruct.jinja", "phi3", PHI3, PHI3_ALONE, PHI3_TALK,
        "<|end|>", "<s>", template="phi3.5",
    ),
    ChatFamily(
        "phi-3 without template", "model card of microsoft/Phi-3-mini-4k-instruct, Chat Format", "phi3", PHI3,
        PHI3_ALONE, PHI3_TALK, "<|end|>", "<s>", chosen="phi3",
    ),
    ChatFamily(
        "phi-4", "ggml-org/llama.cpp, tests/test-chat-template.cpp, phi-4", "phi3", PHI4, PHI4_ALONE, PHI4_TALK,
        "<|im_end|>", tokenizer="dbrx", file="phi-4-Q4_K_M", template="phi4",
    ),
    ChatFamily(
        "phi-4 without template", "ggml-org/llama.cpp, tests/test-chat-template.cpp, phi-4", "phi3", PHI4,
        PHI4_ALONE, PHI4_TALK, "<|im_end|>", tokenizer="dbrx", chosen="phi4",
    ),
    ChatFamily(
        "phi-4 mini", "model card of microsoft/Phi-4-mini-instruct", "phi3", PHI4_MINI,
        "<|user|>안녕? 😀<|end|><|assistant|>", PHI4_MINI_TALK, "<|end|>", tokenizer="gpt-4o",
        file="Phi-4-mini-instruct-Q4_K_M", template="phi4-mini",
    ),
    ChatFamily(
        "phi-4 mini without template", "model card of microsoft/Phi-4-mini-instruct", "phi3", PHI4_MINI,
        "<|user|>안녕? 😀<|end|><|assistant|>", PHI4_MINI_TALK, "<|end|>", tokenizer="gpt-4o", chosen="phi4-mini",
    ),
    # ---- Gemma
    ChatFamily(
        "gemma 1", GEMMA_DOC, "gemma", GEMMA, GEMMA_ALONE, GEMMA_TALK, "<end_of_turn>", "<bos>",
        file="gemma-2b-it", template="gemma",
    ),
    ChatFamily(
        "gemma 2", GEMMA_DOC, "gemma2", GEMMA, GEMMA_ALONE, GEMMA_TALK, "<end_of_turn>", "<bos>",
        file="gemma-2-2b-it-Q4_K_M", template="gemma",
    ),
    ChatFamily(
        "gemma 3", GEMMA_DOC, "gemma3", GEMMA, GEMMA_ALONE, GEMMA_TALK, "<end_of_turn>", "<bos>",
        file="gemma-3-4b-it-Q4_K_M", template="gemma3",
    ),
    ChatFamily(
        "gemma 3n", GEMMA_DOC, "gemma3n", GEMMA, GEMMA_ALONE, GEMMA_TALK, "<end_of_turn>", "<bos>",
        file="gemma-3n-E2B-it-Q4_K_M", template="gemma3",
    ),
    ChatFamily(
        "gemma without template", GEMMA_DOC, "gemma2", GEMMA, GEMMA_ALONE, GEMMA_TALK, "<end_of_turn>", "<bos>",
        file="gemma-2-2b-it", chosen="gemma",
    ),
    # ---- ChatML
    ChatFamily(
        "qwen2.5", f"{LLAMA_CPP}Qwen-Qwen2.5-7B-Instruct.jinja", "qwen2", CHATML,
        "<|im_start|>system\nYou are Qwen, created by Alibaba Cloud. You are a helpful assistant.<|im_end|>\n"
        + CHATML_ALONE,
        _chatml("너는 친절해."), "<|im_end|>", file="Qwen2.5-7B-Instruct-Q4_K_M", template="qwen2.5",
    ),
    ChatFamily(
        "qwen3", f"{LLAMA_CPP}Qwen-Qwen3-0.6B.jinja", "qwen3", QWEN3, CHATML_ALONE, _chatml("너는 친절해."),
        "<|im_end|>", file="Qwen3-0.6B-Q8_0", template="qwen3-0.6b",
    ),
    ChatFamily(
        "qwen3 without template", f"{LLAMA_CPP}Qwen-Qwen3-0.6B.jinja", "qwen3", QWEN3, CHATML_ALONE,
        _chatml("너는 친절해."), "<|im_end|>", file="Qwen3-0.6B-Q8_0", chosen="chatml",
    ),
    ChatFamily(
        "smollm2", "chat template of HuggingFaceTB/SmolLM2-1.7B-Instruct", "llama", SMOLLM2,
        "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
        + CHATML_ALONE,
        _chatml("너는 친절해."), "<|im_end|>", tokenizer="smollm", template="smollm2",
    ),
    ChatFamily(
        "smollm3", f"{LLAMA_CPP}HuggingFaceTB-SmolLM3-3B.jinja", "smollm3", QWEN3,
        f"…<|im_end|>\n{CHATML_ALONE}",
        _chatml(f"{SMOLLM3_HEAD}/think\n\n## Custom Instructions\n\n너는 친절해.\n\n"), "<|im_end|>",
        template="smollm3",
    ),
    ChatFamily(
        "hyperclova x seed", "model card of naver-hyperclovax/HyperCLOVAX-SEED-Text-Instruct-1.5B", "llama",
        HYPERCLOVA, f"<|im_start|>tool_list\n<|im_end|>\n{CHATML_ALONE}",
        f"<|im_start|>tool_list\n<|im_end|>\n{_chatml('너는 친절해.')}", "<|endofturn|>", tokenizer="gpt-2",
        template="hyperclova",
    ),
    ChatFamily(
        "hyperclova x seed stop", "model card of naver-hyperclovax/HyperCLOVAX-SEED-Text-Instruct-1.5B", "llama",
        HYPERCLOVA, f"<|im_start|>tool_list\n<|im_end|>\n{CHATML_ALONE}",
        f"<|im_start|>tool_list\n<|im_end|>\n{_chatml('너는 친절해.')}", "<|stop|>", tokenizer="gpt-2",
        template="hyperclova",
    ),
    # ---- EXAONE
    ChatFamily(
        "exaone 3.5", "LG-AI-EXAONE/EXAONE-3.5, README.md, llama.cpp", "exaone", EXAONE,
        "[|system|][|endofturn|]\n[|user|]안녕? 😀\n[|assistant|]", EXAONE_TALK, "[|endofturn|]",
        file="EXAONE-3.5-7.8B-Instruct-Q4_K_M", template="exaone3.5",
    ),
    ChatFamily(
        "exaone 3 without template", "LG-AI-EXAONE/EXAONE-3.5, README.md, llama.cpp", "exaone", EXAONE,
        "[|system|][|endofturn|]\n[|user|]안녕? 😀\n[|assistant|]", EXAONE_TALK, "[|endofturn|]",
        file="EXAONE-3.0-7.8B-Instruct", chosen="exaone",
    ),
    ChatFamily(
        "exaone 4", "huggingface/transformers, models/exaone4, example of Exaone4ForCausalLM", "exaone4", EXAONE4,
        "[|user|]\n안녕? 😀[|endofturn|]\n[|assistant|]\n<think>\n\n</think>\n\n", EXAONE4_TALK, "[|endofturn|]",
        file="EXAONE-4.0-1.2B-Q4_K_M", template="exaone4",
    ),
    ChatFamily(
        "exaone 4 without template", "huggingface/transformers, models/exaone4, example of Exaone4ForCausalLM",
        "exaone4", EXAONE4, "[|user|]\n안녕? 😀[|endofturn|]\n[|assistant|]\n<think>\n\n</think>\n\n", EXAONE4_TALK,
        "[|endofturn|]", chosen="exaone4",
    ),
    # ---- Mistral
    ChatFamily(
        "mistral v0.1", MISTRAL_DOC, "llama", LLAMA, "<s>[INST] 안녕? 😀 [/INST]",
        "<s>[INST] 너는 친절해.\n\n안녕? 😀 [/INST] 네, 반가워요!</s>[INST] Why? [/INST]", "</s>", "<s>",
        file="mistral-7b-instruct-v0.1.Q4_K_M", name="mistralai_mistral-7b-instruct-v0.1", chosen="mistral",
    ),
    ChatFamily(
        "mistral v0.3", MISTRAL_DOC, "llama", MISTRAL_V3, "<s>[INST] 안녕? 😀[/INST]",
        "<s>[INST] 안녕? 😀[/INST] 네, 반가워요!</s>[INST] 너는 친절해.\n\nWhy?[/INST]", "</s>", "<s>",
        file="Mistral-7B-Instruct-v0.3.Q4_K_M", template="mistral-v0.3",
    ),
    ChatFamily(
        "mistral nemo", f"{LLAMA_CPP}mistralai-Mistral-Nemo-Instruct-2407.jinja", "llama", MISTRAL_V3,
        "<s>[INST]안녕? 😀[/INST]", "<s>[INST]안녕? 😀[/INST]네, 반가워요!</s>[INST]너는 친절해.\n\nWhy?[/INST]",
        "</s>", "<s>", "tekken", file="Mistral-Nemo-Instruct-2407-Q4_K_M", template="mistral-nemo",
    ),
    ChatFamily(
        "mistral nemo without template", MISTRAL_DOC, "llama", MISTRAL_V3, "<s>[INST]안녕? 😀[/INST]",
        "<s>[INST]너는 친절해.\n\n안녕? 😀[/INST]네, 반가워요!</s>[INST]Why?[/INST]", "</s>", "<s>", "tekken",
        file="Mistral-Nemo-Instruct-2407-Q4_K_M", chosen="mistral-v3",
    ),
    ChatFamily(
        "mistral small", f"{LLAMA_CPP}Mistral-Small-3.2-24B-Instruct-2506.jinja", "llama", MISTRAL_V7,
        "…[/SYSTEM_PROMPT][INST]안녕? 😀[/INST]",
        "<s>[SYSTEM_PROMPT]너는 친절해.[/SYSTEM_PROMPT][INST]안녕? 😀[/INST]네, 반가워요!</s>[INST]Why?[/INST]",
        "</s>", "<s>", "tekken", template="mistral-small-3.2",
    ),
    ChatFamily(
        "mistral small without template", MISTRAL_DOC, "llama", MISTRAL_V7, "<s>[INST]안녕? 😀[/INST]",
        "<s>[SYSTEM_PROMPT]너는 친절해.[/SYSTEM_PROMPT][INST]안녕? 😀[/INST]네, 반가워요!</s>[INST]Why?[/INST]",
        "</s>", "<s>", "tekken", file="Mistral-Small-24B-Instruct-2501", chosen="mistral-v7",
    ),
    # ---- others
    ChatFamily(
        "gpt-oss", "openai/harmony, docs/format.md", "gpt-oss", GPT_OSS,
        f"{GPT_OSS_HEAD}<|start|>user<|message|>안녕? 😀<|end|><|start|>assistant",
        f"{GPT_OSS_HEAD}<|start|>developer<|message|># Instructions\n\n너는 친절해.\n\n<|end|>"
        "<|start|>user<|message|>안녕? 😀<|end|><|start|>assistant<|channel|>final<|message|>네, 반가워요!<|end|>"
        "<|start|>user<|message|>Why?<|end|><|start|>assistant",
        "<|return|>", file="gpt-oss-20b-mxfp4", template="gpt-oss",
    ),
    ChatFamily(
        "gpt-oss without template", "openai/harmony, docs/format.md", "gpt-oss", GPT_OSS,
        f"{GPT_OSS_HEAD}<|start|>user<|message|>안녕? 😀<|end|><|start|>assistant",
        f"{GPT_OSS_HEAD}<|start|>developer<|message|># Instructions\n\n너는 친절해.<|end|>"
        "<|start|>user<|message|>안녕? 😀<|end|><|start|>assistant<|channel|>final<|message|>네, 반가워요!<|end|>"
        "<|start|>user<|message|>Why?<|end|><|start|>assistant",
        "<|return|>", file="gpt-oss-20b-mxfp4", chosen="harmony",
    ),
    ChatFamily(
        "solar", "huggingface/huggingface.js, packages/jinja/test/e2e.test.js, upstage/SOLAR-10.7B-Instruct-v1.0",
        "llama", LLAMA, "### User:\n안녕? 😀\n\n### Assistant:\n", SOLAR_TALK, "### User:", "<s>",
        file="solar-10.7b-instruct-v1.0.Q4_K_M", template="solar",
    ),
    ChatFamily(
        "solar without template",
        "huggingface/huggingface.js, packages/jinja/test/e2e.test.js, upstage/SOLAR-10.7B-Instruct-v1.0",
        "llama", LLAMA, "### User:\n안녕? 😀\n\n### Assistant:\n", SOLAR_TALK, "</s>", "<s>",
        file="solar-10.7b-instruct-v1.0.Q4_K_M", chosen="solar",
    ),
    ChatFamily(
        "granite 3.3", f"{LLAMA_CPP}ibm-granite-granite-3.3-2B-Instruct.jinja", "granite", GRANITE,
        "<|start_of_role|>system<|end_of_role|>Knowledge Cutoff Date: April 2024. Today's Date: DATE. "
        "You are Granite, developed by IBM. You are a helpful AI assistant.<|end_of_text|>\n"
        "<|start_of_role|>user<|end_of_role|>안녕? 😀<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>",
        GRANITE_TALK, "<|end_of_text|>", template="granite-3.3",
    ),
    ChatFamily(
        "granite without template", "ggml-org/llama.cpp, tests/test-chat-template.cpp, granite-3.0", "granite",
        GRANITE,
        "<|start_of_role|>user<|end_of_role|>안녕? 😀<|end_of_text|>\n<|start_of_role|>assistant<|end_of_role|>",
        GRANITE_TALK, "<|end_of_text|>", file="granite-3.0-2b-instruct-Q4_K_M", chosen="granite",
    ),
    ChatFamily(
        "olmo 2", "allenai/open-instruct, open_instruct/dataset_transformation.py, tulu", "olmo2", END_OF_TEXT,
        "<|endoftext|><|user|>\n안녕? 😀\n<|assistant|>\n",
        "<|endoftext|><|system|>\n너는 친절해.\n<|user|>\n안녕? 😀\n<|assistant|>\n네, 반가워요!<|endoftext|>\n"
        "<|user|>\nWhy?\n<|assistant|>\n",
        "<|endoftext|>", "<|endoftext|>", file="OLMo-2-1124-7B-Instruct-Q4_K_M", template="olmo2",
    ),
    ChatFamily(
        "zephyr", "chat template of HuggingFaceH4/zephyr-7b-beta", "llama", LLAMA,
        "<|user|>\n안녕? 😀</s>\n<|assistant|>\n", ZEPHYR_TALK, "</s>", "<s>", template="zephyr",
    ),
    ChatFamily(
        "zephyr without template", "chat template of HuggingFaceH4/zephyr-7b-beta", "llama", LLAMA,
        "<|user|>\n안녕? 😀</s>\n<|assistant|>\n", ZEPHYR_TALK, "</s>", "<s>", file="zephyr-7b-beta.Q4_K_M",
        chosen="zephyr",
    ),
)  # fmt: skip


def family_named(name: str) -> ChatFamily:
    """Give a family by its id."""
    return next(each for each in FAMILIES if each.id == name)
