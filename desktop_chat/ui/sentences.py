"""Sentences for people in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_chat.faults import SENTENCES, Fault, fill
from desktop_chat.ui.foreign_text import apart


def sentence(fault: Fault) -> str:
    """Say what happened, what is safe and what to do now."""
    values = {name: apart(value) for name, value in fault.values.items()}
    return fill(QCoreApplication.translate("Fault", SENTENCES[fault.code]), values)


def file_size(size: int) -> str:
    """Give a size in bytes as people write it, such as `4.1 GB` or `638 MB`."""
    decimals = 1 if size >= 999_500_000 else 0
    return QLocale().formattedDataSize(size, decimals, QLocale.DataSizeFormat.DataSizeSIFormat)


def parameter_count(parameters: int) -> str:
    """Give a number of parameters as models are named, such as `7B`; nothing where unknown."""
    if parameters >= 1_000_000_000:
        return f"{parameters / 1e9:.1f}".removesuffix(".0") + "B"
    return f"{round(parameters / 1e6)}M" if parameters else ""
