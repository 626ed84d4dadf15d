"""What is said of files the engine cannot run."""

from __future__ import annotations

from desktop_chat.faults import Fault
from desktop_chat.models.catalog import load_catalog
from desktop_chat.models.nearest import explained, nearest_names


def unsupported(architecture: str) -> Fault:
    return Fault("unsupported_architecture", {"name": "x.gguf", "architecture": architecture})


def test_a_known_kind_of_model_names_the_nearest_that_works() -> None:
    fault = explained(unsupported("gptj"), load_catalog())

    assert fault.code == "unsupported_model"
    assert fault.values == {"name": "x.gguf", "architecture": "gptj", "nearest": "Dolly v2 3B"}
    assert "{" not in fault.sentence()


def test_a_kind_nobody_knows_stays_as_it_was() -> None:
    assert explained(unsupported("한국"), load_catalog()) == unsupported("한국")


def test_other_faults_stay_as_they_were() -> None:
    assert explained(Fault("not_gguf", {"name": "x"}), load_catalog()) == Fault("not_gguf", {"name": "x"})


def test_every_unavailable_model_has_a_nearest_one_of_the_catalog() -> None:
    catalog = load_catalog()

    assert all(nearest_names(one, catalog) for one in catalog.unavailable)
