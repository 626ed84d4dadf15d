import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_chat.engine.protocol import Device
from desktop_chat.faults import FaultError
from desktop_chat.models.fit import Part, plan, plan_or_refuse, with_file_size
from desktop_chat.models.gguf import GgufHeader, Layer, read_header
from desktop_chat.models.hardware import Hardware
from desktop_chat.models.memory import overhead_bytes
from desktop_chat.models.speed import MachineSpeed
from desktop_chat.settings import EngineSettings
from tests.support.gguf_factory import tiny

GB = 1_000_000_000
AUTO = EngineSettings()
LLAMA2_7B = GgufHeader(
    path="/models/llama-2-7b.Q4_K_M.gguf",
    parts=("/models/llama-2-7b.Q4_K_M.gguf",),
    version=3,
    file_bytes=4_081_000_000,
    modified_ns=0,
    architecture="llama",
    name="Llama 2 7B",
    quantization="Q4_K_M",
    parameters=6_738_415_616,
    tensor_bytes=4_080_263_168,
    context_length=4096,
    embedding=4096,
    feed_forward=11008,
    heads=32,
    layers=(Layer(kv_heads=32, key_length=128, value_length=128),) * 32,
    vocabulary=32000,
    output_bytes=181_264_384,
    chat_template=None,
)
LLAMA3_8B = replace(
    LLAMA2_7B,
    path="/models/llama-3-8b.gguf",
    context_length=131_072,
    tensor_bytes=4_900_000_000,
    file_bytes=4_900_000_000,
    feed_forward=14336,
    layers=(Layer(kv_heads=8, key_length=128, value_length=128),) * 32,
    vocabulary=128_256,
    output_bytes=760_000_000,
)


def pc(free: float, *, cores: tuple[int, int] = (8, 4), devices: tuple[Device, ...] = ()) -> Hardware:
    """Give a PC with so many GB of free memory and half as much in use."""
    logical, physical = cores
    return Hardware(logical, physical, int(free * 1.5 * GB), int(free * GB), devices)


def gpu(free: float, name: str = "CUDA0") -> Device:
    return Device(name, "A GPU", "gpu", int(free * GB), int(free * GB))


def test_a_model_that_fits_gets_its_trained_context() -> None:
    fit = plan(LLAMA2_7B, pc(16), AUTO)

    assert fit.verdict == "fits"
    assert fit.plan.context_tokens == 4096
    assert fit.plan.kv_type == "f16"
    assert fit.plan.kv_bytes == 4096 * 512 * 1024
    assert fit.needed_bytes == fit.plan.total_bytes + overhead_bytes(LLAMA2_7B)
    assert fit.longest_context == 4096


def test_a_long_trained_context_is_not_taken_whole() -> None:
    assert plan(LLAMA3_8B, pc(100), AUTO).plan.context_tokens == 8192


@pytest.mark.parametrize(("free", "context"), [(8.3, 8192), (6.5, 4096), (6.0, 2048)])
def test_the_automatic_context_is_the_longest_that_fits_well(free: float, context: int) -> None:
    fit = plan(LLAMA3_8B, pc(free), AUTO)

    assert (fit.plan.context_tokens, fit.verdict) == (context, "fits")


def test_an_asked_context_is_given() -> None:
    assert plan(LLAMA3_8B, pc(100), EngineSettings(context_tokens=20_000)).plan.context_tokens == 20_000


def test_an_asked_context_ends_at_the_trained_one() -> None:
    assert plan(LLAMA2_7B, pc(100), EngineSettings(context_tokens=20_000)).plan.context_tokens == 4096


def test_a_quantized_cache_is_taken_only_where_the_asked_context_does_not_fit_without() -> None:
    asked = EngineSettings(context_tokens=65_536)

    assert plan(LLAMA3_8B, pc(16), asked).plan.kv_type == "f16"
    assert plan(LLAMA3_8B, pc(10.5), asked).plan.kv_type == "q8_0"
    assert plan(LLAMA3_8B, pc(10.5), asked).verdict != "does_not_fit"


def test_no_quantized_cache_without_flash_attention() -> None:
    for kv_type in ("auto", "q8_0", "q4_0"):
        overrides = EngineSettings(context_tokens=65_536, flash_attention="off", kv_type=kv_type)

        assert plan(LLAMA3_8B, pc(10.5), overrides).plan.kv_type == "f16"


def test_what_does_not_fit_is_refused_with_what_would() -> None:
    with pytest.raises(FaultError) as raised:
        plan_or_refuse(LLAMA2_7B, pc(4), AUTO)

    fault = raised.value.fault
    assert fault.code == "will_not_fit"
    assert fault.values["name"] == "llama-2-7b.Q4_K_M.gguf"
    assert fault.values["free"] == "4.0 GB"
    assert 2.0 < float(fault.values["largest"].removesuffix(" GB")) < 4.0


