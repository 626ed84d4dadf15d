from string import ascii_letters

import pytest

from desktop_chat.chat.builtin_personas import is_builtin, read_builtin_personas
from desktop_chat.paths import assets_folder

FOLDER = assets_folder() / "personas"
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.toml"))


def personas():
    return [pytest.param(one, id=f"{lang}-{one.key}") for lang in LANGUAGES for one in of(lang)]


def of(language):
    return read_builtin_personas(FOLDER, language)


def test_each_language_of_the_window_has_the_same_personas_in_the_same_order():
    assert LANGUAGES == ["en", "ko"]
    assert [one.key for one in of("en")] == [one.key for one in of("ko")]
    assert len({one.key for one in of("en")}) == len(of("en")) >= 5
    assert all(is_builtin(one.key) for one in of("en"))


def test_what_is_no_text_is_the_same_in_each_language():
    for english, korean in zip(of("en"), of("ko"), strict=True):
        assert (english.sign, english.settings.temperature) == (korean.sign, korean.settings.temperature)
        assert len(english.starters) == len(korean.starters)
        prompts = (english.settings.system_prompt, korean.settings.system_prompt)
        assert len({"{{date}}" in prompt for prompt in prompts}) == 1


@pytest.mark.parametrize("persona", personas())
def test_a_persona_has_all_that_is_shown_of_it(persona):
    assert 0 < len(persona.name) <= 14
    assert 0 < len(persona.about) <= 40
    assert 0 < len(persona.greeting) <= 40
    assert persona.sign
    assert 3 <= len(persona.starters) <= 4
    assert all(0 < len(each) <= 110 for each in persona.starters)


@pytest.mark.parametrize("persona", personas())
def test_instructions_are_short_enough_for_small_models_and_hold_known_variables_only(persona):
    prompt = persona.settings.system_prompt
    assert 200 < len(prompt) < 1200
    assert prompt == prompt.strip()
    assert 0.1 <= persona.settings.temperature <= 0.8
    assert "{" not in prompt.replace("{{date}}", "")


def test_korean_texts_are_korean():
    for one in of("ko"):
        texts = (one.about, one.greeting, one.settings.system_prompt)
        assert all(sum(each in ascii_letters for each in text) < len(text) / 10 for text in texts)


def test_a_file_that_is_not_as_it_should_be_is_refused(tmp_path):
    (tmp_path / "xx.toml").write_text(
        '[[persona]]\nkey = "a"\nname = "A"\n[persona.settings]\ntemperature = 9.0'
    )
    with pytest.raises(ValueError, match="temperature"):
        read_builtin_personas(tmp_path, "xx")
