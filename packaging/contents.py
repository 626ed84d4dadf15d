"""The list of what may be inside the frozen app. What is not named here is left out, and fails the check.

Paths are those inside PyInstaller's folder of contents, with `/` on every system.
"""

from __future__ import annotations

import re
import sys
from fnmatch import fnmatchcase
from typing import Final

QT_MODULES: Final = frozenset({"QtCore", "QtDBus", "QtGui", "QtNetwork", "QtSvg", "QtWidgets"})
"""Qt's modules: the network's is used for a socket between two starts of the app, SVG for the icons."""

QT_PLATFORM_LIBRARIES: Final = frozenset({"QtWaylandClient", "QtXcbQpa"})
"""What Qt's plug-ins for Linux need beside the modules."""

QT_PLUGINS: Final = {
    "linux": frozenset(
        {
            "iconengines/libqsvgicon.so",
            "imageformats/libqsvg.so",
            "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
            "platforminputcontexts/libibusplatforminputcontextplugin.so",
            "platforms/libqoffscreen.so",
            "platforms/libqwayland.so",
            "platforms/libqxcb.so",
            "platformthemes/libqgtk3.so",
            "platformthemes/libqxdgdesktopportal.so",
            "wayland-decoration-client/libadwaita.so",
            "wayland-decoration-client/libbradient.so",
            "wayland-shell-integration/libxdg-shell.so",
        }
    ),
    "win32": frozenset(
        {
            "iconengines/qsvgicon.dll",
            "imageformats/qsvg.dll",
            "platforms/qoffscreen.dll",
            "platforms/qwindows.dll",
            "styles/qmodernwindowsstyle.dll",
        }
    ),
    "darwin": frozenset(
        {
            "iconengines/libqsvgicon.dylib",
            "imageformats/libqsvg.dylib",
            "platforms/libqcocoa.dylib",
            "platforms/libqoffscreen.dylib",
            "styles/libqmacstyle.dylib",
        }
    ),
}
"""Qt's plug-ins by system. `qoffscreen` lets the self-test and scripts run without a display."""

QT_TRANSLATIONS: Final = frozenset({"qtbase_en.qm", "qtbase_ko.qm"})

PACKAGES: Final = frozenset(
    {
        "PySide6",
        "anyio",
        "assets",
        "backports",
        "cryptography",
        "desktop_chat",
        "filelock",
        "h11",
        "httpcore2",
        "httpx2",
        "huggingface_hub",
        "idna",
        "importlib_metadata",
        "jaraco",
        "jeepney",
        "jinja2",
        "keyring",
        "lacking",
        "latex2mathml",
        "lazy_importer",
        "linkify_it",
        "llama_cpp",
        "markdown_it",
        "markupsafe",
        "mdit_py_plugins",
        "mdurl",
        "more_itertools",
        "msgspec",
        "platformdirs",
        "psutil",
        "pygments",
        "secretstorage",
        "send2trash",
        "shiboken6",
        "sniffio",
        "system_libraries",
        "tomli_w",
        "tqdm",
        "truststore",
        "typing_extensions",
        "uc_micro",
        "win32ctypes",
        "yaml",
        "ziafont",
        "ziamath",
        "zipp",
    }
)
"""Packages outside Python's library, by the name of their folder or module."""

METADATA: Final = frozenset({"httpcore2", "httpx2", "keyring", "latex2mathml"})
"""Packages that read their own version or entry points when they run."""

KEYRING_BACKENDS: Final = {
    "linux": ("keyring.backends.SecretService", "keyring.backends.kwallet", "keyring.backends.libsecret"),
    "win32": ("keyring.backends.Windows",),
    "darwin": ("keyring.backends.macOS",),
}
"""Keychains by system; `chainer`, `fail` and `null` are everywhere."""

EXCLUDED_MODULES: Final = frozenset(
    {
        "_curses",
        "_pydecimal",
        "_pyrepl",
        "_tkinter",
        "anyio._backends._trio",
        "click",
        "cmd",
        "code",
        "codeop",
        "curses",
        "diskcache",
        "distutils",
        "doctest",
        "ensurepip",
        "fsspec",
        "hf_xet",
        "huggingface_hub.cli",
        "huggingface_hub.inference",
        "idlelib",
        "lib2to3",
        "llama_cpp.llama",
        "llama_cpp.server",
        "multiprocessing",
        "numpy",
        "packaging",
        "pdb",
        "pip",
        "pydoc",
        "pydoc_data",
        "pygments.sphinxext",
        "readline",
        "rlcompleter",
        "setuptools",
        "test",
        "tkinter",
        "tqdm.notebook",
        "turtle",
        "unittest",
        "venv",
        "xmlrpc",
    }
)
"""Modules that something imports in a branch never taken here, and whole packages that hang on them."""

LINUX_LIBRARIES: Final = frozenset(
    {
        "libbz2.so.1.0",
        "libcom_err.so.2",
        "libcrypto.so.3",
        "libffi.so.8",
        "libgssapi_krb5.so.2",
        "libk5crypto.so.3",
        "libkeyutils.so.1",
        "libkrb5.so.3",
        "libkrb5support.so.0",
        "liblzma.so.5",
        "libsqlite3.so.0",
        "libssl.so.3",
        "libuuid.so.1",
        "libxcb-cursor.so.0",
        "libxcb-icccm.so.4",
        "libxcb-image.so.0",
        "libxcb-keysyms.so.1",
        "libxcb-randr.so.0",
        "libxcb-render-util.so.0",
        "libxcb-render.so.0",
        "libxcb-shape.so.0",
        "libxcb-shm.so.0",
        "libxcb-sync.so.1",
        "libxcb-util.so.1",
        "libxcb-xfixes.so.0",
        "libxcb-xkb.so.1",
        "libxkbcommon-x11.so.0",
        "libxkbcommon.so.0",
    }
)
"""Libraries of the build's Linux that are shipped: Python's, and those for windows that a system may lack.

None that a graphics driver loads into the same process, such as the one of C++: it may need a newer one.
"""

