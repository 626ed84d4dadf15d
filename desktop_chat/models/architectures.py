"""What llama.cpp knows of each architecture: which ones it can chat with, and how their memory grows."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

CHAT_ARCHITECTURES: Final = frozenset(
    """
    afmoe apertus arcee arctic arwkv7 baichuan bailingmoe bailingmoe2 bailingmoe3 bitnet bloom chameleon
    chatglm codeshell cogvlm cohere2 cohere2moe command-r dbrx deci deepseek deepseek2 deepseek2-ocr
    deepseek32 deepseek4 dots1 dots3note ernie4_5 ernie4_5-moe exaone exaone-moe exaone4 falcon
    falcon-h1 gemma gemma2 gemma3 gemma3n gemma4 glm-dsa glm4 glm4moe glm5-next gpt-oss gpt2 gptneox
    granite granite_swa granitehybrid granitemoe graniteswitch grok grovemoe hrm_text hunyuan-dense
    hunyuan-moe hunyuan_vl hy_v3 hy_v4 internlm2 jais jais2 jamba kimi-k3 kimi-linear laguna lfm2
    lfm2moe llama llama4 maincoder mamba mamba2 maple mellum mimo2 minicpm minicpm3 minimax-01
    minimax-m2 minimax-m3 mistral3 mistral4 mpt muse-glimmer nanbeige nemotron nemotron_h nemotron_h_moe
    olmo olmo2 olmoe openelm orion paddleocr pangu-embedded phi2 phi3 phimoe plamo plamo2 plamo3 plm
    qwen qwen2 qwen2moe qwen2vl qwen3 qwen35 qwen35moe qwen3moe qwen3next qwen3vl qwen3vlmoe qwen4exp
    refact rwkv6 rwkv6qwen2 rwkv7 seed_oss smallthinker smollm3 spark2_5 stablelm starcoder starcoder2
    step35 talkie xverse
    """.split()  # noqa: SIM905  129 names are easier to read and to compare as a text
)
"""The values of `general.architecture` that the engine runs and that write text from left to right.

From `llama_model_mapping` of the llama.cpp that llama-cpp-python 0.3.36 holds, without those that only embed,
speak, draft for another model or fill in masks.
"""

RECURRENT: Final = frozenset({"mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7"})
"""Architectures without attention: their memory is a state that does not grow with the context."""

INTERVAL_HYBRIDS: Final = frozenset({"qwen3next", "qwen35", "qwen35moe", "qwen4exp", "minimax-01"})
"""Hybrids where one layer of every `full_attention_interval` has attention and the others a state."""

HYBRIDS: Final = INTERVAL_HYBRIDS | {
    "bailingmoe3",
    "deepseek4",
    "falcon-h1",
    "glm5-next",
    "granitehybrid",
    "jamba",
    "kimi-k3",
    "kimi-linear",
    "lfm2",
    "lfm2moe",
    "nemotron_h",
    "nemotron_h_moe",
    "plamo2",
}
"""Architectures with both attention and a state.

But for the interval ones and Falcon-H1, a layer without key and value heads has a state.
"""


class SlidingWindow(Struct, frozen=True):
    """How an architecture's layers share the context where the file does not say it."""

    period: int  # one layer of so many sees the whole context
    starts_full: bool = False  # that layer is the first of the period, not the last
    window: int = 0  # tokens; 0: the file must say it


SLIDING: Final[dict[str, SlidingWindow]] = {
    "afmoe": SlidingWindow(4),
    "cohere2": SlidingWindow(4),
    "cohere2moe": SlidingWindow(4, starts_full=True),
    "exaone-moe": SlidingWindow(4, window=128),
    "exaone4": SlidingWindow(4),
    "gemma2": SlidingWindow(2, window=4096),
    "gemma3": SlidingWindow(6),
    "gemma3n": SlidingWindow(5),
    "gemma4": SlidingWindow(1),
    "gpt-oss": SlidingWindow(2),
    "granite_swa": SlidingWindow(1),
    "laguna": SlidingWindow(4, starts_full=True),
    "llama4": SlidingWindow(4, window=8192),
    "maple": SlidingWindow(1),
    "mellum": SlidingWindow(4),
    "mimo2": SlidingWindow(1),
    "muse-glimmer": SlidingWindow(4),
    "olmo2": SlidingWindow(4),
    "plamo3": SlidingWindow(8),
    "smallthinker": SlidingWindow(4, starts_full=True),
    "spark2_5": SlidingWindow(1),
    "step35": SlidingWindow(1),
}
"""Architectures whose sliding window llama.cpp carries out; with a period of 1 the file tells it by layer.

Others, such as Phi-3 and Qwen2, may name a window, but all their layers keep the whole context.
"""
