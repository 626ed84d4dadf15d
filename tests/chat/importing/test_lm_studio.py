"""LM Studio's conversations: versions, steps, thinking, folders and settings."""

from desktop_chat.chat.importing.inputs import sniff
from desktop_chat.chat.messages import Attachment
from tests.support.other_apps.lm_studio import block, reply, thinking, user, write


def test_a_conversation_is_read_whole(tmp_path, read_all, lines):
    stats = {
        "promptTokensCount": 30,
        "predictedTokensCount": 50,
        "tokensPerSecond": 25.0,
        "timeToFirstTokenSec": 0.5,
        "stopReason": "eosFound",
    }
    info = {"indexedModelIdentifier": "qwen/q8.gguf", "identifier": "qwen/qwen3-4b", "stats": stats}
    steps = [
        thinking("hm", 19.35),
        block("It is.", genInfo=info),
        {"type": "debugInfoBlock", "debugInfo": "x"},
    ]
    path = write(tmp_path, "1748000000123", [user("무엇?"), reply(steps)])
    record = read_all(path).only
    assert lines(record) == [" user: 무엇?", ">  assistant: It is."]
    assert (record.title, record.model, record.source) == (
        "Spreadsheet",
        "qwen/qwen3-4b",
        "lm-studio:1748000000123",
    )
    assert (record.created_at, record.updated_at) == (1_748_000_000.123, 1_748_000_200.0)
    answer = record.messages[1]
    assert (answer.reasoning, answer.reasoning_seconds, answer.model) == ("hm", 19.35, "qwen/qwen3-4b")
    assert (
        answer.timings.reply_tokens,
        answer.timings.reply_seconds,
        answer.timings.first_token_seconds,
    ) == (50, 2.0, 0.5)


def test_all_versions_are_kept_below_the_chosen_one(tmp_path, read_all, lines):
    messages = [
        user("one", "one, edited"),
        reply([block("1")], [block("2")], [block("3")], chosen=1),
        user("more"),
    ]
    messages[0]["currentlySelected"] = 1
    assert lines(read_all(write(tmp_path, "a", messages)).only) == [
        " user: one",
        " user: one, edited",
        "   assistant: 1",
        "   assistant: 2",
        "   assistant: 3",
        ">    user: more",
    ]


def test_a_choice_that_cannot_be_is_taken_for_the_last(tmp_path, read_all):
    messages = [
        user("a", "b"),
        reply([block("1")], chosen=9),
        reply([], chosen=-3),
        {"versions": []},
        42,
        user("end"),
    ]
    record = read_all(write(tmp_path, "a", messages)).only
    assert record.messages[-1].text == "end"


def test_tools_are_kept_with_what_they_answered(tmp_path, read_all):
    request = {"type": "toolCallRequest", "callId": 1, "name": "js", "parameters": {"code": "1"}}
    steps = [
        {"type": "contentBlock", "content": [request]},
        {"type": "toolStatus", "callId": 1, "statusState": {}},
        {"type": "contentBlock", "content": [{"type": "toolCallResult", "content": "1"}]},
        block("One."),
    ]
    text = read_all(write(tmp_path, "a", [user("?"), reply(steps)])).only.messages[1].text
    assert text == '**js**\n\n```json\n{\n  "code": "1"\n}\n```\n\n```\n1\n```\n\nOne.'


def test_folders_pins_prompts_and_settings_are_kept(tmp_path, read_all):
    fields = [
        {"key": "llm.prediction.systemPrompt", "value": "Be brief"},
        {"key": "llm.prediction.temperature", "value": 0.25},
        {"key": "llm.prediction.topPSampling", "value": {"checked": True, "value": 0.5}},
        {"key": "llm.prediction.maxPredictedTokens", "value": {"checked": False, "value": 100}},
    ]
    write(
        tmp_path, "일/2024/1", [user("?")], pinned=True, perChatPredictionConfig={"fields": fields}, name=None
    )
    record = read_all(tmp_path).only
    assert (record.folder, record.source, record.title) == ("일/2024", "lm-studio:일/2024/1", "?")
    assert (record.system_prompt, record.pinned_at) == ("Be brief", record.updated_at)
    assert (record.settings.temperature, record.settings.top_p, record.settings.max_tokens) == (
        0.25,
        0.5,
        None,
    )


def test_the_folder_of_the_app_can_be_chosen_and_files_are_named(tmp_path, read_all):
    write(tmp_path / "conversations", "1", [user("see", files=("notes.txt",))])
    (tmp_path / "config.json").write_text("{}")
    assert sniff(tmp_path) == "lm-studio"
    assert read_all(tmp_path).only.messages[0].attachments == (Attachment("notes.txt", ""),)


def test_damaged_and_empty_files_are_told(tmp_path, read_all):
    write(tmp_path, "1", [])
    write(tmp_path, "2", [user("good")])
    (tmp_path / "3.conversation.json").write_text('{"messages": [')
    (tmp_path / "4.conversation.json").write_text("[1, 2]")
    done = read_all(tmp_path)
    assert [record.messages[0].text for record in done.records] == ["good"]
    assert [one.fault.code for one in done.skipped] == [
        "import_record_empty",
        "import_record_broken",
        "import_record_empty",
    ]
    assert read_all(tmp_path / "1.conversation.json").skipped[0].fault.code == "import_record_empty"
