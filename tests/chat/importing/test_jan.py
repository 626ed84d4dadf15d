"""Jan's threads, of its first versions and of the newest."""

import pytest

from desktop_chat.chat.importing.inputs import sniff
from tests.support.other_apps.jan import message, write_thread


def test_a_thread_is_read_whole(tmp_path, read_all, lines):
    messages = [
        message("1", "user", "안녕?", created_at=1_748_000_001),
        message(
            "2",
            "assistant",
            "<think>\nhm\n</think>\nHello!",
            created_at=1_748_000_002_500,
            metadata={"tokenSpeed": {"tokenSpeed": 20.0, "tokenCount": 40}},
        ),
    ]
    write_thread(tmp_path, messages)
    record = read_all(tmp_path).only
    assert lines(record) == [" user: 안녕?", ">  assistant: Hello!"]
    assert (record.title, record.model, record.system_prompt) == ("Jan 대화", "qwen3:4b", "You are helpful.")
    assert (record.created_at, record.updated_at) == (1_748_000_000, 1_748_000_500.25)
    reply = record.messages[1]
    assert (reply.reasoning, reply.created_at) == ("hm", 1_748_000_002.5)
    assert (reply.timings.reply_tokens, reply.timings.reply_seconds) == (40, 2.0)
    assert record.source == "jan:01JWX3W0GCKVYFQ5JFG5D1S3Z1"


@pytest.mark.parametrize(
    "chosen",
    [".", "threads", "threads/01JWX3W0GCKVYFQ5JFG5D1S3Z1", "threads/01JWX3W0GCKVYFQ5JFG5D1S3Z1/thread.json"],
)
def test_any_of_its_folders_can_be_chosen(tmp_path, read_all, chosen):
    write_thread(tmp_path, [message("1", "user", "hi")])
    assert sniff(tmp_path / chosen) == "jan"
    assert read_all(tmp_path / chosen).only.messages[0].text == "hi"


def test_favourites_projects_and_models_of_newer_versions_are_kept(tmp_path, read_all):
    metadata = {"is_favorite": True, "project": {"id": "p", "name": "일"}}
    write_thread(
        tmp_path,
        [message("1", "user", "hi")],
        metadata=metadata,
        assistants=[],
        model={"id": "gemma3", "provider": "llamacpp"},
    )
    record = read_all(tmp_path).only
    assert (record.folder, record.pinned_at, record.model) == ("일", record.updated_at, "gemma3")


def test_reasoning_pictures_and_tools_of_newer_versions_are_told_apart(tmp_path, read_all):
    content = [
        {"type": "reasoning", "text": {"value": "think", "annotations": []}},
        {
            "type": "tool_call",
            "tool_name": "search",
            "tool_call_id": "1",
            "input": {"q": "x"},
            "output": "found",
        },
        {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}},
        {"type": "text", "text": {"value": "done", "annotations": []}},
    ]
    write_thread(
        tmp_path,
        [message("1", "user", "?"), message("2", "assistant", "", status="stopped") | {"content": content}],
    )
    reply = read_all(tmp_path).only.messages[1]
    assert (reply.reasoning, reply.state) == ("think", "stopped")
    assert reply.text == '**search**\n\n```json\n{\n  "q": "x"\n}\n```\n\n```\nfound\n```\n\ndone'


def test_a_damaged_line_is_noted_and_the_others_come_in(tmp_path, read_all, lines):
    write_thread(tmp_path, [message("1", "user", "one"), '{"half": ', "[]", message("2", "assistant", "two")])
    done = read_all(tmp_path)
    assert lines(done.records[0]) == [" user: one", ">  assistant: two"]
    assert [note.code for note in done.found[0].notes] == ["import_message_broken"]


def test_damaged_and_empty_threads_are_told(tmp_path, read_all):
    write_thread(tmp_path, [], id="empty")
    (write_thread(tmp_path, [message("1", "user", "x")], id="gone") / "messages.jsonl").unlink()
    (write_thread(tmp_path, [message("1", "user", "x")], id="broken") / "thread.json").write_text("{")
    write_thread(tmp_path, [message("1", "user", "good")], id="good")
    (tmp_path / "threads" / "no thread").mkdir()
    done = read_all(tmp_path)
    assert [record.messages[0].text for record in done.records] == ["good"]
    assert [(one.title, one.fault.code) for one in done.skipped] == [
        ("broken", "import_record_broken"),
        ("empty", "import_record_empty"),
        ("gone", "import_record_empty"),
    ]
