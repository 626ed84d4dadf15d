"""Importing without a pause between the steps."""

from desktop_chat.chat.importing.carrying import import_steps
from desktop_chat.chat.importing.preview import preview_steps
from desktop_chat.chat.importing.read import found_in, read_inputs
from tests.support.steps import result_of


def read(path):
    """Give what is in a file or folder."""
    with found_in(path) as inputs:
        yield from read_inputs(inputs, path.name)


def preview(store, path):
    """Look at a file or folder."""
    with found_in(path) as inputs:
        return result_of(preview_steps(store, inputs, path.name))


def carry_out(store, path, chosen=None):
    """Import a file or folder: what is chosen, or all that is new."""
    with found_in(path) as inputs:
        return result_of(import_steps(store, inputs, path.name, chosen))
