"""Which file is taken for someone who does not choose."""

from __future__ import annotations

import pytest

from desktop_chat.models.choosing import Weighed, best_of


@pytest.mark.parametrize(
    ("files", "best"),
    [
        ([("Q2_K", "fits"), ("Q4_K_M", "fits"), ("Q8_0", "fits")], "Q4_K_M"),
        ([("Q4_K_S", "fits"), ("Q4_K_M", "tight")], "Q4_K_S"),
        ([("Q2_K", "fits"), ("Q3_K_M", "fits"), ("Q8_0", "fits")], "Q3_K_M"),
        ([("Q2_K", "slow"), ("Q4_K_M", "does_not_fit")], "Q2_K"),
        ([("Q2_K", "does_not_fit"), ("Q4_K_M", "does_not_fit")], "Q2_K"),
        ([("Q2_K", None), ("q4_k_m", None)], "q4_k_m"),
        ([("Q8_0", None), ("F16", None)], "Q8_0"),
        ([("", None)], ""),
    ],
)
def test_what_fits_comes_first_then_the_best_balance(files, best: str) -> None:
    weighed = [Weighed(quantization, verdict) for quantization, verdict in files]

    assert weighed[best_of(weighed)].quantization == best
