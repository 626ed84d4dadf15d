"""Who fetches what, in which order."""

from __future__ import annotations

import threading

from desktop_chat.models.hub.downloads.chunks import LARGEST, SMALLEST, Chunks
from desktop_chat.models.hub.downloads.spans import Span

GB = 1 << 30


def taken(chunks: Chunks) -> Span | None:
    chunk = chunks.take()
    return Span(chunk.place, chunk.end) if chunk else None


def test_one_connection_takes_all_that_is_missing_in_a_row() -> None:
    chunks = Chunks(GB, [Span(100, 200)], 1)

    assert [taken(chunks), taken(chunks)] == [Span(0, 100), Span(200, GB)]


def test_several_take_chunks_in_order_that_are_large_at_first_and_small_at_the_end() -> None:
    chunks = Chunks(GB, [], 4)
    sizes, place = [], 0
    while place < GB:
        span = taken(chunks)
        assert span and span.start == place
        sizes.append(span.size)
        place = span.end

    assert sizes[0] == LARGEST
    assert sizes == sorted(sizes, reverse=True)
    assert max(sizes[-3:]) <= SMALLEST


def test_who_has_the_whole_file_keeps_a_chunk_of_it_when_others_come() -> None:
    chunks = Chunks(GB, [], 1)
    first = chunks.take()
    assert first
    chunks.advance(first, 1000)

    chunks.sharers = 4

    assert taken(chunks) == Span(1000 + LARGEST, 1000 + 2 * LARGEST)
    assert first.end == 1000 + LARGEST


def test_half_the_rest_of_a_slow_connection_is_taken_over() -> None:
    chunks = Chunks(LARGEST, [], 1)
    slow = chunks.take()
    assert slow

    assert taken(chunks) == Span(LARGEST // 2, LARGEST)
    assert slow.end == LARGEST // 2


def test_what_a_connection_writes_beyond_its_end_is_not_counted_twice() -> None:
    chunks = Chunks(LARGEST, [], 1)
    slow = chunks.take()
    assert slow
    chunks.advance(slow, LARGEST // 2 - 10)
    chunks.take()  # takes over half of what is left
    end = slow.end

    assert chunks.advance(slow, LARGEST // 2) == Span(LARGEST // 2 - 10, end)
    assert chunks.done_bytes == end
    assert slow.left == 0


def test_small_rests_are_left_to_those_who_fetch_them() -> None:
    chunks = Chunks(2 * SMALLEST, [], 1)
    chunks.take()

    assert chunks.take() is None


def test_a_chunk_given_back_is_the_next_to_be_taken() -> None:
    chunks = Chunks(GB, [], 4)
    first, second = chunks.take(), chunks.take()
    assert first and second
    chunks.advance(first, 1000)
    chunks.give_back(first)

    span = taken(chunks)

    assert span and span.start == 1000
    assert chunks.done_bytes == 1000


def test_the_file_is_complete_up_to_the_slowest_connection() -> None:
    chunks = Chunks(GB, [Span(0, 50)], 4)
    first, second = chunks.take(), chunks.take()
    assert first and second
    chunks.advance(second, 500)
    chunks.advance(first, 20)

    assert chunks.wait_beyond(0) == 70


def test_it_is_complete_when_every_byte_was_written() -> None:
    chunks = Chunks(10 * SMALLEST, [], 2)
    while chunk := chunks.take():
        assert not chunks.is_complete
        chunks.advance(chunk, chunk.left)
        chunks.give_back(chunk)

    assert chunks.is_complete
    assert chunks.wait_beyond(0) == chunks.done_bytes == 10 * SMALLEST


def test_who_waits_for_bytes_is_woken_by_them_and_by_the_end() -> None:
    chunks = Chunks(GB, [], 1)
    chunk = chunks.take()
    assert chunk
    heard: list[int] = []

    def listen() -> None:
        heard.append(chunks.wait_beyond(0))
        heard.append(chunks.wait_beyond(1000))

    listener = threading.Thread(target=listen)
    listener.start()
    chunks.advance(chunk, 1000)
    chunks.stop()
    listener.join(10)

    assert heard in ([1000, -1], [-1, -1])  # it may have come too late for the first


def test_beginning_again_forgets_what_was_written() -> None:
    chunks = Chunks(GB, [Span(0, 500)], 4)

    chunk = chunks.begin_again()

    assert (chunk.place, chunk.end, chunks.done_bytes) == (0, GB, 0)
