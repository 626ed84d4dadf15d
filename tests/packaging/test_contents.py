"""What may be inside the frozen app."""

from __future__ import annotations

import pytest

import contents


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/__init__.pyc",
        "PySide6/libpyside6.abi3.so.6.11",
        "_cffi_backend.cpython-311-x86_64-linux-gnu.so",
        "argparse.pyc",
        "assets/style.qss",
        "base_library.zip",
        "desktop_chat/ui/__init__.pyc",
        "keyring-25.7.0.dist-info/entry_points.txt",
        "libpython3.11.so.1.0",
        "libxcb-cursor.so.0",
        "llama_cpp/lib/libggml-cpu-armv8.0_1.so",
        "llama_cpp/lib/libggml-cpu-haswell.so",
        "llama_cpp/lib/libggml.so.0",
        "llama_cpp/lib/libgomp.so.1",
        "llama_cpp/lib/libllama.so",
        "pygments/lexers/python.pyc",
        "python3.11/lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "shiboken6/Shiboken.abi3.so",
        "ziamath/fonts/STIXTwoMath-Regular.ttf",
    ],
)
def test_what_the_app_uses_is_let_in_on_linux(path):
    assert contents.is_wanted(path, "linux")


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6OpenGL.so.6",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/QtQml.abi3.so",
        "huggingface_hub/inference/_client.pyc",
        "huggingface_hub/cli/hf.pyc",
        "keyring-25.7.0.dist-info/RECORD",
        "libgtk-3.so.0",
        "libstdc++.so.6",
        "llama_cpp/lib/libmtmd.so",
        "llama_cpp/llama.pyc",
        "llama_cpp/server/app.pyc",
        "numpy.libs/libscipy_openblas64_.so",
        "numpy/__init__.pyc",
        "pip/__init__.pyc",
        "pytest/__init__.pyc",
        "python3.11/lib-dynload/_tkinter.cpython-311-x86_64-linux-gnu.so",
        "requests/__init__.pyc",
        "test/support/__init__.pyc",
        "tkinter/__init__.pyc",
        "unittest/mock.pyc",
    ],
)
def test_what_the_app_does_not_use_is_kept_out_on_linux(path):
    assert not contents.is_wanted(path, "linux")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/QtCore.pyd", True),
        ("PySide6/pyside6.abi3.dll", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/MSVCP140.dll", True),
        ("VCRUNTIME140.dll", True),
        ("python311.dll", True),
        ("python3.dll", True),
        ("libcrypto-3-x64.dll", True),
        ("_ctypes.pyd", True),
        ("llama_cpp/lib/llama.dll", True),
        ("llama_cpp/lib/ggml-cpu-haswell.dll", True),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/Qt6Qml.dll", False),
        ("PySide6/plugins/imageformats/qjpeg.dll", False),
        ("PySide6/translations/qtbase_de.qm", False),
        ("tcl86t.dll", False),
        ("_tkinter.pyd", False),
    ],
)
def test_windows_has_a_list_of_its_own(path, wanted):
    assert contents.is_wanted(path, "win32") is wanted


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/QtGui.abi3.so", True),
        ("libpython3.11.dylib", True),
        ("llama_cpp/lib/libllama.dylib", True),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", False),
        ("PySide6/Qt/plugins/imageformats/libqheif.dylib", False),
        ("libtcl8.6.dylib", False),
    ],
)
def test_macos_has_a_list_of_its_own(path, wanted):
    assert contents.is_wanted(path, "darwin") is wanted
