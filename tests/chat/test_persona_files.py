import json

import pytest

from desktop_chat.chat.persona_files import decode_personas, encode_persona
from desktop_chat.chat.personas import Persona
from desktop_chat.faults import FaultError
from desktop_chat.settings import GenerationOverrides

TUTOR = Persona(
    key="own:3",
    name="선생님",
    sign="🎓",
    about="차근차근",
    settings=GenerationOverrides(temperature=0.25, max_tokens=0, system_prompt="오늘은 {{date}}입니다."),
    model="C:\\Users\\민지\\models\\qwen.gguf",
    starters=("분수란?", "두 줄\n짜리"),
    greeting="무엇을 배울까요?",
    position=4.0,
)


def code_of(content):
    with pytest.raises(FaultError) as caught:
        decode_personas(content, "x.json")
    return caught.value.fault.code


def test_a_persona_comes_back_from_its_file_without_what_is_of_this_pc():
    content = encode_persona(TUTOR)
    (read,) = decode_personas(content, "x.json")
    assert read == Persona(
        "", "선생님", "🎓", "차근차근", TUTOR.settings, "qwen.gguf", TUTOR.starters, "무엇을 배울까요?"
    )
    assert "민지" not in content.decode()
    assert json.loads(content)["format"] == "desktop-chat"


def test_the_personas_of_a_whole_export_are_read_too():
    table = json.loads(encode_persona(TUTOR))
    table["conversations"] = [{"created_at": 1, "updated_at": 2}]
    table["personas"].append({"key": "own:9", "name": "b"})
    read = decode_personas(json.dumps(table).encode("utf-8-sig"), "x.json")
    assert [(one.key, one.name) for one in read] == [("", "선생님"), ("", "b")]


def test_half_of_a_character_does_not_keep_a_persona_from_being_shared():
    (read,) = decode_personas(encode_persona(Persona("", "a\ud83d")), "x.json")
    assert read.name == "a?"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "personas_unreadable"),
        (b"\xff\xfe", "personas_unreadable"),
        (b"[]", "personas_unreadable"),
        (b'{"format":"other","version":1,"personas":[{"key":"","name":"a"}]}', "personas_unreadable"),
        (b'{"format":"desktop-chat","version":2,"personas":[{"key":"","name":"a"}]}', "personas_newer"),
        (b'{"format":"desktop-chat","version":1}', "personas_missing"),
    ],
)
def test_what_is_no_file_with_personas_is_refused(content, code):
    assert code_of(content) == code
