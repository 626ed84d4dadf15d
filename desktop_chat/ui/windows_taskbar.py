"""Progress on a window's button in the taskbar of Windows: the COM interface ITaskbarList3.

https://learn.microsoft.com/windows/win32/api/shobjidl_core/nn-shobjidl_core-itaskbarlist3
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Final

assert sys.platform == "win32"

# CLSID_TaskbarList and IID_ITaskbarList3
_CLASS: Final = "{56FDF344-FD6D-11D0-958A-006097C9A090}"
_INTERFACE: Final = "{EA1AFB91-9E28-4B86-90E9-9E9F8A5EEFAF}"
_IN_PROCESS: Final = 1  # CLSCTX_INPROC_SERVER

# Places in the table of ITaskbarList3, which begins with those of IUnknown.
_INITIALISE: Final = 3
_SET_VALUE: Final = 9
_SET_STATE: Final = 10

_NO_PROGRESS: Final = 0  # TBPF_NOPROGRESS; setting a value shows the bar again
_STEPS: Final = 1000

_ole32 = ctypes.OleDLL("ole32")  # raises OSError where a call fails


class _Guid(ctypes.Structure):
    _fields_ = (
        ("Data1", wintypes.DWORD),
        ("Data2", wintypes.WORD),
        ("Data3", wintypes.WORD),
        ("Data4", ctypes.c_ubyte * 8),
    )


class WindowsTaskbar:
    """The taskbar's button of a window.

    COM is initialised on Qt's main thread, where this is used. The interface is kept until the process ends:
    given back after Qt has left COM, it could take the process down.
    """

    def __init__(self, window: int) -> None:
        """Take a window by its handle; raises `OSError` where there is no taskbar."""
        self._window = wintypes.HWND(window)
        self._list = ctypes.c_void_p()
        class_id, interface_id = _guid(_CLASS), _guid(_INTERFACE)
        _ole32.CoCreateInstance(
            ctypes.byref(class_id), None, _IN_PROCESS, ctypes.byref(interface_id), ctypes.byref(self._list)
        )
        self._call(_INITIALISE)

    def show(self, share: float | None) -> None:
        """Show a share from 0 to 1, or nothing; raises `OSError`."""
        if share is None:
            self._call(_SET_STATE, self._window, ctypes.c_int(_NO_PROGRESS))
        else:
            done, total = ctypes.c_ulonglong(round(share * _STEPS)), ctypes.c_ulonglong(_STEPS)
            self._call(_SET_VALUE, self._window, done, total)

    def _call(self, place: int, *values: ctypes._SimpleCData) -> None:
        """Call a method by its place in the table; raises `OSError` for an HRESULT that is a failure."""
        table = ctypes.cast(self._list, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
        kinds = (type(value) for value in values)
        method = ctypes.WINFUNCTYPE(ctypes.HRESULT, ctypes.c_void_p, *kinds)(table[place])
        method(self._list, *values)


def _guid(text: str) -> _Guid:
    found = _Guid()
    _ole32.CLSIDFromString(text, ctypes.byref(found))
    return found
