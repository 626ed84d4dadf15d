"""What every test of the window shares: an application dressed in the theme."""

import pytest

from desktop_chat.ui.style import ThemeManager


@pytest.fixture(scope="session")
def dressed_app(qapp):
    return ThemeManager(qapp, "light")


@pytest.fixture
def theme_manager(dressed_app):
    """The light theme at scale 1, restored after the test."""
    yield dressed_app
    dressed_app.set_appearance("light")
    dressed_app.set_text_scale(1.0)
    dressed_app.set_motion_reduced(False)
