"""Making a sound tree of whatever another app's file refers to."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import structs

from desktop_chat.chat.importing.pieces import Piece, joined
from desktop_chat.chat.records import MessageRecord, time_within

_STEP_SECONDS = 1.0  # between a message and the next one where times are not known


class _Turn:
    """A reply put together of pieces in a row: the last one, and what is before it."""

    def __init__(self, piece: Piece, before: _Turn | None, anchor: str | None) -> None:
        self.piece = piece
        self.before = before
        self.anchor = anchor  # the message it answers

    def pieces(self) -> list[Piece]:
        """Give all of them, in their order."""
        found: list[Piece] = []
        turn: _Turn | None = self
        while turn is not None:
            found.append(turn.piece)
            turn = turn.before
        return found[::-1]


def messages_of(
    pieces: Iterable[Piece], shown: str | None, start: float
) -> tuple[tuple[MessageRecord, ...], dict[str, int]]:
    """Give the messages of a conversation, parents first, and which of them each piece is in.

    Pieces of one reply become one message; where they branch, each branch becomes a version of it. What hangs
    below something that is not there, or in a circle, begins anew. Times that are missing go on from `start`.
    `shown` is a piece of the branch that is shown: a reply that other pieces continue ends there too.
    """
    ordered = _ordered(pieces)
    merged, places = _merged(ordered, shown)
    sound = _ordered(merged)
    numbers = {piece.key: number for number, piece in enumerate(sound, 1)}
    times: dict[str | None, float] = {}
    records: list[MessageRecord] = []
    for piece in sound:
        known = times.get(piece.parent, start - _STEP_SECONDS) + _STEP_SECONDS
        times[piece.key] = known if piece.created_at is None else piece.created_at
        records.append(_record(piece, numbers, times[piece.key]))
    return tuple(records), {key: numbers[place] for key, place in places.items() if place in numbers}


def _ordered(pieces: Iterable[Piece]) -> list[Piece]:
    """Give the pieces with each after its parent, and otherwise by time and as they were."""
    known: dict[str, Piece] = {}
    for piece in pieces:
        known.setdefault(piece.key, piece)
    children: dict[str | None, list[str]] = defaultdict(list)
    for key, piece in known.items():
        if piece.parent not in known:
            known[key] = structs.replace(piece, parent=None)
        children[known[key].parent].append(key)
    places = {key: place for place, key in enumerate(known)}
    ready: list[tuple[float, int, str]] = []

    def add(key: str, after: float) -> None:
        created_at = known[key].created_at
        heapq.heappush(ready, (after if created_at is None else max(created_at, after), places[key], key))

    for key in children[None]:
        add(key, 0.0)
    left = iter(known)
    ordered: dict[str, Piece] = {}
    while len(ordered) < len(known):
        if not ready:  # what is left goes round in circles
            first = next(key for key in left if key not in ordered)
            known[first] = structs.replace(known[first], parent=None)
            add(first, 0.0)
        time, _, key = heapq.heappop(ready)
        if key not in ordered:
            ordered[key] = known[key]
            for child in children[key]:
                add(child, time)
    return list(ordered.values())


def _merged(ordered: Sequence[Piece], shown: str | None) -> tuple[list[Piece], dict[str, str | None]]:
    """Give one piece for each message, and for each of the pieces given the one it went into."""
    anchors: dict[str | None, str | None] = {None: None}  # the last message at or above a piece
    turns: dict[str | None, _Turn | None] = {None: None}  # the reply that goes on at a piece
    merged: dict[str, Piece] = {}
    places: dict[str, str | None] = {}

    def end_turn(key: str | None) -> str | None:
        turn = turns[key]
        if turn is None:
            return anchors[key]
        if turn.piece.key not in merged:
            pieces = turn.pieces()
            merged[turn.piece.key] = _one_message(pieces, turn.anchor)
            places.update((piece.key, turn.piece.key) for piece in pieces)
        return turn.piece.key

    with_children = {piece.parent for piece in ordered}
    for piece in ordered:
        anchor, turn = anchors[piece.parent], turns[piece.parent]
        if piece.role == "user":
            anchor, turn = piece.key, None
            merged[piece.key] = structs.replace(piece, parent=end_turn(piece.parent))
        elif piece.role == "assistant":
            turn = _Turn(piece, turn, anchor)
        anchors[piece.key], turns[piece.key] = anchor, turn
        if piece.key not in with_children:
            end_turn(piece.key)
    for piece in ordered:
        turn = turns[piece.key]
        place = anchors[piece.key] if turn is None else turn.piece.key
        places.setdefault(piece.key, place if place in merged else None)
    if shown in turns and shown is not None and places.get(shown) is None:
        places[shown] = end_turn(shown)
    return [merged[piece.key] for piece in ordered if piece.key in merged], places


def _one_message(pieces: Sequence[Piece], parent: str | None) -> Piece:
    last = pieces[-1]
    if len(pieces) == 1:
        return structs.replace(last, parent=parent)
    seconds = [piece.reasoning_seconds for piece in pieces if piece.reasoning_seconds is not None]
    return Piece(
        key=last.key,
        parent=parent,
        role="assistant",
        created_at=next((piece.created_at for piece in pieces if piece.created_at is not None), None),
        text=joined([piece.text for piece in pieces]),
        reasoning=joined([piece.reasoning for piece in pieces]),
        reasoning_seconds=sum(seconds) if seconds else None,
        state=last.state,
        model=next((piece.model for piece in reversed(pieces) if piece.model), ""),
        attachments=tuple(attachment for piece in pieces for attachment in piece.attachments),
        timings=next((piece.timings for piece in reversed(pieces) if piece.timings), None),
    )


def _record(piece: Piece, numbers: dict[str, int], created_at: float) -> MessageRecord:
    return MessageRecord(
        id=numbers[piece.key],
        role="user" if piece.role == "user" else "assistant",
        created_at=time_within(created_at),
        text=piece.text,
        parent=numbers.get(piece.parent or ""),
        reasoning=piece.reasoning,
        reasoning_seconds=piece.reasoning_seconds,
        state=piece.state,
        model=piece.model,
        attachments=piece.attachments,
        timings=piece.timings,
    )
