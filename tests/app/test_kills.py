"""Processes killed at random moments: the same ones in every run, but for the speed of the PC."""

import os
import random
import select
import signal
import sqlite3
import sys
import time
from contextlib import closing

import psutil
import pytest

from tests.app.driven import DrivenApp
from tests.app.speakers import GREETING

if sys.platform == "win32":
    pytest.skip("Windows has no SIGKILL", allow_module_level=True)

TIMES = 20
MOST_ROUNDS = 80
"""A kill that comes when the engine is through with what it was to be killed in does not count."""

GONE_SECONDS = 2.0
BEHIND_SECONDS = 1.0
LONG_MESSAGE = "every word of this is read slowly " * 60


class Killer:
    """Kills the engine of a person's app at moments by chance, and checks each time that nothing is lost."""

    def __init__(self, person, seed):
        self.person = person
        self.chance = random.Random(seed)
        self.began = []
        person.app.conversation.reply_began.connect(self.began.append)
        self.pid = 0

    def kill(self):
        (self.pid,) = self.person.engine_pids()
        os.kill(self.pid, signal.SIGKILL)

    def kill_within(self, seconds):
        """Let the app go on for some time, then kill."""
        end = time.monotonic() + self.chance.uniform(0, seconds)
        self.person.wait(lambda: time.monotonic() >= end)
        self.kill()

    def kill_at(self, told, is_moment):
        """Kill as soon as a signal is emitted with such values."""

        def on_told(*values):
            if is_moment(*values):
                told.disconnect(on_told)
                self.kill()

        told.connect(on_told)

    def check_gone(self):
        until = time.monotonic() + GONE_SECONDS
        self.person.wait(lambda: not psutil.pid_exists(self.pid) or time.monotonic() > until)
        assert not psutil.pid_exists(self.pid)

    def run(self, code, *, before=lambda: None, after=lambda: None):
        """Ask, and retry whenever the reply failed, until so many kills ended in this fault.

        The kill is set up `before` the question, or made `after` it.
        """
        person, hits = self.person, 0
        for round_ in range(MOST_ROUNDS):
            before()
            if round_:
                person.click(person.reply.status.retry_button)
            else:
                person.composer.set_text(LONG_MESSAGE)
                person.press("Return")
            person.wait(lambda: len(self.began) > round_)  # noqa: B023  called before the next round
            after()
            person.wait(lambda: len(person.ended) > round_)  # noqa: B023
            reply = person.ended[-1]
            assert reply.state == "failed"
            assert person.shown() == [LONG_MESSAGE.rstrip(), reply.text]
            assert person.status_words()
            self.check_gone()
            hits += reply.fault.code == code
            if hits == TIMES:
                return
        pytest.fail(f"only {hits} of {MOST_ROUNDS} kills came in time")


@pytest.fixture
def slow_and_cold(person, models):
    """A person whose app knows the slow model and has no engine yet."""
    person.start_with(models["slow"])
    person.app.engines.unload(models["slow"])
    person.wait(lambda: not person.engine_pids())
    return person


