"""Open WebUI's export: trees, several models beside each other, and reasoning within the text."""

from desktop_chat.chat.importing.inputs import sniff
from desktop_chat.chat.messages import Attachment
from tests.support.other_apps.open_webui import chat, message, write


def test_a_chat_is_read_whole(tmp_path, read_all, lines):
    usage = {
        "eval_count": 50,
        "eval_duration": 2_000_000_000,
        "prompt_eval_count": 9,
        "prompt_eval_duration": 500_000_000,
    }
    messages = [
        message("q", None, "user", "안녕?", timestamp=1_733_240_001),
        message("a", "q", "assistant", "Hello!", timestamp=1_733_240_002, usage=usage),
    ]
    path = write(tmp_path / "chat-export.json", [chat(messages, "a", pinned=True, archived=True)])
    assert sniff(path) == "open-webui"
    record = read_all(path).only
    assert lines(record) == [" user: 안녕?", ">  assistant: Hello!"]
    assert (record.title, record.model) == ("웹 대화", "llama3.2:3b")
    assert (record.created_at, record.updated_at) == (1_733_240_000, 1_733_241_000)
    assert record.pinned_at == record.archived_at == record.updated_at
    assert record.source == "open-webui:c8d05d0a-6a2f-4c2e-9d0e-1f6a0f9d3c11"
    assert record.messages[1].timings.reply_rate == 25.0
    assert record.beside is None


def test_replies_of_several_models_are_versions_beside_each_other(tmp_path, read_all, lines):
    messages = [
        message("q", None, "user", "?", models=["a", "b"]),
        message("a", "q", "assistant", "from a", model="a", modelIdx=0),
        message("b", "q", "assistant", "from b", model="b", modelIdx=1),
        message("c", "q", "assistant", "from b again", model="b", modelIdx=1),
    ]
    record = read_all(write(tmp_path / "e.json", [chat(messages, "a")])).only
    assert lines(record) == [
        " user: ?",
        ">  assistant: from a",
        "   assistant: from b",
        "   assistant: from b again",
    ]
    assert [one.model for one in record.messages] == ["", "a", "b", "b"]
    assert (record.shown, record.beside) == (2, 3)


def test_reasoning_is_taken_out_of_the_text(tmp_path, read_all):
    text = (
        '<details type="reasoning" done="true" duration="11">\n<summary>Thought for 11 seconds</summary>\n'
        '&gt; if a &lt; b\n&gt; \n> then\n</details>\nSo it is.\n<details type="reasoning" done="true" duration="2">'
        "\n<summary>…</summary>\n> more\n</details>\nDone."
    )
    messages = [message("q", None, "user", "?"), message("a", "q", "assistant", text)]
    reply = read_all(write(tmp_path / "e.json", [chat(messages, "a")])).only.messages[1]
    assert (reply.reasoning, reply.reasoning_seconds) == ("if a < b\n\nthen\n\nmore", 13)
    assert reply.text == "So it is.\n\nDone."


def test_hostile_reasoning_takes_no_time(tmp_path, read_all):
    text = '<details type="reasoning">' * 200_000
    messages = [message("q", None, "user", "?"), message("a", "q", "assistant", text)]
    assert read_all(write(tmp_path / "e.json", [chat(messages, "a")])).only.messages[1].text == text


def test_system_prompts_files_and_errors_are_kept(tmp_path, read_all):
    files = [
        {
            "type": "file",
            "name": "메모.txt",
            "file": {"id": "1", "filename": "메모.txt", "data": {"content": "내용"}},
        },
        {"type": "image", "url": "data:image/png;base64,AAAA"},
        {"type": "collection", "name": "Docs"},
    ]
    messages = [
        message("q", None, "user", "see", files=files),
        message("a", "q", "assistant", "", error={"content": "no memory"}),
        message("b", "q", "assistant", "half", done=False),
    ]
    record = read_all(
        write(tmp_path / "e.json", [chat(messages, "b", chat={"params": {"system": "Be kind"}})])
    ).only
    assert record.system_prompt == "Be kind"
    assert record.messages[0].attachments == (Attachment("메모.txt", "내용"), Attachment("Docs", ""))
    assert [(one.text, one.state) for one in record.messages[1:]] == [
        ("no memory", "failed"),
        ("half", "cut"),
    ]


def test_a_chat_of_the_first_versions_is_one_row(tmp_path, read_all, lines):
    messages = [{"role": "user", "content": "one"}, {"role": "assistant", "content": "two"}]
    told = chat([], None, chat={"history": {}, "messages": messages})
    assert lines(read_all(write(tmp_path / "e.json", [told])).only) == [" user: one", ">  assistant: two"]