def test_a_context_that_does_not_fit_is_refused_with_one_that_does() -> None:
    asked = EngineSettings(context_tokens=131_072)
    with pytest.raises(FaultError) as raised:
        plan_or_refuse(LLAMA3_8B, pc(8), asked)

    longest = int(raised.value.fault.values["longest"])
    assert raised.value.fault.code == "context_will_not_fit"
    assert plan(LLAMA3_8B, pc(8), EngineSettings(context_tokens=longest)).verdict != "does_not_fit"
    assert plan(LLAMA3_8B, pc(8), EngineSettings(context_tokens=longest + 256)).verdict == "does_not_fit"


def test_a_file_of_the_largest_size_named_fits() -> None:
    largest = plan(LLAMA2_7B, pc(4), AUTO).largest_file_bytes
    smaller = replace(LLAMA2_7B, tensor_bytes=largest, layers=LLAMA2_7B.layers[:16])

    assert plan(smaller, pc(4), AUTO).verdict == "fits"


def test_between_fitting_well_and_not_at_all_it_is_tight() -> None:
    verdicts = [plan(LLAMA2_7B, pc(free), AUTO).verdict for free in (4.5, 5.5, 7)]

    assert verdicts == ["does_not_fit", "tight", "fits"]


def test_reserved_memory_does_not_count_as_free() -> None:
    assert plan(LLAMA2_7B, pc(10), AUTO, reserved_bytes=6 * GB) == replace(
        plan(LLAMA2_7B, replace(pc(10), memory_available=4 * GB), AUTO)
    )


def test_memory_that_comes_back_counts_as_free() -> None:
    assert plan(LLAMA2_7B, pc(4), AUTO, reserved_bytes=-8 * GB).verdict == "fits"


@pytest.mark.parametrize(
    ("logical", "physical", "threads"),
    [(1, 1, 1), (2, 1, 1), (2, 2, 1), (4, 4, 3), (8, 4, 4), (16, 8, 8), (10, 8, 8)],
)
def test_a_reply_is_never_written_on_all_logical_cores(logical: int, physical: int, threads: int) -> None:
    chosen = plan(LLAMA2_7B, pc(16, cores=(logical, physical)), AUTO).plan

    assert chosen.threads == threads


def test_a_prompt_is_read_on_all_cores_where_waiting_threads_sleep() -> None:
    chosen = plan(LLAMA2_7B, pc(16, cores=(4, 4)), AUTO).plan

    assert chosen.prompt_threads == (4 if sys.platform == "linux" else 3)


def test_every_value_can_be_set() -> None:
    overrides = EngineSettings(
        context_tokens=1024,
        threads=7,
        prompt_threads=8,
        gpu_layers=0,
        flash_attention="on",
        kv_type="q4_0",
        repack="on",
        memory_map=False,
        batch_tokens=64,
    )

    chosen = plan(LLAMA2_7B, pc(16, devices=(gpu(24),)), overrides).plan

    assert (chosen.context_tokens, chosen.threads, chosen.prompt_threads, chosen.gpu_layers) == (
        1024,
        7,
        8,
        0,
    )
    assert (chosen.flash_attention, chosen.kv_type, chosen.repack) == ("on", "q4_0", True)
    assert (chosen.memory_map, chosen.batch_tokens) == (False, 64)
    assert not plan(LLAMA2_7B, pc(16), EngineSettings(repack="off")).plan.repack


def test_what_is_repacked_is_not_mapped_beside_it() -> None:
    plain, repacked = (plan(LLAMA2_7B, pc(16), EngineSettings(repack=asked)) for asked in ("off", "on"))

    assert plain.plan.memory_map
    assert not repacked.plan.memory_map
    assert repacked.needed_bytes == plain.needed_bytes


def test_a_gpu_with_room_takes_everything() -> None:
    fit = plan(LLAMA2_7B, pc(16, devices=(gpu(24),)), AUTO)

    assert fit.plan.gpu_layers == -1
    assert fit.plan.device_bytes > 6 * GB
    assert fit.plan.total_bytes < GB


def test_a_gpu_with_little_room_takes_a_part() -> None:
    chosen = plan(LLAMA2_7B, pc(16, devices=(gpu(4),)), AUTO).plan

    assert 5 < chosen.gpu_layers < 25
    assert chosen.device_bytes < 4 * GB
    assert chosen.weights_bytes + chosen.device_bytes > LLAMA2_7B.tensor_bytes


def test_a_gpu_without_room_takes_nothing() -> None:
    assert plan(LLAMA2_7B, pc(16, devices=(gpu(0.9),)), AUTO).plan.gpu_layers == 0


def test_a_shorter_context_is_better_than_layers_left_off_the_gpu() -> None:
    chosen = plan(LLAMA3_8B, pc(32, devices=(gpu(6.8),)), AUTO).plan

    assert chosen.gpu_layers == -1
    assert chosen.context_tokens < 8192


