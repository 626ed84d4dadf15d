"""The limit that all downloads share, and the meter."""

from __future__ import annotations

import threading
import time

import pytest

from desktop_chat.models.hub.downloads.rate import RateLimit, SpeedMeter


def test_connections_together_keep_the_limit() -> None:
    limit, stop = RateLimit(1_000_000), threading.Event()
    began = time.monotonic()

    def spend() -> None:
        for _ in range(10):
            limit.spend(10_000, stop)

    threads = [threading.Thread(target=spend) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert time.monotonic() - began >= 0.29  # 300,000 bytes: never sooner, however fast this PC is


def test_without_a_limit_nobody_waits() -> None:
    limit = RateLimit(0)

    limit.spend(1 << 60, threading.Event())

    assert limit.read_size(1 << 20) == 1 << 20


def test_who_waits_goes_on_when_the_limit_is_lifted() -> None:
    limit = RateLimit(1)
    waiter = threading.Thread(target=limit.spend, args=(1000, threading.Event()))
    waiter.start()
    waiter.join(0.05)
    assert waiter.is_alive()

    limit.set(0)
    waiter.join(10)

    assert not waiter.is_alive()


def test_who_waits_ends_when_it_is_stopped() -> None:
    limit, stop = RateLimit(1), threading.Event()
    waiter = threading.Thread(target=limit.spend, args=(1000, stop))
    waiter.start()

    stop.set()
    limit.wake()
    waiter.join(10)

    assert not waiter.is_alive()


def test_a_slow_limit_asks_for_few_bytes_at_once() -> None:
    assert RateLimit(80_000).read_size(1 << 20) == 10_000
    assert RateLimit(1000).read_size(1 << 20) == 4096


def test_the_meter_tells_the_speed_of_the_last_seconds() -> None:
    meter = SpeedMeter()
    rates = [meter.measure(count, now) for now, count in enumerate([0, 100, 200, 300, 400, 500, 600])]

    assert rates[0] == 0.0
    assert rates[1:] == pytest.approx([100.0] * 6)
    for now in range(7, 13):
        rate = meter.measure(600, now)
    assert rate == 0.0


def test_the_meter_begins_again_with_the_file() -> None:
    meter = SpeedMeter()
    meter.measure(0, 0.0)
    meter.measure(1000, 1.0)

    assert meter.measure(10, 2.0) == 0.0
    assert meter.measure(30, 3.0) == pytest.approx(20.0)
