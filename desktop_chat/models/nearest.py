"""What is said of a model file that the engine cannot run: why, and which model is nearest."""

from __future__ import annotations

from desktop_chat.faults import Fault
from desktop_chat.models.catalog import Catalog, Unavailable


def explained(fault: Fault, catalog: Catalog) -> Fault:
    """Say of a file of an architecture the engine does not know which model works; any other fault stays."""
    if fault.code != "unsupported_architecture":
        return fault
    architecture = fault.values.get("architecture", "")
    known = catalog.unavailable_for_architecture(architecture)
    names = nearest_names(known, catalog) if known else ()
    if not names:
        return fault
    values = {"name": fault.values.get("name", ""), "architecture": architecture, "nearest": names[0]}
    return Fault("unsupported_model", values)


def nearest_names(unavailable: Unavailable, catalog: Catalog) -> tuple[str, ...]:
    """Give the names of the models that stand in for one, the nearest first."""
    models = map(catalog.model, unavailable.nearest)
    return tuple(model.name for model in models if model is not None)
