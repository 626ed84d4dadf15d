import pytest
from msgspec.structs import replace

from desktop_chat.engine.protocol import SamplerOptions
from desktop_chat.settings import GenerationOverrides, GenerationSettings
from desktop_chat.ui.levels import Levels, value_of

APP = GenerationSettings(SamplerOptions(temperature=0.8), system_prompt="app")
MODEL = replace(APP, sampler=SamplerOptions(temperature=0.6))
NOTHING = GenerationOverrides()


def levels(persona=NOTHING, here=NOTHING, start="app", model=MODEL):
    return Levels(APP, model, start, persona, here)


@pytest.mark.parametrize(
    ("given", "origin", "value"),
    [
        (levels(model=APP), "app", 0.8),
        (levels(), "model", 0.6),
        (levels(GenerationOverrides(temperature=0.6)), "persona", 0.6),
        (levels(GenerationOverrides(temperature=0.4), GenerationOverrides(temperature=0.0)), "here", 0.0),
    ],
)
def test_a_value_comes_from_the_last_level_that_sets_it(given, origin, value):
    assert given.origin("temperature") == origin
    assert value_of(given.in_force(), "temperature") == value


@pytest.mark.parametrize(
    ("given", "origin", "text"),
    [
        (levels(), "app", "app"),
        (levels(start="model", model=replace(MODEL, system_prompt="model")), "model", "model"),
        (levels(start="of before"), "start", "of before"),
        (levels(GenerationOverrides(system_prompt="")), "persona", ""),
        (levels(here=GenerationOverrides(system_prompt="here")), "here", "here"),
    ],
)
def test_instructions_come_from_where_the_conversation_began_unless_set_anew(given, origin, text):
    assert given.origin("system_prompt") == origin
    assert given.in_force().system_prompt == text


def test_what_is_inherited_is_what_is_in_force_without_what_is_set_here():
    persona, here = GenerationOverrides(max_tokens=9), GenerationOverrides(max_tokens=7, thinking="off")
    given = levels(persona, here)
    assert given.inherited() == levels(persona).in_force()
    assert (given.in_force().max_tokens, given.inherited().max_tokens) == (7, 9)
    assert given.origin("thinking") == "here"
    assert given.origin("top_p") == "app"
