import pytest
from msgspec.structs import replace

from desktop_chat.engine.protocol import LoadPlan
from desktop_chat.models.speed import MachineSpeed, Observation, corrected, expected_rate, token_bytes
from tests.models.test_fit import LLAMA2_7B

GB = 1_000_000_000
PLAN = LoadPlan(4096, threads=4)
SPEED = MachineSpeed(40 * GB)


def test_faster_memory_writes_faster() -> None:
    rates = [expected_rate(LLAMA2_7B, PLAN, MachineSpeed(rate * GB)) for rate in (10, 20, 40)]

    assert rates[0] * 1.8 < rates[1] < rates[2] / 1.7
    assert 1.8 < rates[0] < 2.3


def test_a_token_reads_all_weights_but_the_tables_it_looks_itself_up_in() -> None:
    assert token_bytes(LLAMA2_7B) == LLAMA2_7B.tensor_bytes
    assert token_bytes(replace(LLAMA2_7B, lookup_bytes=70)) == LLAMA2_7B.tensor_bytes - 70


def test_of_the_experts_only_those_used_are_read() -> None:
    mixture = replace(LLAMA2_7B, experts=8, experts_used=2, expert_bytes=4 * GB)

    assert token_bytes(mixture) == LLAMA2_7B.tensor_bytes - 3 * GB
    assert expected_rate(mixture, PLAN, SPEED) > 2 * expected_rate(LLAMA2_7B, PLAN, SPEED)


def test_a_longer_context_is_slower_and_a_window_is_not() -> None:
    sliding = replace(LLAMA2_7B, layers=tuple(replace(layer, window=256) for layer in LLAMA2_7B.layers))
    whole, part = (
        [expected_rate(header, PLAN, SPEED, context) for context in (256, 4096)]
        for header in (LLAMA2_7B, sliding)
    )

    assert whole[0] > 1.3 * whole[1]
    assert part == [whole[0]] * 2


def test_a_context_longer_than_the_planned_one_is_never_there() -> None:
    assert expected_rate(LLAMA2_7B, PLAN, SPEED, 9999) == expected_rate(LLAMA2_7B, PLAN, SPEED, 4096)


def test_more_threads_go_through_the_context_sooner() -> None:
    rates = [expected_rate(LLAMA2_7B, replace(PLAN, threads=threads), SPEED, 4096) for threads in (1, 4)]

    assert rates[0] < rates[1]


def test_layers_on_a_gpu_write_faster() -> None:
    part = replace(PLAN, gpu_layers=16, device_bytes=2 * GB)
    whole = replace(PLAN, gpu_layers=-1, device_bytes=4 * GB)
    rates = [expected_rate(LLAMA2_7B, plan, SPEED) for plan in (PLAN, part, whole)]

    assert rates == sorted(rates)
    assert rates[2] > 3 * rates[0]


def test_a_gpu_that_shares_the_memory_reads_it_no_faster() -> None:
    shared = expected_rate(LLAMA2_7B, replace(PLAN, gpu_layers=-1), SPEED)

    assert shared == pytest.approx(expected_rate(LLAMA2_7B, PLAN, SPEED), rel=0.15)


def test_what_models_really_wrote_here_corrects_what_is_expected() -> None:
    plain = expected_rate(LLAMA2_7B, PLAN, SPEED)
    seen = [Observation(LLAMA2_7B, PLAN, rate * plain) for rate in (0.7, 0.5, 0.6)]
    better = corrected(SPEED, seen)

    assert expected_rate(LLAMA2_7B, PLAN, better) == pytest.approx(0.6 * plain)
    assert corrected(better, seen) == better


def test_without_observations_nothing_is_corrected() -> None:
    assert corrected(SPEED, [Observation(LLAMA2_7B, PLAN, 0)]) == SPEED


def test_one_wild_observation_does_not_count_for_all_it_says() -> None:
    assert corrected(SPEED, [Observation(LLAMA2_7B, PLAN, 1e9)]).factor == 4
