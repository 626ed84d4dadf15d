from math import inf
from pathlib import Path

from desktop_chat.engine.protocol import Device
from desktop_chat.models.cgroup import Limits, read_limits
from desktop_chat.models.hardware import cpu_name, read_hardware

GB = 1_000_000_000


def test_this_pc_has_cores_and_memory() -> None:
    hardware = read_hardware()

    assert 1 <= hardware.physical_cores <= hardware.logical_cores
    assert 0 < hardware.memory_available <= hardware.memory_total
    assert hardware.memory_total > 100_000_000


def test_devices_are_passed_on() -> None:
    gpu = Device("CUDA0", "A GPU", "gpu", 8 * GB, 7 * GB)

    assert read_hardware((gpu,)).devices == (gpu,)


def group(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content + "\n")


def test_without_groups_nothing_is_limited(tmp_path: Path) -> None:
    assert read_limits(tmp_path, tmp_path / "none") == Limits(inf, inf, inf)


def test_a_container_limits_memory_and_cores(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("0::/app\n")
    group(
        tmp_path / "app",
        memory_max="8000000000",
        memory_current="3000000000",
        memory_stat="anon 1000000000\nactive_file 500000000\ninactive_file 1500000000",
        cpu_max="150000 100000",
    )

    assert read_limits(tmp_path, tmp_path / "own") == Limits(8 * GB, 7 * GB, 1.5)


def test_the_tightest_of_the_groups_around_counts(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("1:cpu:/\n0::/user/app\n")
    group(tmp_path / "user", memory_max="4000000000", memory_current="1000000000", cpu_max="max 100000")
    group(tmp_path / "user" / "app", memory_max="max", memory_current="1000000000", cpu_max="200000 100000")

    assert read_limits(tmp_path, tmp_path / "own") == Limits(4 * GB, 3 * GB, 2.0)


def test_a_group_that_uses_more_than_it_may_has_nothing_left(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("0::/\n")
    group(tmp_path, memory_max="1000000000", memory_current="2000000000")

    assert read_limits(tmp_path, tmp_path / "own").memory_available == 0


def test_the_processor_has_a_name() -> None:
    assert cpu_name().strip() == cpu_name() != ""
