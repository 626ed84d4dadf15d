"""ChatGPT's account export: trees, several kinds of content, what is hidden, and what cannot be read."""

import json

import pytest

from desktop_chat.chat.importing.inputs import sniff
from desktop_chat.chat.messages import Attachment
from tests.support.other_apps.chatgpt import conversation, node, write, write_zip


def talk(*nodes, current=None, **fields):
    root = node("root", None, None)
    return conversation([root, *nodes], current or nodes[-1]["id"], **fields)


@pytest.fixture
def read_one(tmp_path, read_all):
    def read(*nodes, **fields):
        return read_all(write(tmp_path / "conversations.json", [talk(*nodes, **fields)])).only

    return read


def test_an_ordinary_conversation_is_read_whole(read_one, lines):
    record = read_one(
        node("s", "root", "system", at=None, is_visually_hidden_from_conversation=True),
        node("q", "s", "user", "제주도 어디가 좋아?", at=1_700_000_001.5),
        node("a", "q", "assistant", "성산일출봉입니다.", at=1_700_000_009.25, model_slug="gpt-4o"),
    )
    assert lines(record) == [" user: 제주도 어디가 좋아?", ">  assistant: 성산일출봉입니다."]
    assert (record.title, record.title_source) == ("제주도 여행", "model")
    assert (record.created_at, record.updated_at) == (1_700_000_000.5, 1_700_000_900.25)
    assert [one.created_at for one in record.messages] == [1_700_000_001.5, 1_700_000_009.25]
    assert (record.model, record.messages[1].model) == ("gpt-4o", "gpt-4o")
    assert record.source == "chatgpt:68306281-e8e4-400d-a055-880d41761017"
    assert (record.pinned_at, record.archived_at, record.system_prompt) == (None, None, "")


def test_all_versions_are_kept_and_the_shown_branch_is_shown(read_one, lines):
    record = read_one(
        node("q1", "root", "user", "first wording", at=1),
        node("a1", "q1", "assistant", "answer one", at=2),
        node("a2", "q1", "assistant", "answer two", at=3),
        node("u", "a2", "user", "go on", at=4),
        node("q2", "root", "user", "second wording", at=5),
        node("a3", "q2", "assistant", "answer three", at=6),
        current="a1",
    )
    assert lines(record) == [
        " user: first wording",
        ">  assistant: answer one",
        "   assistant: answer two",
        "     user: go on",
        " user: second wording",
        "   assistant: answer three",
    ]


def test_thinking_tools_and_the_answer_become_one_reply(read_one, lines):
    thoughts = {
        "content_type": "thoughts",
        "thoughts": [
            {"summary": "상태 정리", "content": "먼저 본다.", "chunks": [], "finished": True},
            {"summary": "Next", "content": "Then I count.", "chunks": [], "finished": True},
        ],
        "source_analysis_msg_id": "x",
    }
    recap = {"content_type": "reasoning_recap", "content": "8s 동안 생각함"}
    code = {"content_type": "code", "language": "python", "response_format_name": None, "text": "print(1)"}
    output = {"content_type": "execution_output", "text": "1\n"}
    record = read_one(
        node("q", "root", "user", "count", at=1),
        node("h", "q", "system", at=2, is_visually_hidden_from_conversation=True),
        node("t", "h", "assistant", thoughts, at=3, model_slug="gpt-5-thinking"),
        node("r", "t", "assistant", recap, at=4, finished_duration_sec=8),
        node("c", "r", "assistant", code, at=5, recipient="python"),
        node("o", "c", "tool", output, at=6, name="python"),
        node("a", "o", "assistant", "It is 1.", at=7, model_slug="gpt-5-thinking"),
        default_model_slug="auto",
    )
    assert [one.role for one in record.messages] == ["user", "assistant"]
    reply = record.messages[1]
    assert reply.text == "```python\nprint(1)\n```\n\n```\n1\n```\n\nIt is 1."
    assert reply.reasoning == "**상태 정리**\n\n먼저 본다.\n\n**Next**\n\nThen I count."
    assert (reply.reasoning_seconds, reply.created_at, reply.model) == (8, 3, "gpt-5-thinking")
    assert (record.shown, record.model) == (2, "gpt-5-thinking")


def test_a_branch_within_a_reply_gives_versions_that_each_begin_alike(read_one, lines):
    record = read_one(
        node("q", "root", "user", "?", at=1),
        node("a", "q", "assistant", "begin", at=2),
        node("b", "a", "assistant", "end one", at=3),
        node("c", "a", "assistant", "end two", at=4),
        node("u", "a", "user", "wait", at=5),
        current="b",
    )
    assert sorted(lines(record)) == sorted(
        [
            " user: ?",
            ">  assistant: begin\n\nend one",
            "   assistant: begin\n\nend two",
            "   assistant: begin",
            "     user: wait",
        ]
    )