OPTIONAL_USERS: Final = frozenset({"libqgtk3.so", "libggml-vulkan.so"})
"""Plug-ins that are loaded where the system has their libraries, and left alone where it has not."""

_EXTENSION: Final = re.compile(r"\.(?:abi3|cpython-\w+(?:-\w+)*|cp\w+-\w+|pypy\w+)?\.?(?:so|pyd)$|\.pyc$")
_QT_LIBRARY: Final = re.compile(r"(?:lib)?Qt6?(?P<name>[A-Z]\w*)(?:\.so\.6|\.dll|\.framework)?")
_ICU: Final = re.compile(r"libicu(?:data|i18n|uc)\.so\.\d+")
_ENGINE: Final = re.compile(
    r"(?:lib)?(?:llama|ggml(?:-[a-z0-9_.-]+?)?)(?:\.\d+)*\.(?:so|dll|dylib|metal)(?:\.\d+)*"
    r"|libgomp\.so\.1|libomp[\w.-]*\.(?:dll|dylib)"
)
_PYSIDE: Final = re.compile(r"(?:lib)?(?:pyside6|shiboken6?)(?:\.abi3|\.cp\w+-\w+)?[.\w-]*", re.IGNORECASE)
_PYTHON: Final = re.compile(
    r"libpython3(?:\.\d+)?\.(?:so(?:\.[\d.]+)?|dylib)|python3\d*\.dll|Python|Python\.framework"
)
_WINDOWS_LIBRARY: Final = re.compile(
    r"(?:msvcp140(?:_\d|_atomic_wait|_codecvt_ids)?|vcruntime140(?:_1)?|concrt140|libcrypto-3(?:-\w+)?"
    r"|libssl-3(?:-\w+)?|libffi-\d|sqlite3|zlib1?|libomp\w*)\.dll",
    re.IGNORECASE,
)
_DARWIN_LIBRARY: Final = re.compile(r"lib(?:crypto|ssl|sqlite3|ffi|lzma|bz2|z|mpdec|ncurses\w*)[.\d]*\.dylib")


def is_wanted(path: str, platform: str = sys.platform) -> bool:
    """Whether a file of that path may be inside the app of a system (`sys.platform`'s names)."""
    first, *rest = path.split("/")
    if first.startswith("PySide6") or first == "shiboken6":
        return _is_wanted_of_qt(path, platform)
    if first.endswith((".dist-info", ".egg-info")):
        return first.partition("-")[0] in METADATA and rest in (["METADATA"], ["entry_points.txt"])
    if first == "llama_cpp" and rest[:1] == ["lib"]:
        return len(rest) == 2 and _ENGINE.fullmatch(rest[1]) is not None
    if _is_library(first) and not rest:
        return _is_wanted_library(first, platform)
    return _is_wanted_module(path)


def _is_wanted_module(path: str) -> bool:
    """Whether a module, or data beside one, belongs to a wanted package or to Python's library."""
    parts = path.split("/")
    if re.fullmatch(r"python3\.\d+", parts[0]):  # PyInstaller puts Python's extensions there
        parts = parts[2:]
    name = _EXTENSION.sub("", ".".join(parts)) if _EXTENSION.search(path) else ".".join(parts)
    if any(name == left or name.startswith(f"{left}.") for left in EXCLUDED_MODULES):
        return False
    top = name.partition(".")[0]
    return top in PACKAGES or top in sys.stdlib_module_names or top in ("_cffi_backend", "base_library")


def _is_wanted_of_qt(path: str, platform: str) -> bool:
    if "/plugins/" in path:
        return path.partition("/plugins/")[2] in QT_PLUGINS[platform]
    if "/translations/" in path:
        return path.rpartition("/")[2] in QT_TRANSLATIONS
    parts = path.split("/")
    name = next((part for part in parts if part.endswith(".framework")), parts[-1])
    if name in ("qt.conf", "__init__.pyc", "_config.pyc", "_git_shiboken_module_version.pyc"):
        return True
    if _PYSIDE.fullmatch(name) or _ICU.fullmatch(name):
        return True
    return _is_wanted_qt_module(name) or _is_wanted_library(name, platform)


def _is_wanted_qt_module(name: str) -> bool:
    """Whether a library, framework or extension module is of a wanted module of Qt."""
    plain = _EXTENSION.sub("", name)
    found = _QT_LIBRARY.fullmatch(plain) or _QT_LIBRARY.fullmatch(name)
    return found is not None and f"Qt{found['name']}" in QT_MODULES | QT_PLATFORM_LIBRARIES


def _is_library(name: str) -> bool:
    patterns = ("*.dll", "*.dylib", "lib*.so", "lib*.so.*", "*.framework", "Python", "python3*.dll")
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _is_wanted_library(name: str, platform: str) -> bool:
    if _PYTHON.fullmatch(name):
        return True
    if platform == "win32":
        return bool(_WINDOWS_LIBRARY.fullmatch(name) or _is_wanted_qt_module(name))
    if platform == "darwin":
        return bool(_DARWIN_LIBRARY.fullmatch(name))
    return name in LINUX_LIBRARIES
