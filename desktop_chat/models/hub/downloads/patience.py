"""How long is waited for what, and which faults are waited out."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from desktop_chat.faults import Fault, FaultCode

TRANSIENT: Final[frozenset[FaultCode]] = frozenset(
    {"hub_unreachable", "hub_name_unknown", "hub_stalled", "hub_broken", "hub_busy"}
)
"""What goes away by itself: it is tried again, less and less often."""

PAUSING: Final[frozenset[FaultCode]] = frozenset(
    {"download_disk_full", "download_folder_gone", "download_folder_closed", "model_in_use"}
)
"""What the user can mend: the download is paused until they say so."""


class Patience(Struct, frozen=True):
    """Times in seconds, sizes in bytes."""

    connect: float = 10.0
    stall: float = 30.0  # without a byte, after which a connection is given up
    quiet_tries: int = 3  # of one connection without a byte, before the download tells that it waits
    quiet_wait: float = 0.5  # before the first of them; each next is twice as long
    settle: float = 0.02  # after the first byte, until the speed of one connection is known
    enough: int = 200_000_000  # bytes a second, with which more connections only cost time
    first_wait: float = 2.0  # of a download that waits; each next is twice as long
    longest_wait: float = 300.0
    look: float = 1.0  # how often the disk is looked at
    sync: float = 10.0  # how often the bytes are put on the disk for sure
    jump: float = 15.0  # of the clock, after which the PC is taken to have slept
    reserve: int = 100_000_000  # left free on the disk for everything else

    def wait_before(self, tries: int, fault: Fault) -> float:
        """Give how long to wait after so many tries in a row without a byte; 0 after one that brought some."""
        wait = min(self.longest_wait, self.first_wait * 2.0 ** min(max(0, tries - 1), 20))
        return max(wait, float(fault.values["seconds"])) if fault.code == "hub_busy" else wait