def test_what_the_user_told_beforehand_becomes_the_system_prompt(read_one):
    context = {
        "content_type": "user_editable_context",
        "user_profile": "I live in Seoul",
        "user_instructions": "Be brief",
    }
    told = {"about_user_message": "I live in Busan", "about_model_message": "Be kind"}
    memory = {
        "content_type": "model_editable_context",
        "model_set_context": "1. Likes tea",
        "repository": None,
    }
    record = read_one(
        node("s", "root", "system", "You are a custom GPT."),
        node("c", "s", "user", context, user_context_message_data=told, is_user_system_message=True),
        node("m", "c", "assistant", memory),
        node("q", "m", "user", "hi", at=1),
        node("a", "q", "assistant", "hello", at=2),
    )
    assert record.system_prompt == "You are a custom GPT.\n\nI live in Busan\n\nBe kind\n\n1. Likes tea"
    assert [one.text for one in record.messages] == ["hi", "hello"]


def test_pictures_recordings_and_files_leave_a_trace(read_one):
    parts = [
        {
            "content_type": "image_asset_pointer",
            "asset_pointer": "file-service://file-abc",
            "width": 10,
            "height": 10,
        },
        {"content_type": "audio_transcription", "text": "what I said", "direction": "in"},
        {"content_type": "audio_asset_pointer", "asset_pointer": "file-service://file-def"},
        "what is this?",
    ]
    files = [{"id": "file-abc", "name": "사진.png", "size": 10}, {"id": "file-xyz", "name": "notes.pdf"}]
    record = read_one(
        node(
            "q", "root", "user", {"content_type": "multimodal_text", "parts": parts}, at=1, attachments=files
        ),
        node("a", "q", "assistant", "a cat", at=2),
    )
    assert record.messages[0].text == "![](file-service://file-abc)\n\nwhat I said\n\nwhat is this?"
    assert record.messages[0].attachments == (Attachment("사진.png", ""), Attachment("notes.pdf", ""))


def test_browsing_quotes_and_unknown_contents_keep_their_words(read_one):
    quote = {
        "content_type": "tether_quote",
        "url": "https://a.example",
        "domain": "a.example",
        "text": "said",
        "title": "A",
    }
    display = {
        "content_type": "tether_browsing_display",
        "result": "found it",
        "summary": "looked",
        "assets": None,
    }
    record = read_one(
        node("q", "root", "user", "?", at=1),
        node("b", "q", "tool", quote, at=2),
        node("c", "b", "tool", display, at=3),
        node("d", "c", "assistant", {"content_type": "something_new", "text": "new words"}, at=4),
        node("e", "d", "assistant", {"content_type": "system_error", "name": "E", "text": "it broke"}, at=5),
    )
    assert (
        record.messages[1].text
        == "[A](https://a.example)\n\nsaid\n\nlooked\n\nfound it\n\nnew words\n\nit broke"
    )


def test_marks_of_references_become_links(read_one):
    mark = "\ue200cite\ue202turn0search0\ue201"
    references = [
        {"matched_text": mark, "alt": "([A](https://a.example))", "type": "grouped_webpages"},
        {"matched_text": " ", "alt": None, "type": "sources_footnote"},
    ]
    record = read_one(
        node("q", "root", "user", "?", at=1),
        node(
            "a",
            "q",
            "assistant",
            f"So it is. {mark} And \ue200navlist\ue202x\ue201more.",
            at=2,
            content_references=references,
        ),
    )
    assert record.messages[1].text == "So it is. ([A](https://a.example)) And more."


def test_stopped_and_cut_replies_are_known_as_such(read_one):
    record = read_one(
        node("q", "root", "user", "?", at=1),
        node("a", "q", "assistant", "stop", at=2, finish_details={"type": "interrupted"}),
        node("b", "q", "assistant", "cut", at=3, status="in_progress"),
    )
    assert [one.state for one in record.messages] == ["done", "stopped", "cut"]


def test_stars_and_the_archive_are_kept(read_one):
    record = read_one(node("q", "root", "user", "?", at=1), is_starred=True, is_archived=True)
    assert record.pinned_at == record.archived_at == record.updated_at


