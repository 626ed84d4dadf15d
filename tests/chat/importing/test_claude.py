"""Claude's account export: blocks, thinking, attachments, branches and older exports without them."""

from desktop_chat.chat.importing.inputs import sniff
from desktop_chat.chat.messages import Attachment
from tests.support.other_apps.claude import conversation, message, text, write, write_zip


def test_a_conversation_is_read_whole(tmp_path, read_all, lines):
    messages = [
        message("q", "human", text("안녕?"), at="2024-01-15T10:30:45.500000Z"),
        message("a", "assistant", text("Hello!"), parent="q", at="2024-01-15T10:30:50Z"),
    ]
    record = read_all(write(tmp_path / "conversations.json", [conversation(messages)])).only
    assert lines(record) == [" user: 안녕?", ">  assistant: Hello!"]
    assert (record.title, record.source) == ("Calendar tips", "claude:34bd3ec6-80e9-45cf-b4a6-fe21d1f07d0a")
    assert (record.created_at, record.updated_at) == (1_705_314_644.0, 1_705_319_100.5)
    assert [one.created_at for one in record.messages] == [1_705_314_645.5, 1_705_314_650.0]


def test_branches_are_kept_and_the_newest_is_shown(tmp_path, read_all, lines):
    messages = [
        message("q1", "human", text("one"), at="2024-01-15T10:30:01Z"),
        message("a1", "assistant", text("1"), parent="q1", at="2024-01-15T10:30:02Z"),
        message("q2", "human", text("one, edited"), at="2024-01-15T10:30:03Z"),
        message("a2", "assistant", text("1!"), parent="q2", at="2024-01-15T10:30:04Z"),
        message("a3", "assistant", text("1, again"), parent="q1", at="2024-01-15T10:30:05Z"),
    ]
    path = write(tmp_path / "conversations.json", [conversation(messages)])
    assert lines(read_all(path).only) == [
        " user: one",
        "   assistant: 1",
        " user: one, edited",
        "   assistant: 1!",
        ">  assistant: 1, again",
    ]
    write(path, [conversation(messages, current_leaf_message_uuid="a2")])
    assert read_all(path).only.shown == 4


def test_an_export_without_branches_is_one_row(tmp_path, read_all, lines):
    messages = [
        message("q", "human", parent=None, text="asked") | {"content": []},
        message("a", "assistant", text("answered"), parent=None),
        message("r", "human", text("again"), parent=None),
    ]
    record = read_all(write_zip(tmp_path / "export.zip", [conversation(messages)])).only
    assert lines(record) == [" user: asked", "   assistant: answered", ">    user: again"]
    assert sniff(tmp_path / "export.zip") == "claude"


def test_thinking_tools_and_artifacts_keep_their_words(tmp_path, read_all):
    blocks = [
        {
            "type": "thinking",
            "thinking": "let me look",
            "start_timestamp": "2024-01-15T10:30:45Z",
            "stop_timestamp": "2024-01-15T10:30:48.500Z",
            "summaries": [],
        },
        {"type": "tool_use", "name": "web_search", "input": {"query": "섬"}},
        {
            "type": "tool_result",
            "name": "web_search",
            "content": [{"type": "text", "text": "found"}],
            "is_error": False,
        },
        {
            "type": "tool_use",
            "name": "artifacts",
            "input": {"command": "create", "title": "Page", "language": "html", "content": "<p>hi</p>"},
        },
        {"type": "token_budget"},
        text("Here it is."),
        {"type": "voice_note", "title": "Note", "text": "spoken"},
    ]
    messages = [
        message("q", "human", text("?")),
        message("a", "assistant", *blocks[:0], parent="q") | {"content": blocks},
    ]
    reply = read_all(write(tmp_path / "conversations.json", [conversation(messages)])).only.messages[1]
    assert (reply.reasoning, reply.reasoning_seconds) == ("let me look", 3.5)
    assert reply.text == (
        '**web_search**\n\n```json\n{\n  "query": "섬"\n}\n```\n\n```\nfound\n```\n\n'
        "**Page**\n\n```html\n<p>hi</p>\n```\n\nHere it is.\n\nNote\n\nspoken"
    )


def test_attachments_bring_their_text_and_files_their_name(tmp_path, read_all):
    attached = [
        {"file_name": "메모.txt", "file_size": 6, "file_type": "txt", "extracted_content": "내용"},
        {"file_name": "", "file_size": 6, "file_type": "txt", "extracted_content": "pasted"},
    ]
    files = [{"file_name": "photo.png"}, {"file_name": "메모.txt"}]
    messages = [message("q", "human", attachments=attached, files=files)]
    record = read_all(write(tmp_path / "conversations.json", [conversation(messages)])).only
    assert record.messages[0].attachments == (
        Attachment("메모.txt", "내용"),
        Attachment("paste.txt", "pasted"),
        Attachment("photo.png", ""),
    )


def test_projects_and_stars_are_kept(tmp_path, read_all):
    told = conversation(
        [message("q", "human", text("?"))], project={"uuid": "p", "name": "공부"}, is_starred=True, name=""
    )
    record = read_all(write(tmp_path / "conversations.json", [told])).only
    assert (record.folder, record.pinned_at) == ("공부", record.updated_at)
    assert (record.title, record.title_source) == ("?", "question")


def test_an_empty_conversation_is_told(tmp_path, read_all):
    told = [conversation([], name="Nothing"), conversation([message("q", "human", text("?"))])]
    done = read_all(write(tmp_path / "conversations.json", told))
    assert len(done.records) == 1
    assert [(one.title, one.fault.code) for one in done.skipped] == [("Nothing", "import_record_empty")]
