"""GPT4All's chat files of every version, written with Qt's own QDataStream."""

import pytest

from desktop_chat.chat.messages import Attachment
from tests.support.other_apps.gpt4all import Item, Source, prompt, response, write

VERSIONS = range(13)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("cache", [b"", b"\0" * 100_000])
def test_a_chat_of_every_version_is_read(tmp_path, read_all, version, cache):
    items = [prompt("안녕 👋"), response("Hello!"), prompt("more"), response("done", stopped=True)]
    path = write(tmp_path / "gpt4all-chat-id-1.chat", version, items, cache=cache)
    record = read_all(path).only
    assert [(one.role, one.text, one.parent) for one in record.messages] == [
        ("user", "안녕 👋", None),
        ("assistant", "Hello!", 1),
        ("user", "more", 2),
        ("assistant", "done", 3),
    ]
    assert (record.title, record.source, record.created_at) == (
        "GPT4All 대화",
        "gpt4all:chat-id-1",
        1_700_000_000,
    )
    assert record.model == record.messages[1].model == "Llama-3.2-3B-Instruct-Q4_0.gguf"
    assert [one.state for one in record.messages] == ["done", "done", "done", "stopped"]
    assert [one.created_at for one in record.messages] == [1_700_000_000 + step for step in range(4)]
    assert record.shown == 4


@pytest.mark.parametrize("version", [version for version in VERSIONS if version >= 3])
def test_excerpts_of_documents_become_attachments_of_the_question(tmp_path, read_all, version):
    sources = [Source("notes.txt", "first excerpt"), Source("a b.pdf", "둘째")]
    asked, answered = (sources, []) if version >= 11 else ([], sources)
    items = [prompt("what?", sources=asked), response("that", sources=answered)]
    record = read_all(write(tmp_path / "a.chat", version, items)).only
    assert record.messages[0].attachments == (
        Attachment("notes.txt", "first excerpt"),
        Attachment("a b.pdf", "둘째"),
    )
    assert record.messages[1].attachments == ()


@pytest.mark.parametrize("version", [10, 11, 12])
def test_attached_files_keep_their_text(tmp_path, read_all, version):
    files = [
        ("file:///home/u/%EB%A9%94%EB%AA%A8.txt", "내용".encode()),
        ("file:///x/sheet.xlsx", b"PK\x03\x04\xff"),
    ]
    record = read_all(
        write(tmp_path / "a.chat", version, [prompt("see", attachments=files), response("ok")])
    ).only
    assert record.messages[0].attachments == (Attachment("메모.txt", "내용"), Attachment("sheet.xlsx", ""))


def test_thinking_and_tools_of_the_newest_version_are_told_apart(tmp_path, read_all):
    thought = Item(
        "Response: ",
        "",
        parts=[Item("Text: ", "Well."), Item("Think: ", "<think>hm\n</think>", thinking_ms=2500)],
    )
    called = Item(
        "Response: ",
        "",
        parts=[
            Item(
                "ToolCall: ",
                "<javascript_interpret>\n```javascript\n1\n```\n</javascript_interpret>",
                tool_result="1",
            )
        ],
    )
    answer = response("It is 1.", parts=[thought, called, Item("ToolResponse: ", "1")])
    reply = read_all(write(tmp_path / "a.chat", 12, [prompt("?"), answer])).only.messages[1]
    assert (reply.reasoning, reply.reasoning_seconds) == ("hm", 2.5)
    assert reply.text == "Well.\n\n```javascript\n1\n```\n\n```\n1\n```\n\nIt is 1."


def test_thinking_in_the_text_of_older_versions_is_told_apart(tmp_path, read_all):
    items = [prompt("?"), response("<think>\nlet me see\n</think>\n\nYes.")]
    reply = read_all(write(tmp_path / "a.chat", 10, items)).only.messages[1]
    assert (reply.reasoning, reply.text) == ("let me see", "Yes.")


def test_a_better_answer_of_the_user_is_another_version(tmp_path, read_all, lines):
    items = [prompt("?"), response("model's", new_response="mine"), prompt("and?")]
    assert lines(read_all(write(tmp_path / "a.chat", 9, items)).only) == [
        " user: ?",
        "   assistant: model's",
        "   assistant: mine",
        ">    user: and?",
    ]


def test_an_error_is_a_failed_reply(tmp_path, read_all):
    record = read_all(
        write(tmp_path / "a.chat", 11, [prompt("?"), response("no memory", is_error=True)])
    ).only
    assert record.messages[1].state == "failed"


def test_a_folder_of_chats_is_read_and_what_is_damaged_is_told(tmp_path, read_all):
    whole = write(tmp_path / "gpt4all-1.chat", 12, [prompt("one"), response("1")]).read_bytes()
    (tmp_path / "gpt4all-2.chat").write_bytes(whole[: len(whole) // 2])
    write(tmp_path / "gpt4all-3.chat", 13, [prompt("new")])
    (tmp_path / "gpt4all-4.chat").write_bytes(b"")
    write(tmp_path / "gpt4all-5.chat", 12, [])
    write(tmp_path / "gpt4all-6.chat", 4, [prompt("six"), response("6")])
    (tmp_path / "model.gguf").write_bytes(b"GGUF")
    done = read_all(tmp_path)
    assert [record.messages[0].text for record in done.records] == ["one", "six"]
    assert [(one.title, one.fault.code) for one in done.skipped] == [
        ("gpt4all-2.chat", "import_record_broken"),
        ("gpt4all-3.chat", "import_record_newer"),
        ("gpt4all-4.chat", "import_record_broken"),
        ("gpt4all-5.chat", "import_record_empty"),
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_file_cut_or_changed_anywhere_is_read_or_told(tmp_path, read_all, version):
    items = [
        prompt("안녕", sources=[Source("a.txt", "x")], attachments=[("file:///a", b"b")]),
        response("Hello", parts=[Item("Response: ", "", parts=[Item("Think: ", "t")])]),
    ]
    path = write(tmp_path / "a.chat", version, items, cache=b"12345678")
    whole = path.read_bytes()
    for cut in range(8, len(whole), 7):
        path.write_bytes(whole[:cut])
        done = read_all(path)
        assert len(done.records) + len(done.skipped) == 1
    for place in range(8, len(whole), 3):
        for byte in (0x00, 0x7F, 0xFF):
            path.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
            done = read_all(path)
            assert len(done.records) + len(done.skipped) == 1