@pytest.mark.parametrize("parts", [1, 3])
def test_the_zip_is_read_as_it_is(tmp_path, read_all, parts):
    lists = [
        [
            talk(node("q", "root", "user", f"{part}.{number}", at=1), conversation_id=f"{part}.{number}")
            for number in range(2)
        ]
        for part in range(parts)
    ]
    path = write_zip(tmp_path / "export.zip", *lists)
    assert sniff(path) == "chatgpt"
    done = read_all(path)
    assert [one.messages[0].text for one in done.records] == [
        f"{part}.{number}" for part in range(parts) for number in range(2)
    ]
    assert [one.fraction for one in done.found] == sorted(one.fraction for one in done.found)
    assert done.found[-1].fraction > 0.99


def test_the_unpacked_folder_is_read_too(tmp_path, read_all):
    write(
        tmp_path / "conversations-000.json",
        [talk(node("q", "root", "user", "one", at=1), conversation_id="1")],
    )
    write(
        tmp_path / "conversations-001.json",
        [talk(node("q", "root", "user", "two", at=1), conversation_id="2")],
    )
    assert sniff(tmp_path) == "chatgpt"
    assert [one.messages[0].text for one in read_all(tmp_path).records] == ["one", "two"]


@pytest.mark.parametrize(
    "broken",
    [
        None,
        5,
        "text",
        [],
        {},
        {"mapping": []},
        {"mapping": {}},
        {"mapping": {"a": None, "b": 3, "c": {"message": "no"}}},
        {"mapping": {"a": {"message": {"author": {"role": "user"}, "content": {"parts": [None, 3, {}]}}}}},
        {
            "title": ["x"],
            "create_time": "soon",
            "mapping": {"a": {"parent": {}, "children": 3}},
            "current_node": 7,
        },
    ],
)
def test_a_conversation_that_cannot_be_read_is_told_and_the_others_come_in(tmp_path, read_all, broken):
    good = talk(node("q", "root", "user", "good", at=1))
    done = read_all(write(tmp_path / "conversations.json", [good, broken, good]))
    assert [one.messages[0].text for one in done.records] == ["good", "good"]
    assert [one.fault.code in {"import_record_broken", "import_record_empty"} for one in done.skipped] == [
        True
    ]


@pytest.mark.parametrize("time", [None, -1, 0, 1e300, "2023-01-01", [], True])
def test_odd_times_do_not_matter(read_one, time):
    record = read_one(
        node("q", "root", "user", "?", at=time),
        node("a", "q", "assistant", "!", at=time),
        create_time=time,
        update_time=time,
    )
    assert [one.text for one in record.messages] == ["?", "!"]
    assert record.created_at <= record.updated_at


def test_times_written_in_milliseconds_are_understood(read_one):
    record = read_one(node("q", "root", "user", "?", at=1_700_000_000_500), create_time=1_700_000_000_250)
    assert (record.created_at, record.messages[0].created_at) == (1_700_000_000.25, 1_700_000_000.5)


def test_circles_orphans_and_repeats_in_a_tree_lose_no_message(read_one):
    nodes = [
        node(key, parent, "user", key, at=number)
        for number, (key, parent) in enumerate(
            [("a", "root"), ("b", "c"), ("c", "b"), ("d", "d"), ("e", "nobody"), ("f", "a")]
        )
    ]
    record = read_one(*nodes)
    assert sorted(one.text for one in record.messages) == ["a", "b", "c", "d", "e", "f"]
    assert all(one.parent is None or one.parent < one.id for one in record.messages)


def test_a_tree_of_ten_thousand_levels_is_read(read_one):
    nodes = [node("0", "root", "user", "0", at=0)]
    nodes += [
        node(str(n), str(n - 1), "assistant" if n % 2 else "user", str(n), at=n) for n in range(1, 10_000)
    ]
    assert len(read_one(*nodes).messages) == 10_000


def test_a_reply_of_ten_thousand_pieces_is_one_message(read_one):
    nodes = [node("0", "root", "user", "0", at=0)]
    nodes += [node(str(n), str(n - 1), "assistant", str(n), at=n) for n in range(1, 10_000)]
    assert len(read_one(*nodes).messages) == 2


def test_values_that_only_python_writes_are_read(tmp_path, read_all):
    data = json.dumps([talk(node("q", "root", "user", "half \ud83d and nan", at=float("nan")))])
    assert "NaN" in data and "\\ud83d" in data
    path = tmp_path / "conversations.json"
    path.write_text(data)
    assert read_all(path).only.messages[0].text == "half \ufffd and nan"


def test_a_file_that_ends_in_the_middle_gives_what_is_before(tmp_path, read_all):
    path = write(
        tmp_path / "conversations.json", [talk(node("q", "root", "user", str(n), at=1)) for n in range(3)]
    )
    path.write_bytes(path.read_bytes()[:-50])
    done = read_all(path)
    assert [one.messages[0].text for one in done.records] == ["0", "1"]
    assert [one.fault.code for one in done.skipped] == ["import_record_broken"]
