"""Writing one reply: the prompt in chunks, then token by token, as events."""

from __future__ import annotations

import codecs
import sys
import time
from array import array
from collections.abc import Callable
from itertools import pairwise

from desktop_chat.engine.fitting import FittedPrompt
from desktop_chat.engine.llama import DecodeOutcome
from desktop_chat.engine.protocol import (
    Channel,
    Delta,
    Event,
    Finished,
    FinishReason,
    Generate,
    PromptProgress,
    Started,
    Timings,
)
from desktop_chat.engine.reasoning import ReasoningSplitter
from desktop_chat.engine.sampling import Sampler
from desktop_chat.engine.session import Session
from desktop_chat.engine.stops import StopMatcher
from desktop_chat.faults import FaultError

Emit = Callable[[Event], None]


class StopFlag:
    """Whether a reply is to end. Set on one thread, read on another."""

    def __init__(self) -> None:
        self.is_set = False
        self._abort: Callable[[], None] | None = None

    def set(self) -> None:
        """End the reply at once, also in the middle of a decode."""
        self.is_set = True
        if self._abort is not None:
            self._abort()

    def watch(self, session: Session) -> None:
        """Reach into the decodes of this session from now on; whoever calls looks at `is_set` afterwards."""
        session.context.clear_abort()
        self._abort = session.context.abort


class _StoppedError(Exception):
    """The reply was stopped while the prompt was read."""


