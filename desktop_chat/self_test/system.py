"""What this PC is, and what the app is on it; nothing of it tells whose PC it is."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from desktop_chat import __version__
from desktop_chat.faults import FaultError
from desktop_chat.models.hardware import cpu_name, read_hardware
from desktop_chat.models.library import Library
from desktop_chat.models.sizes import readable_size
from desktop_chat.paths import Paths
from desktop_chat.self_test.result import Check, Fact


def check_system(paths: Paths) -> Check:
    """Tell versions, processor and memory; of models only how many there are. Nothing of it can fail."""
    hardware = read_hardware()
    memory, free = readable_size(hardware.memory_total), readable_size(hardware.memory_available)
    facts = (
        Fact(
            "App", " · ".join(filter(None, (__version__, _form(), "portable" if paths.is_portable else "")))
        ),
        Fact("System", system_name()),
        Fact("Python", f"{platform.python_version()} {platform.machine()}"),
        Fact("Processor", cpu_name()),
        Fact("Cores", f"{hardware.physical_cores} / {hardware.logical_cores}"),
        Fact("Memory", f"{memory} ({free} free)"),
        Fact("Models on the list", _models(paths)),
    )
    return Check("system", facts=facts)


def system_name() -> str:
    """Give the operating system's name and version."""
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        name = ""
    return " · ".join(filter(None, (name, platform.platform())))


def _form() -> str:
    return "packaged" if getattr(sys, "frozen", False) else "from source"


def _models(paths: Paths) -> str:
    try:
        models = Library(paths.library_file).listed()
    except FaultError:
        return "?"
    there = sum(Path(model.path).exists() for model in models)
    return f"{len(models)}" if there == len(models) else f"{there} / {len(models)}"
