import pytest

from desktop_chat.settings import Settings
from desktop_chat.ui.settings.editors import biases, biases_text, lines
from desktop_chat.ui.settings.values import bounds, choices, default, read, replaced


def test_replacing_a_value_changes_that_one_alone():
    changed = replaced(Settings(), ("generation", "sampler", "top_k"), 7)
    assert read(changed, ("generation", "sampler", "top_k")) == 7
    assert replaced(changed, ("generation", "sampler", "top_k"), 40) == Settings()


def test_bounds_come_from_the_settings():
    assert bounds(("appearance", "text_scale")) == (0.8, 2.0)


def test_a_text_has_no_bounds():
    with pytest.raises(TypeError):
        bounds(("generation", "system_prompt"))


def test_choices_come_from_the_settings():
    assert set(choices(("appearance", "theme"))) == {"system", "light", "dark"}


def test_the_default_is_what_nobody_set():
    assert default(("engine", "memory_map")) is True


def test_lines_leave_out_empty_ones():
    assert lines("###\n\n  \nEND") == ("###", "END")


def test_biases_written_are_read_back():
    assert biases(biases_text({3: -100.0, 9: 1.5})) == {3: -100.0, 9: 1.5}


@pytest.mark.parametrize("text", ["12", "x = 1", "1 = 101", "-1 = 5", "1 = nan"])
def test_a_bias_that_makes_no_sense_is_refused(text):
    with pytest.raises(ValueError):
        biases(text)