class Reply:
    """One reply. `arrived` is when the command was heard, on the clock of `time.monotonic`."""

    def __init__(
        self, session: Session, command: Generate, emit: Emit, stop: StopFlag, arrived: float
    ) -> None:
        self._session = session
        self._fitter = session.fitter
        self._command = command
        self._emit = emit
        self._stop = stop
        self._arrived = arrived
        self._reused = self._read = self._written = 0
        self._prompt_seconds = self._first_token = self._began_writing = 0.0

    def write(self) -> None:
        """Write it: `Started`, `PromptProgress`…, `Delta`…, `Finished`. Raises `FaultError`."""
        self._stop.watch(self._session)
        command = self._command
        prompt = self._fitter.fit(command.messages, command.options, command.begun)
        with Sampler(
            self._session.model,
            self._session.context,
            command.options.sampler,
            prompt.tokens,
            begun_tokens=prompt.begun_tokens,
        ) as sampler:
            try:
                self._read_prompt(prompt)
            except _StoppedError:
                reason: FinishReason = "stopped"
            else:
                reason = self._write(sampler, prompt)
        self._emit(Finished(self._command.id, reason, self._timings()))

    # ---- the prompt

    def _read_prompt(self, prompt: FittedPrompt) -> None:
        """Evaluate what the cache does not hold of it; raises `_StoppedError`."""
        began = time.monotonic()
        self._reused = self._session.sequence.begin(prompt.tokens)
        self._emit(Started(self._command.id, len(prompt.tokens), self._reused, prompt.dropped))
        checkpoints = set(self._checkpoints(prompt))
        try:
            self._evaluate(prompt.tokens, checkpoints)
        finally:
            self._prompt_seconds = time.monotonic() - began

    def _evaluate(self, tokens: array[int], checkpoints: set[int]) -> None:
        sequence = self._session.sequence
        for start, end in pairwise(self._cuts(tokens, checkpoints)):
            if self._stop.is_set:
                raise _StoppedError
            self._check(sequence.read(tokens[start:end]))
            if end in checkpoints:
                sequence.keep_checkpoint()
            self._read = end - self._reused
            self._emit(PromptProgress(self._command.id, self._read, len(tokens) - self._reused))

    def _checkpoints(self, prompt: FittedPrompt) -> list[int]:
        """Give where to keep checkpoints: where prompts to come will part from this one."""
        if not self._session.sequence.needs_checkpoints:
            return []
        last = len(prompt.tokens) - 1  # the same prompt again needs one token evaluated
        shared = self._fitter.shared_lengths(prompt, self._command.options)
        return [min(length, last) for length in shared if min(length, last) > self._reused]

    def _cuts(self, tokens: array[int], checkpoints: set[int]) -> list[int]:
        chunks = range(self._reused, len(tokens), self._session.context.chunk_tokens)
        return sorted({*chunks, *checkpoints, len(tokens)})

    def _check(self, outcome: DecodeOutcome) -> None:
        match outcome:
            case "done":
                return
            case "aborted":
                raise _StoppedError
            case "no_room":
                raise FaultError("context_full")
            case "failed":
                raise FaultError("decode_failed")

    # ---- the reply

    def _write(self, sampler: Sampler, prompt: FittedPrompt) -> FinishReason:
        stops = (*self._command.options.stop, *prompt.stop)
        shown = _Shown(self._command.id, stops, self._splitter(prompt), self._emit)
        ends = {self._session.model.control_token(text) for text in stops}
        self._began_writing = time.monotonic()
        try:
            reason = self._write_tokens(sampler, shown, ends)
        finally:
            shown.finish()
        return reason

    def _splitter(self, prompt: FittedPrompt) -> ReasoningSplitter:
        if prompt.form is None:
            return ReasoningSplitter(prompt.text)
        return ReasoningSplitter.going_on(self._command.begun.channel, prompt.form)

    def _write_tokens(self, sampler: Sampler, shown: _Shown, ends: set[int | None]) -> FinishReason:
        """Choose, show and evaluate one token after the other; nothing here may take time.

        `ends`: the tokens that are a stop string by themselves; as control tokens they have no text to match.
        """
        choose, piece, add = sampler.choose, self._session.model.piece, shown.add
        sequence, stop, size = self._session.sequence, self._stop, self._session.context.size
        limit = self._command.options.max_tokens or sys.maxsize
        while not stop.is_set:
            token = choose()
            data = piece(token)
            if data is None or token in ends:
                return "end"
            self._note_token()
            if add(data):
                return "stop_string"
            if self._written >= limit:
                return "length"
            if len(sequence.tokens) >= size:
                return "context"
            try:
                self._check(sequence.append(token))
            except _StoppedError:
                break
        return "stopped"

    def _note_token(self) -> None:
        if not self._written:
            self._first_token = time.monotonic() - self._arrived
        self._written += 1

    def _timings(self) -> Timings:
        writing = time.monotonic() - self._began_writing if self._began_writing else 0.0
        return Timings(
            prompt_tokens=self._read,
            reused_tokens=self._reused,
            prompt_seconds=self._prompt_seconds,
            reply_tokens=self._written,
            reply_seconds=writing,
            first_token_seconds=self._first_token,
        )


class _Shown:
    """What of the tokens is shown: bytes become text, reasoning is split off, stop strings end the answer."""

    def __init__(
        self, reply_id: int, stops: tuple[str, ...], splitter: ReasoningSplitter, emit: Emit
    ) -> None:
        self._id = reply_id
        self._emit = emit
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._splitter = splitter
        self._stops = StopMatcher(stops)
        self._is_stopped = False

    def add(self, data: bytes) -> bool:
        """Show the next token's bytes; give whether a stop string is complete."""
        return self._show(self._splitter.feed(self._decoder.decode(data)))

    def finish(self) -> None:
        """Show what was held back, now that nothing follows."""
        if not self._is_stopped:
            rest = self._splitter.feed(self._decoder.decode(b"", final=True)) + self._splitter.finish()
            if not self._show(rest):
                self._tell(self._stops.finish(), "answer")

    def _show(self, parts: list[tuple[Channel, str]]) -> bool:
        for channel, text in parts:
            if channel == "answer":
                shown, self._is_stopped = self._stops.feed(text)
                self._tell(shown, channel)
                if self._is_stopped:
                    return True
            else:
                self._tell(text, channel)
        return False

    def _tell(self, text: str, channel: Channel) -> None:
        if text:
            self._emit(Delta(self._id, text, channel))
