"""What a failure is told as: for a file the engine cannot run also what would work."""

from __future__ import annotations

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.catalog import load_catalog
from desktop_chat.models.nearest import explained


def explain(fault: Fault) -> Fault:
    """Give the fault to tell; the catalog is read where it can say more."""
    if fault.code != "unsupported_architecture":
        return fault
    try:
        return explained(fault, load_catalog())
    except FaultError:
        return fault
