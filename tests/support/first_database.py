"""A database as version 1 of the schema left it."""

import random
import sqlite3
from contextlib import closing

from desktop_chat.chat.migrations import MIGRATIONS, migrate

INSERT_MESSAGE = (
    "INSERT INTO message (id, conversation_id, parent_id, role, state, created_at, model, timings, fault, text,"
    " reasoning) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
TIMINGS = '{"prompt_tokens":5,"reply_tokens":7,"reply_seconds":0.25}'
FAULT = '{"code":"engine_crashed_writing","values":{"name":"모델"}}'


def make_first_database(path, *, conversations=20, messages=30, words=60):
    """Write trees with versions, deleted conversations, drafts, faults, and a reply that is still written.

    The last conversation and its messages were purged.
    """
    source = random.Random(conversations * 1000 + messages)
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        migrate(connection, path, MIGRATIONS[:1])
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN")
        number = 0
        for conversation in range(1, conversations + 1):
            ids = []
            connection.execute(
                "INSERT INTO conversation (id, title, model, created_at, updated_at, deleted_at, system_prompt,"
                " draft) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    conversation,
                    _title(conversation),
                    "/모델.gguf",
                    conversation,
                    conversation + 0.5,
                    1000.0 if conversation % 7 == 0 else None,
                    "be kind " * (conversation % 3) * 300,
                    " 아직 " * (conversation % 2),
                ],
            )
            for turn in range(messages):
                number += 1
                parent = source.choice(ids[-2:]) if ids and turn != messages // 2 else None
                is_reply = turn % 2 == 1
                connection.execute(
                    INSERT_MESSAGE,
                    [
                        number,
                        conversation,
                        parent,
                        "assistant" if is_reply else "user",
                        source.choice(("done", "stopped", "cut", "failed", "writing"))
                        if is_reply
                        else "done",
                        float(number),
                        "/모델.gguf",
                        TIMINGS if is_reply else None,
                        FAULT if turn % 5 == 1 else None,
                        ""
                        if turn % 11 == 9
                        else f"{turn}: question " + "가나다 text " * source.randrange(words),
                        "생각 " * source.randrange(words) if is_reply else "",
                    ],
                )
                ids.append(number)
            connection.execute(
                "UPDATE conversation SET leaf_id = ? WHERE id = ?", [source.choice(ids), conversation]
            )
        connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM conversation WHERE id = ?", [conversations])


def _title(conversation):
    """Give none, one that is the question's beginning, or one of the user's own."""
    return ("", "0: question 가나다…", "내 제목")[conversation % 3]
