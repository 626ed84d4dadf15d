"""Whether there is a screen."""

import pytest

from desktop_chat.display import has_display

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="elsewhere there is always one")


@pytest.mark.parametrize(
    "environment",
    [
        {"DISPLAY": ":0"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "offscreen"},
        {"XDG_SESSION_TYPE": "wayland"},
    ],
)
def test_a_desktop_session_or_a_choice_of_ones_own_has_a_screen(environment: dict[str, str]) -> None:
    assert has_display(environment)


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"XDG_SESSION_TYPE": "tty"}])
def test_where_nothing_tells_of_one_there_is_none(environment: dict[str, str]) -> None:
    assert not has_display(environment)
