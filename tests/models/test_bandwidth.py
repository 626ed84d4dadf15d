from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from desktop_chat.models.bandwidth import known_speed, measure_speed, read_rate
from desktop_chat.models.hardware import Hardware, read_hardware

MIB = 1 << 20
GB = 1_000_000_000
SMALL = Hardware(2, 2, 4 * GB, 16 * MIB)  # with so little free, measuring takes next to nothing


@pytest.mark.parametrize("threads", [1, 3])
def test_memory_is_read_at_a_rate_that_memory_has(threads: int) -> None:
    assert 0.2 * GB < read_rate(threads, 32 * MIB, seconds=0.02) < 10_000 * GB


def test_what_was_measured_is_known_from_then_on(tmp_path: Path) -> None:
    file = tmp_path / "speed.json"

    assert known_speed(file, SMALL) is None
    assert measure_speed(file, SMALL) == known_speed(file, SMALL)


@pytest.mark.parametrize("change", [{"memory_total": 8 * GB}, {"physical_cores": 8, "logical_cores": 16}])
def test_on_other_hardware_it_is_not_known(tmp_path: Path, change: dict[str, int]) -> None:
    measure_speed(tmp_path / "speed.json", SMALL)

    assert known_speed(tmp_path / "speed.json", replace(SMALL, **change)) is None


def test_free_memory_does_not_make_it_other_hardware(tmp_path: Path) -> None:
    measured = measure_speed(tmp_path / "speed.json", SMALL)

    assert known_speed(tmp_path / "speed.json", replace(SMALL, memory_available=GB)) == measured


def test_a_damaged_file_counts_for_nothing(tmp_path: Path) -> None:
    for content in ("", "{}", '{"read_rate": "fast"}', "\0"):
        (tmp_path / "speed.json").write_text(content)

        assert known_speed(tmp_path / "speed.json", read_hardware()) is None


def test_a_disk_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert measure_speed(tmp_path / "file" / "speed.json", SMALL).read_rate > 0


def test_a_busy_moment_does_not_make_the_pc_slower(tmp_path: Path) -> None:
    file = tmp_path / "speed.json"
    measured = measure_speed(file, SMALL)
    kept = msgspec.json.decode(file.read_bytes())
    file.write_bytes(msgspec.json.encode({**kept, "read_rate": 100 * measured.read_rate}))

    again = measure_speed(file, SMALL)

    assert again.read_rate == 100 * measured.read_rate
