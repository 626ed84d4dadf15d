"""Quantizations are found in the names publishers give their files."""

from typing import get_args

import pytest

from desktop_chat.models.ggml_types import FILE_TYPES
from desktop_chat.models.hub.quantizations import Quality, quality_of, quantization_of


@pytest.mark.parametrize(
    ("file", "quantization"),
    [
        ("llama-2-7b-chat.Q4_K_M.gguf", "Q4_K_M"),
        ("qwen2.5-7b-instruct-q4_k_m-00001-of-00002.gguf", "Q4_K_M"),
        ("qwen2.5-0.5b-instruct-q2_k.gguf", "Q2_K"),
        ("Meta-Llama-3.1-8B-Instruct-IQ2_XXS.gguf", "IQ2_XXS"),
        ("gemma-3-4b-it-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("Qwen3-30B-A3B-UD-IQ1_M.gguf", "UD-IQ1_M"),
        ("EXAONE-4.0-1.2B-BF16.gguf", "BF16"),
        ("Phi-3-mini-4k-instruct-fp16.gguf", "F16"),
        ("Phi-3-mini-4k-instruct-q4.gguf", "Q4"),
        ("gpt-oss-20b-mxfp4.gguf", "MXFP4"),
        ("gpt-oss-20b-MXFP4_MOE.gguf", "MXFP4_MOE"),
        ("Llama-3-Open-Ko-8B.i1-Q4_K_M.gguf", "Q4_K_M"),
        ("TriLM_3.9B-TQ1_0.gguf", "TQ1_0"),
        ("Llama-3.2-1B-Instruct-Q4_0_4_8.gguf", "Q4_0_4_8"),
        ("SmolLM2-1.7B-Instruct-Q4-K-M.gguf", "Q4_K_M"),
        ("model.q5km.gguf", "Q5_K_M"),
        ("ggml-model-f32.gguf", "F32"),
        ("Phi-3.5-mini-instruct-Q6_K_L.gguf", "Q6_K_L"),
        ("Q8_0/Qwen3-235B-00001-of-00005.gguf", "Q8_0"),
        ("UD-IQ2_M/DeepSeek-00001-of-00003.gguf", "UD-IQ2_M"),
        ("BF16/Llama-Q4_K_M.gguf", "Q4_K_M"),
        ("model-Q4_K_M-Q8.gguf", "Q4_K_M"),
        ("IQ4_NL/x.gguf", "IQ4_NL"),
        ("Qwen3-8B.gguf", ""),
        ("Q3-8B-chat.gguf", "Q3"),
        ("eq2-bench.gguf", ""),
        ("한국어 모델 Q5_K_S.gguf", "Q5_K_S"),
        ("", ""),
    ],
)
def test_a_file_name_tells_its_quantization(file: str, quantization: str) -> None:
    assert quantization_of(file) == quantization


def test_every_file_type_of_the_format_is_found_in_a_name() -> None:
    for name in FILE_TYPES.values():
        assert quantization_of(f"model-{name}.gguf") == name, name
        assert quality_of(name), name


@pytest.mark.parametrize(
    ("quantization", "quality"),
    [
        ("IQ2_XXS", "smallest"),
        ("TQ1_0", "smallest"),
        ("q3_k_m", "small"),
        ("Q4_K_M", "best_balance"),
        ("UD-Q4_K_XL", "best_balance"),
        ("MXFP4", "best_balance"),
        ("Q5_K_S", "high"),
        ("Q6_K", "high"),
        ("Q8_0", "nearly_lossless"),
        ("BF16", "original"),
        ("", ""),
        ("best", ""),
    ],
)
def test_each_has_a_class_of_quality(quantization: str, quality: Quality) -> None:
    assert quality_of(quantization) == quality
    assert quality in get_args(Quality)
