"""A real small chat model answers in the window, where `DESKTOP_CHAT_TEST_MODEL` names one."""

import os

import pytest

MODEL = os.environ.get("DESKTOP_CHAT_TEST_MODEL", "")
SETTINGS = """
[language]
language = "en"
[generation]
max_tokens = 40
[generation.sampler]
temperature = 0.0
"""
MINUTE = 60_000

pytestmark = pytest.mark.skipif(not MODEL, reason="DESKTOP_CHAT_TEST_MODEL names no model")


@pytest.fixture
def answer(person):
    person.write_settings(SETTINGS)
    person.start(MODEL)
    person.qtbot.waitUntil(lambda: person.state_of(MODEL) == "ready", timeout=MINUTE)

    def ask(question):
        wanted = len(person.ended) + 1
        person.send(question)
        person.qtbot.waitUntil(lambda: len(person.ended) >= wanted, timeout=MINUTE)
        return person.ended[-1]

    return ask


def test_it_answers_in_english_and_korean_in_one_conversation(answer, person):
    english = answer("What is the capital of South Korea? Answer in one short sentence.")
    assert "Seoul" in english.text
    korean = answer("한국의 수도는 어디인가요? 한 문장으로 답하세요.")
    assert korean.text.startswith("한국의 수도는")
    assert korean.timings.reused_tokens > english.timings.prompt_tokens
    assert korean.text in person.shown()[-1]


def test_it_answers_the_same_when_asked_again_without_chance(answer, person):
    first = answer("Count from one to five in words.")
    person.app.conversation.retry(first.id)
    person.qtbot.waitUntil(lambda: len(person.ended) == 2, timeout=MINUTE)
    assert person.ended[-1].text == first.text != ""
