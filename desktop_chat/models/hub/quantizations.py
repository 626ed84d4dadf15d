"""Quantizations as file names spell them: which one it is, and how much of the model's quality it keeps.

The names are those of llama.cpp's `llama-quantize` and of the mixtures that publishers of GGUF files add.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Quality = Literal["", "smallest", "small", "best_balance", "high", "nearly_lossless", "original"]
"""How much of the original a quantization keeps, in a word; "" where the name is not known."""

_NAME: Final = re.compile(
    r"""
    (?<![A-Z0-9])
    (?P<dynamic>UD[-_.])?             # Unsloth's own choice of types for each tensor
    (?:
        (?P<float>BF16|FP?16|FP?32)
      | (?P<four>(?:MXFP4|NVFP4)(?:_MOE)?)
      | (?P<bits>(?:IQ|TQ|Q)[1-8])
        (?P<kind>(?:[-_.]?(?:KSS|KS|KT|K|NL|[0-9](?![0-9B])))*)
        (?P<size>(?:[-_.]?(?:XXS|XXL|XS|XL|S|M|L))?)
    )
    (?![A-Z0-9])
    """,
    re.VERBOSE,
)
_TOKENS: Final = re.compile(r"[A-Z]+|[0-9]")
_QUALITIES: Final[dict[str, Quality]] = {
    "1": "smallest",
    "2": "smallest",
    "3": "small",
    "4": "best_balance",
    "5": "high",
    "6": "high",
    "7": "nearly_lossless",
    "8": "nearly_lossless",
}


def quantization_of(file: str) -> str:
    """Name the quantization of a model file, such as "Q4_K_M", "UD-Q4_K_XL" or "F16"; "" where it is not told.

    The file's own name says it, else one of its folders, the innermost first.
    """
    for part in reversed(file.upper().removesuffix(".GGUF").split("/")):
        found = [*_NAME.finditer(part)]
        if found:  # a model's name comes first, and "Q4" alone says less than "Q4_K_M"
            return _spelled(max(found, key=lambda match: (_is_whole(match), match.start())))
    return ""


def quality_of(quantization: str) -> Quality:
    """Give the class of a quantization, however it is spelled."""
    match = _NAME.fullmatch(quantization.strip().upper())
    if match is None:
        return ""
    if match["float"]:
        return "original"
    return _QUALITIES[match["bits"][-1]] if match["bits"] else "best_balance"


def _is_whole(match: re.Match[str]) -> bool:
    return not match["bits"] or bool(match["kind"])


def _spelled(match: re.Match[str]) -> str:
    """Give the usual spelling."""
    prefix = "UD-" if match["dynamic"] else ""
    if match["bits"]:
        rest = _TOKENS.findall(f"{match['kind']} {match['size']}")
        return prefix + "_".join([match["bits"], *rest])
    return prefix + (match["four"] or match["float"].replace("FP", "F"))
