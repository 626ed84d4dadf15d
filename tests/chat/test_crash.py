"""A writer killed at random moments loses nothing it had saved."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from desktop_chat.chat.store import open_store

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from desktop_chat.chat.store import open_store
store = open_store(Path(sys.argv[1])).store
store.close_interrupted()
while True:
    conversation = store.create_conversation()
    question = store.add_message(conversation.id, None, "user", "질문")
    reply = store.add_message(conversation.id, question.id, "assistant", "", state="writing")
    for words in range(1, 40):
        store.save_progress(reply.id, "단어 " * words * 200, "")
        print(reply.id, words, flush=True)
    store.finish_message(reply.id, "끝 " * 9000, "", "done")
    print(reply.id, 0, flush=True)
"""


@pytest.mark.parametrize("seed", range(20))
def test_nothing_saved_is_lost_when_the_writer_is_killed(path, seed):
    for round_seed in (seed, seed + 1000):  # the second writer begins with what the first one left
        message_id, words = kill_after(random.Random(round_seed).randrange(1, 150), path)
        opened = open_store(path)
        assert opened.recovered is None
        message = opened.store.message(message_id)
        if words == 0:
            assert (message.state, message.text) == ("done", "끝 " * 9000)
        else:
            assert message.state in {"writing", "done"}
            assert message.text.startswith("단어 " * words * 200) or message.text.startswith("끝 ")
        opened.store.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def kill_after(lines, path):
    """Kill a writer some time after it said that it saved so often; gives the last thing it said."""
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        *_, last = islice(writer.stdout, lines)
        writer.kill()
        last = (writer.stdout.read().rpartition("\n")[0].splitlines() or [last])[-1]
    message_id, words = last.split()
    return int(message_id), int(words)
