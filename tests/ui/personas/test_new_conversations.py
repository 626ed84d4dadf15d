import pytest

from desktop_chat.chat.personas import Persona
from desktop_chat.settings import ChatSettings, Settings
from tests.ui.desk import Desk


@pytest.fixture
def desk(qtbot):
    desk = Desk()
    desk.personas["own:1"] = Persona("own:1", "Tutor", model="/m/tutor.gguf")
    desk.personas["own:2"] = Persona("own:2", "Coder")
    yield desk
    desk.close()


def begin_with(desk, key):
    desk.setups.use(Settings(chat=ChatSettings(persona=key)))
    desk.conversation.new("/m/other.gguf")
    return desk.conversation.persona, desk.conversation.model


def test_new_conversations_begin_with_the_usual_persona_and_its_model(desk):
    assert begin_with(desk, "own:1") == ("own:1", "/m/tutor.gguf")


def test_a_persona_without_a_model_of_its_own_leaves_the_chosen_one(desk):
    assert begin_with(desk, "own:2") == ("own:2", "/m/other.gguf")


def test_a_usual_persona_that_is_gone_is_none(desk):
    assert begin_with(desk, "own:9") == ("", "/m/other.gguf")
