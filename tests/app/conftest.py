"""What the tests of the whole app share: small models, and a person at the window."""

import pytest

from tests.app.person import Person
from tests.app.speakers import write_speakers


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    """Give the paths of the small models by their names."""
    return write_speakers(tmp_path_factory.mktemp("모델"))


@pytest.fixture
def person(qtbot, qapp, home):
    """A person whose app is not started yet."""
    person = Person(qtbot, qapp)
    yield person
    person.leave()