def check_kept(person, models):
    """Check that the last reply can be made after all, that the database is whole, and holds every reply."""
    person.switch_to_ready(models["greeter"])
    person.click(person.reply.status.retry_button)
    person.wait(lambda: person.ended[-1].state == "done")
    assert person.ended[-1].text == GREETING
    person.leave()
    ended = [(reply.id, reply.text, reply.state) for reply in person.ended]
    with closing(sqlite3.connect(person.paths.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = database.execute("SELECT id, text, state FROM message WHERE role = 'assistant' ORDER BY id")
        assert rows.fetchall() == ended


def test_an_engine_killed_while_it_starts(slow_and_cold, models):
    killer = Killer(slow_and_cold, 1)

    def after():
        slow_and_cold.wait(slow_and_cold.engine_pids)
        killer.kill_within(0.1)

    killer.run("engine_crashed", after=after)
    check_kept(slow_and_cold, models)


def test_an_engine_killed_while_it_loads(slow_and_cold, models):
    killer = Killer(slow_and_cold, 2)

    def before():
        moment = killer.chance.uniform(0, 0.9)
        told = slow_and_cold.app.engines.status_changed
        killer.kill_at(told, lambda _, status: status.state == "loading" and status.fraction > moment)

    killer.run("engine_crashed_loading", before=before)
    check_kept(slow_and_cold, models)


def test_an_engine_killed_while_it_reads(slow_and_cold, models):
    killer = Killer(slow_and_cold, 3)

    def before():
        moment = killer.chance.uniform(0, 0.15)
        killer.kill_at(
            slow_and_cold.app.conversation.reply_progress, lambda done, total, _id: done > moment * total
        )

    killer.run("engine_crashed_reading", before=before)
    check_kept(slow_and_cold, models)


def test_an_engine_killed_while_it_writes(person, models):
    person.start_with(models["endless"])
    killer = Killer(person, 4)

    def after():
        characters = killer.chance.randrange(1, 2000)
        person.wait(lambda: len(person.shown()[-1]) >= characters)
        killer.kill_within(0.01)

    killer.run("engine_crashed_writing", after=after)
    assert min(len(reply.text) for reply in person.ended) > 0
    check_kept(person, models)


def test_an_engine_killed_while_it_waits(person, models):
    person.start_with(models["greeter"])
    killer = Killer(person, 5)
    for round_ in range(1, TIMES + 1):
        assert person.ask(f"Question {round_}").text == GREETING
        killer.kill_within(0.05)
        person.wait(lambda: person.state_of(models["greeter"]) == "cold")
        killer.check_gone()
        person.wait_for_sentence("The engine stopped.")
    person.leave()
    with closing(sqlite3.connect(person.paths.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = database.execute("SELECT text, state FROM message WHERE role = 'assistant'")
        assert rows.fetchall() == [(GREETING, "done")] * TIMES


def test_the_app_killed_in_the_middle_of_a_reply(models, home):
    chance = random.Random(6)
    written = ""
    for _ in range(TIMES):
        app = DrivenApp("" if written else models["slow"])
        try:
            check_found(app, written)
            written = check_killed(app, home, chance.uniform(0, 2.0))
        finally:
            app.kill()


def check_found(app, written):
    """Check that a start shows the reply of the app that was killed before, and go to a new conversation."""
    app.wait_for("model", having="ready")
    if written:
        assert app.wait_for("opened", having=written).value[-1] == written
    app.do("new")
    app.wait_for("opened", having=None)
    app.do("send", "Go on")
    app.wait_for("text")


def is_gone(process):
    """Wait for the end of a process of another one; the system may take longer to forget it."""
    if not hasattr(os, "pidfd_open"):
        return not psutil.wait_procs([process], timeout=GONE_SECONDS)[1]
    try:
        ended = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([ended], [], [], GONE_SECONDS)[0])
    finally:
        os.close(ended)


def check_killed(app, home, seconds):
    """Kill an app that writes after some time and check what it leaves; gives what is kept of the reply."""
    app.wait_until(app.wait_for("text").at + seconds)
    (engine,) = app.engines()
    killed_at = app.kill()
    assert is_gone(engine)
    with closing(sqlite3.connect(home / "data" / "conversations.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        ((text, state),) = database.execute("SELECT text, state FROM message ORDER BY id DESC LIMIT 1")
        cut = database.execute("SELECT count(*) FROM message WHERE state = 'cut'").fetchone()[0]
        asked = database.execute("SELECT count(*) FROM message WHERE role = 'user'").fetchone()[0]
    assert state == "writing"
    assert cut == asked - 1
    assert app.text().startswith(text)
    assert text.startswith(app.text(until=killed_at - BEHIND_SECONDS))
    return text
