"""What a journal tells after a kill, after a power loss, and when it is damaged."""

from __future__ import annotations

import os
import random
from pathlib import Path

import psutil
import pytest

from desktop_chat.models.hub.downloads.journal import Identity, Journal, Record, read_journal
from desktop_chat.models.hub.downloads.spans import Span

IDENTITY = Identity(1000, "etag", "a" * 64)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.gguf.part.journal"


@pytest.fixture
def journal(path: Path):
    journal = Journal(path, Record(IDENTITY, (Span(0, 10),)))
    yield journal
    journal.close()


@pytest.fixture
def later_start(monkeypatch: pytest.MonkeyPatch):
    """Let the system have been started anew, which a test cannot do."""

    def start() -> None:
        now = psutil.boot_time() + 3600
        monkeypatch.setattr(psutil, "boot_time", lambda: now)

    return start


def test_every_byte_noted_before_a_kill_is_known_after_it(path: Path, journal: Journal) -> None:
    journal.add(Span(10, 30))
    journal.add(Span(500, 600))

    record = read_journal(path)  # nothing was closed

    assert record == Record(IDENTITY, (Span(0, 30), Span(500, 600)))


def test_after_a_power_loss_only_what_was_on_the_disk_counts(
    path: Path, journal: Journal, later_start
) -> None:
    journal.add(Span(10, 30))
    size = journal.log_size
    journal.add(Span(30, 40))  # written while the disk is made to write
    journal.mark_synced(size)
    journal.add(Span(500, 600))
    later_start()

    record = read_journal(path)

    assert record == Record(IDENTITY, (Span(0, 30),))


def test_a_verified_file_is_verified_after_a_power_loss(path: Path, journal: Journal, later_start) -> None:
    journal.add(Span(10, 1000))
    journal.mark_verified()
    later_start()

    record = read_journal(path)

    assert record == Record(IDENTITY, (Span(0, 1000),), is_verified=True)


def test_a_journal_begun_anew_keeps_what_it_is_given(path: Path) -> None:
    record = Record(IDENTITY, (Span(0, 30), Span(500, 600)), has_begun_again=True)

    Journal(path, record).close()

    assert read_journal(path) == record


def test_a_torn_last_record_is_left_out(path: Path, journal: Journal) -> None:
    journal.add(Span(10, 30))
    os.truncate(path, path.stat().st_size - 7)

    assert read_journal(path) == Record(IDENTITY, (Span(0, 10),))


def test_records_that_cannot_be_are_left_out(path: Path, journal: Journal) -> None:
    journal.add(Span(900, 1001))
    journal.add(Span(40, 20))
    journal.add(Span(1 << 62, 1 << 63))

    assert read_journal(path) == Record(IDENTITY, (Span(0, 10),))


def test_a_damaged_journal_is_none_or_tells_spans_of_the_file(path: Path, journal: Journal) -> None:
    for start in range(0, 900, 30):
        journal.add(Span(start, start + 20))
    whole, chance = path.read_bytes(), random.Random(3)
    for _ in range(500):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged[: chance.randrange(len(damaged))])

        record = read_journal(path)

        spans = record.spans if record else ()
        assert all(0 <= start < end <= record.identity.size for start, end in spans if record)


def test_a_journal_that_is_not_there_or_is_none_tells_nothing(path: Path) -> None:
    assert read_journal(path) is None
    path.write_bytes(b"\0" * 5000)
    assert read_journal(path) is None


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (Identity(1000, "other", "a" * 64), True),
        (Identity(1000, "etag", "b" * 64), False),
        (Identity(1001, "etag", "a" * 64), False),
        (Identity(1000, "etag"), True),
        (Identity(1000, "other"), False),
    ],
)
def test_the_hash_tells_versions_apart_and_the_etag_where_there_is_none(
    other: Identity, is_same: bool
) -> None:
    assert IDENTITY.is_same(other) == other.is_same(IDENTITY) == is_same
