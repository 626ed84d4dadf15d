import pytest
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.engine_service import COLD
from desktop_chat.ui.top_bar import TopBar

LONG = "A persona with a name that goes on and on and on"


@pytest.fixture
def bar(qtbot, theme_manager):
    bar = TopBar(theme_manager, QWidget())
    qtbot.addWidget(bar)
    bar.set_model("A model with a rather long name 7B Instruct Q4_K_M", COLD)
    bar.resize(1000, 52)
    bar.show()
    return bar


def test_the_persona_in_use_is_named_in_full_for_screen_readers(bar):
    bar.set_persona("", LONG)
    assert bar.persona_button.text().endswith("…")
    assert bar.persona_button.accessibleName() == f"Persona: {LONG}"
    bar.set_persona("", "")
    assert (bar.persona_button.text(), bar.persona_button.accessibleName()) == ("", "Persona: none")


@pytest.mark.parametrize("width", [376, 520, 636, 1016, 1600])
def test_everything_fits_into_a_window_of_any_width(bar, width):
    bar.set_persona("가", LONG)
    bar.resize(width, 52)
    assert bar.width() == width
    right = [each.mapTo(bar, each.rect().topRight()).x() for each in (bar.persona_button, bar.menu_button)]
    assert max(right) < width
    assert bar.model_button.geometry().right() < bar.persona_button.x()


def test_in_a_narrow_window_the_sign_stands_for_the_persona(bar):
    bar.set_persona("가", "Tutor")
    assert bar.persona_button.text() == "가  Tutor"
    bar.resize(400, 52)
    assert bar.persona_button.text() == "가"


def test_the_personas_are_asked_for(bar, qtbot):
    with qtbot.waitSignal(bar.personas_requested):
        bar.persona_button.click()
