import pytest
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.personas import Persona
from desktop_chat.settings import GenerationOverrides
from desktop_chat.ui.palette.actions import ModelChoice
from desktop_chat.ui.personas.sharing import PersonaSharing

SETTINGS = GenerationOverrides(temperature=0.2, system_prompt="짧게")


@pytest.fixture
def sharing(qtbot, service):
    above = QWidget()
    qtbot.addWidget(above)
    return PersonaSharing(above, service, [ModelChoice("/here/qwen.gguf", "Qwen")])


def test_a_persona_that_was_saved_is_added_again_with_the_model_of_this_pc(qtbot, sharing, service, tmp_path):
    file = tmp_path / "번역.json"
    with qtbot.waitSignal(sharing.told) as told:
        sharing.write(file, Persona("own:9", "번역", "🌐", settings=SETTINGS, model="/there/qwen.gguf"))
    assert told.args == ["Saved as “번역.json”."]
    with qtbot.waitSignal(sharing.added) as added:
        sharing.read([file])
    assert added.args[0].settings == SETTINGS
    assert service.own == (added.args[0],)
    assert service.own[0].model == "/here/qwen.gguf"


@pytest.mark.parametrize(
    ("name", "said"), [("nonsense.json", "no file with personas"), ("gone.json", "could not be read")]
)
def test_what_cannot_be_read_is_said_in_a_sentence(qtbot, sharing, tmp_path, name, said):
    (tmp_path / "nonsense.json").write_text("nonsense")
    with qtbot.assertNotEmitted(sharing.added), qtbot.waitSignal(sharing.told) as told:
        sharing.read([tmp_path / name])
    assert said in told.args[0]


def test_what_cannot_be_written_is_said_in_a_sentence(qtbot, sharing, tmp_path):
    (tmp_path / "file").write_text("x")
    with qtbot.waitSignal(sharing.told) as told:
        sharing.write(tmp_path / "file" / "x.json", Persona("", "a"))
    assert "could not be written" in told.args[0]