def test_on_apple_chips_the_gpu_has_no_memory_of_its_own() -> None:
    chosen = plan(LLAMA2_7B, pc(16, devices=(gpu(12, "MTL0"),)), AUTO).plan

    assert chosen.gpu_layers == -1
    assert chosen.device_bytes == 0
    assert chosen.total_bytes > 6 * GB


def test_an_integrated_gpu_is_not_taken_by_itself() -> None:
    device = Device("Vulkan0", "Integrated", "integrated_gpu", 8 * GB, 8 * GB)

    assert plan(LLAMA2_7B, pc(16, devices=(device,)), AUTO).plan.gpu_layers == 0


@pytest.mark.parametrize("architecture", ["llama", "gemma3", "mamba"])
def test_a_tiny_model_fits_everywhere(tmp_path: Path, architecture: str) -> None:
    fit = plan(read_header(tiny(tmp_path / "x.gguf", architecture, context=300)), pc(1), AUTO)

    assert (fit.verdict, fit.plan.context_tokens, fit.longest_context) == ("fits", 300, 300)


# ---- what it says of a plan


@pytest.mark.parametrize("devices", [(), (gpu(24),), (gpu(4),), (gpu(12, "MTL0"),)])
def test_the_parts_make_up_what_is_needed(devices: tuple[Device, ...]) -> None:
    fit = plan(LLAMA2_7B, pc(16, devices=devices), AUTO)

    assert sum(part.bytes for part in fit.parts) == fit.needed_bytes
    assert sum(part.bytes for part in fit.device_parts) == fit.plan.device_bytes
    assert fit.parts[:3] == (
        Part("weights", fit.plan.weights_bytes),
        Part("context", fit.plan.kv_bytes),
        Part("working_memory", fit.plan.compute_bytes),
    )


def test_the_tables_a_token_is_looked_up_in_stay_in_main_memory() -> None:
    tied = replace(LLAMA2_7B, lookup_bytes=0)
    apart = replace(LLAMA2_7B, lookup_bytes=70_000_000)
    weights = [plan(header, pc(16, devices=(gpu(24),)), AUTO).plan.weights_bytes for header in (tied, apart)]

    assert weights == [LLAMA2_7B.output_bytes, 70_000_000]


def test_a_model_that_writes_more_slowly_than_one_reads_is_slow() -> None:
    fast, slow = (plan(LLAMA2_7B, pc(16), AUTO, speed=MachineSpeed(rate * GB)) for rate in (40, 10))

    assert (fast.verdict, slow.verdict) == ("fits", "slow")
    assert 6 < fast.reply_rate < 10
    assert fast.plan == slow.plan


def test_nothing_is_slow_before_the_memory_is_measured() -> None:
    fit = plan(LLAMA2_7B, pc(16), AUTO)

    assert (fit.verdict, fit.reply_rate) == ("fits", 0)


def test_what_does_not_fit_is_not_called_slow() -> None:
    assert plan(LLAMA2_7B, pc(4), AUTO, speed=MachineSpeed(GB)).verdict == "does_not_fit"


def test_what_fits_needs_no_advice() -> None:
    assert plan(LLAMA2_7B, pc(16), AUTO).advice == ()


def test_advice_is_what_would_help() -> None:
    long, busy = EngineSettings(context_tokens=131_072), replace(pc(4), memory_total=16 * GB)
    gpu_off = EngineSettings(gpu_layers=0)
    slow = MachineSpeed(10 * GB)

    assert plan(LLAMA3_8B, pc(8), long).advice == ("shorter_context", "smaller_quantization")
    assert plan(LLAMA2_7B, busy, AUTO).advice == ("close_programs", "smaller_quantization")
    assert plan(LLAMA2_7B, pc(4), AUTO).advice == ("smaller_quantization",)
    assert plan(LLAMA2_7B, pc(4, devices=(gpu(24),)), gpu_off).advice[0] == "use_gpu"
    assert plan(LLAMA2_7B, pc(16), AUTO, speed=slow).advice == ("repack_for_speed", "smaller_quantization")


def test_another_quantization_has_other_weights_and_the_same_context() -> None:
    whole = replace(LLAMA2_7B, lookup_bytes=80_000_000, expert_bytes=2 * GB)
    half = with_file_size(whole, whole.file_bytes // 2)
    first, second = (plan(header, pc(16), AUTO).plan for header in (whole, half))

    assert second.weights_bytes == pytest.approx(first.weights_bytes / 2, rel=0.01)
    assert (second.kv_bytes, second.compute_bytes) == (first.kv_bytes, first.compute_bytes)
    assert half.output_bytes == pytest.approx(whole.output_bytes / 2, rel=0.01)
    assert half.lookup_bytes == pytest.approx(whole.lookup_bytes / 2, rel=0.01)
    assert half.expert_bytes == pytest.approx(whole.expert_bytes / 2, rel=0.01)
