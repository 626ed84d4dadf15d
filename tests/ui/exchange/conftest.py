import pytest

from tests.app.conftest import user_home  # noqa: F401  a fixture of these tests too
from tests.ui.exchange.person import Carrier


@pytest.fixture
def person(qtbot, qapp, home, user_home):  # noqa: F811
    """A person whose app is started, without a model."""
    person = Carrier(qtbot, qapp)
    person.start()
    yield person
    person.leave()
