"""What a screen reader is told of every surface: each thing that can be used has a name and a role."""

import pytest

from tests.app.surfaces import SURFACES, write_conversations
from tests.support.accessible_tree import dump, faults, nodes


@pytest.fixture
def reader(person):
    """A person with conversations, whose app has started."""
    write_conversations(person)
    person.start()
    return person


@pytest.mark.parametrize("surface", SURFACES)
def test_everything_that_can_be_used_has_a_name_and_a_role(reader, surface):
    for window in SURFACES[surface](reader):
        tree = nodes(window)
        wrong = faults(tree)
        assert not wrong, "\n".join([*wrong, "", dump(tree)])
