"""Which metadata and tensors each architecture needs, as llama.cpp's `src/models` reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["matrix", "norm", "bias", "decay", "identity"]
ALTUPS, ALTUP_SIZE, LAUREL_RANK = 4, 256, 64
"""What llama.cpp takes for granted of Gemma 3n."""


@dataclass(frozen=True)
class Shape:
    """The sizes of a model."""

    layers: int = 2
    embedding: int = 64
    feed_forward: int = 128
    heads: int = 2
    kv_heads: int = 2
    context: int = 512
    sliding_window: int = 16
    sliding_pattern: int = 2  # of so many layers in a row the last one sees everything
    state: int = 16  # of a recurrent model
    experts: int = 4  # of a mixture, two of which work on a token

    @property
    def head(self) -> int:
        """Values in the key and in the value of one head."""
        return self.embedding // self.heads


@dataclass(frozen=True)
class Tensor:
    """One tensor: its shape is written as numpy has it, rows first."""

    name: str
    shape: tuple[int, ...]
    kind: Kind = "matrix"


@dataclass(frozen=True)
class Layout:
    """What one architecture needs."""

    tokenizer: str  # "spm", or the pre-tokenizer of a BPE vocabulary
    layer: Callable[[Shape], list[Tensor]]
    norm: Literal["rms", "layer"] = "rms"
    has_positions: bool = False
    is_sliding: bool = False
    is_recurrent: bool = False
    is_tied: bool = False  # the embedding is the output matrix too
    has_output_bias: bool = False
    has_experts: bool = False
    groups: int = 1  # query heads that share one key and value
    extra: tuple[tuple[str, float], ...] = ()  # further keys
    whole: Callable[[Shape, int], list[Tensor]] = lambda _shape, _vocabulary: []  # tensors of no layer


def _matrix(name: str, outputs: int, inputs: int, *, bias: bool = False) -> list[Tensor]:
    weight = [Tensor(f"{name}.weight", (outputs, inputs))]
    return weight + ([Tensor(f"{name}.bias", (outputs,), "bias")] if bias else [])


def _norm(name: str, size: int, *, bias: bool = False) -> list[Tensor]:
    weight = [Tensor(f"{name}.weight", (size,), "norm")]
    return weight + ([Tensor(f"{name}.bias", (size,), "bias")] if bias else [])


def _split_attention(shape: Shape, *, bias: bool = False) -> list[Tensor]:
    narrow = shape.kv_heads * shape.head
    return [
        *_matrix("attn_q", shape.embedding, shape.embedding, bias=bias),
        *_matrix("attn_k", narrow, shape.embedding, bias=bias),
        *_matrix("attn_v", narrow, shape.embedding, bias=bias),
        *_matrix("attn_output", shape.embedding, shape.embedding),
    ]


def _fused_attention(shape: Shape, *, bias: bool = False) -> list[Tensor]:
    outputs = shape.embedding + 2 * shape.kv_heads * shape.head
    return [
        *_matrix("attn_qkv", outputs, shape.embedding, bias=bias),
        *_matrix("attn_output", shape.embedding, shape.embedding, bias=bias),
    ]


def _gated_feed_forward(shape: Shape) -> list[Tensor]:
    return [
        *_norm("ffn_norm", shape.embedding),
        *_matrix("ffn_gate", shape.feed_forward, shape.embedding),
        *_matrix("ffn_up", shape.feed_forward, shape.embedding),
        *_matrix("ffn_down", shape.embedding, shape.feed_forward),
    ]


def _plain_feed_forward(shape: Shape, *, bias: bool = False) -> list[Tensor]:
    return [
        *_matrix("ffn_up", shape.feed_forward, shape.embedding, bias=bias),
        *_matrix("ffn_down", shape.embedding, shape.feed_forward, bias=bias),
    ]


def _llama_layer(shape: Shape) -> list[Tensor]:
    return [*_norm("attn_norm", shape.embedding), *_split_attention(shape), *_gated_feed_forward(shape)]


def _qwen2_layer(shape: Shape) -> list[Tensor]:
    return [
        *_norm("attn_norm", shape.embedding),
        *_split_attention(shape, bias=True),
        *_gated_feed_forward(shape),
    ]


def _qwen3_layer(shape: Shape) -> list[Tensor]:
    return [*_llama_layer(shape), *_norm("attn_q_norm", shape.head), *_norm("attn_k_norm", shape.head)]


def _gemma3_layer(shape: Shape) -> list[Tensor]:
    size = shape.embedding
    return [*_qwen3_layer(shape), *_norm("post_attention_norm", size), *_norm("post_ffw_norm", size)]


def _gemma2_layer(shape: Shape) -> list[Tensor]:
    size = shape.embedding
    return [*_llama_layer(shape), *_norm("post_attention_norm", size), *_norm("post_ffw_norm", size)]


def _gemma3n_layer(shape: Shape) -> list[Tensor]:
    size = shape.embedding
    return [
        *_gemma3_layer(shape),
        *_matrix("inp_gate", ALTUP_SIZE, size),
        *_matrix("proj", size, ALTUP_SIZE),
        *_norm("post_norm", size),
        *_matrix("altup_correct_coef", ALTUPS, ALTUPS),
        *_norm("altup_correct_scale", size),
        *_matrix("altup_predict_coef", ALTUPS * ALTUPS, ALTUPS),
        *_matrix("altup_router", ALTUPS, size),
        *_norm("altup_router_norm", size),
        *_matrix("laurel_l", LAUREL_RANK, size),
        *_matrix("laurel_r", size, LAUREL_RANK),
        *_norm("laurel_post_norm", size),
    ]


def _gemma3n_whole(shape: Shape, vocabulary: int) -> list[Tensor]:
    size, per_layer = shape.embedding, ALTUP_SIZE * shape.layers
    return [
        Tensor("altup_proj.weight", (ALTUPS - 1, size, size), "identity"),
        Tensor("altup_unembd_proj.weight", (ALTUPS - 1, size, size), "identity"),
        *_matrix("per_layer_token_embd", vocabulary, per_layer),
        *_matrix("per_layer_model_proj", per_layer, size),
        *_norm("per_layer_proj_norm", ALTUP_SIZE),
    ]


def _post_norm_layer(shape: Shape, query_size: int, key_size: int) -> list[Tensor]:
    """A layer whose norms follow its parts, as OLMo 2 has it."""
    size = shape.embedding
    return [
        *_split_attention(shape),
        *_norm("attn_q_norm", query_size),
        *_norm("attn_k_norm", key_size),
        *_norm("post_attention_norm", size),
        *_gated_feed_forward(shape)[1:],
        *_norm("post_ffw_norm", size),
    ]


def _olmo2_layer(shape: Shape) -> list[Tensor]:
    return _post_norm_layer(shape, shape.embedding, shape.kv_heads * shape.head)


def _exaone4_layer(shape: Shape) -> list[Tensor]:
    return _post_norm_layer(shape, shape.head, shape.head)


def _gpt_oss_layer(shape: Shape) -> list[Tensor]:
    size, inner, experts = shape.embedding, shape.feed_forward, shape.experts
    return [
        *_norm("attn_norm", size),
        *_split_attention(shape, bias=True),
        Tensor("attn_output.bias", (size,), "bias"),
        Tensor("attn_sinks.weight", (shape.heads,), "bias"),
        *_norm("post_attention_norm", size),
        *_matrix("ffn_gate_inp", experts, size, bias=True),
        Tensor("ffn_gate_exps.weight", (experts, inner, size)),
        Tensor("ffn_gate_exps.bias", (experts, inner), "bias"),
        Tensor("ffn_up_exps.weight", (experts, inner, size)),
        Tensor("ffn_up_exps.bias", (experts, inner), "bias"),
        Tensor("ffn_down_exps.weight", (experts, size, inner)),
        Tensor("ffn_down_exps.bias", (experts, size), "bias"),
    ]


def _phi2_layer(shape: Shape) -> list[Tensor]:
    return [
        *_norm("attn_norm", shape.embedding, bias=True),
        *_fused_attention(shape, bias=True),
        *_plain_feed_forward(shape, bias=True),
    ]


def _phi3_layer(shape: Shape) -> list[Tensor]:
    return [
        *_norm("attn_norm", shape.embedding),
        *_fused_attention(shape),
        *_norm("ffn_norm", shape.embedding),
        *_matrix("ffn_up", 2 * shape.feed_forward, shape.embedding),
        *_matrix("ffn_down", shape.embedding, shape.feed_forward),
    ]


def _gpt2_layer(shape: Shape) -> list[Tensor]:
    return [
        *_norm("attn_norm", shape.embedding, bias=True),
        *_fused_attention(shape, bias=True),
        *_norm("ffn_norm", shape.embedding, bias=True),
        *_plain_feed_forward(shape, bias=True),
    ]


def _falcon_layer(shape: Shape) -> list[Tensor]:
    return [
        *_norm("attn_norm", shape.embedding, bias=True),
        *_fused_attention(shape),
        *_plain_feed_forward(shape),
    ]


def _mpt_layer(shape: Shape) -> list[Tensor]:
    return [
        *_norm("attn_norm", shape.embedding),
        *_fused_attention(shape),
        *_norm("ffn_norm", shape.embedding),
        *_plain_feed_forward(shape),
    ]


def _mamba_layer(shape: Shape) -> list[Tensor]:
    inner, steps = 2 * shape.embedding, max(1, shape.embedding // 16)
    return [
        *_norm("attn_norm", shape.embedding),
        *_matrix("ssm_in", 2 * inner, shape.embedding),
        Tensor("ssm_conv1d.weight", (inner, 4), "norm"),
        Tensor("ssm_conv1d.bias", (inner,), "bias"),
        *_matrix("ssm_x", steps + 2 * shape.state, inner),
        *_matrix("ssm_dt", inner, steps, bias=True),
        Tensor("ssm_a", (inner, shape.state), "decay"),
        Tensor("ssm_d", (inner,), "norm"),
        *_matrix("ssm_out", shape.embedding, inner),
    ]


LAYOUTS: dict[str, Layout] = {
    "llama": Layout("spm", _llama_layer),
    "gptneox": Layout("gpt-2", _gpt2_layer, norm="layer"),
    "gpt2": Layout("gpt-2", _gpt2_layer, norm="layer", has_positions=True),
    "phi2": Layout("gpt-2", _phi2_layer, norm="layer", has_output_bias=True),
    "phi3": Layout("spm", _phi3_layer),
    "gemma": Layout("spm", _llama_layer, is_tied=True, groups=2),
    "gemma2": Layout("spm", _gemma2_layer, is_tied=True, is_sliding=True, groups=2),
    "gemma3": Layout("spm", _gemma3_layer, is_sliding=True, groups=2),
    "gemma3n": Layout("spm", _gemma3n_layer, is_sliding=True, groups=2, whole=_gemma3n_whole),
    "qwen2": Layout("qwen2", _qwen2_layer, groups=2),
    "qwen3": Layout("qwen2", _qwen3_layer, groups=2),
    "mpt": Layout("mpt", _mpt_layer, norm="layer"),
    "falcon": Layout("falcon", _falcon_layer, norm="layer", groups=2),
    "exaone": Layout("exaone", _llama_layer, groups=2),
    "exaone4": Layout("exaone4", _exaone4_layer, groups=2),
    "gpt-oss": Layout("gpt-4o", _gpt_oss_layer, is_sliding=True, has_experts=True, groups=2),
    "olmo2": Layout("dbrx", _olmo2_layer),
    "granite": Layout("refact", _llama_layer, groups=2, extra=(("logit_scale", 1.0),)),
    "smollm3": Layout("llama-bpe", _llama_layer, groups=2),
    "mamba": Layout("gpt-2", _mamba_layer, is_recurrent=True),
}


def all_tensors(architecture: str, shape: Shape, vocabulary: int) -> list[Tensor]:
    """Every tensor of a model, in the order of the file."""
    layout = LAYOUTS[architecture]
    has_bias = architecture != "mpt" and layout.norm == "layer"
    tensors = [Tensor("token_embd.weight", (vocabulary, shape.embedding))]
    if layout.has_positions:
        tensors.append(Tensor("position_embd.weight", (shape.context, shape.embedding)))
    for number in range(shape.layers):
        tensors += [
            Tensor(f"blk.{number}.{part.name}", part.shape, part.kind) for part in layout.layer(shape)
        ]
    tensors += _norm("output_norm", shape.embedding, bias=has_bias)
    if not layout.is_tied:
        tensors += _matrix("output", vocabulary, shape.embedding, bias=layout.has_output_bias)
    return [*tensors, *layout.whole(shape, vocabulary)]


def metadata(architecture: str, shape: Shape) -> dict[str, int | float | bool]:
    """The keys of the architecture, without the tokenizer's."""
    layout = LAYOUTS[architecture]
    epsilon = "layer_norm_rms_epsilon" if layout.norm == "rms" else "layer_norm_epsilon"
    values: dict[str, int | float | bool] = {
        "context_length": shape.context,
        "embedding_length": shape.embedding,
        "block_count": shape.layers,
        "feed_forward_length": 0 if layout.is_recurrent else shape.feed_forward,
        "attention.head_count": 0 if layout.is_recurrent else shape.heads,
        f"attention.{epsilon}": 1e-5,
    }
    if layout.is_recurrent:
        values |= {
            "ssm.conv_kernel": 4,
            "ssm.inner_size": 2 * shape.embedding,
            "ssm.state_size": shape.state,
            "ssm.time_step_rank": max(1, shape.embedding // 16),
        }
    else:
        values |= {"attention.head_count_kv": shape.kv_heads, "rope.dimension_count": shape.head}
    if layout.is_sliding:
        values |= {
            "attention.sliding_window": shape.sliding_window,
            "attention.sliding_window_pattern": shape.sliding_pattern,
            "attention.key_length": shape.head,
            "attention.value_length": shape.head,
        }
    if layout.has_experts:
        values |= {
            "expert_count": shape.experts,
            "expert_used_count": 2,
            "expert_feed_forward_length": shape.feed_forward,
        }
    if architecture == "gemma3n":
        values["attention.shared_kv_layers"] = max(0, shape.layers - 20)
    if architecture == "gptneox":
        values["use_parallel_residual"] = True
    if architecture == "mpt":
        values |= {"attention.max_alibi_bias": 8.0, "attention.clamp_kqv": 6.0}
    return {f"{architecture}.{key}": value for key, value in (values | dict(layout.extra)).items()}
