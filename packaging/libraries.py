"""Native libraries and fonts inside the app that are no Python packages: whose they are, under which licence.

On Debian and Ubuntu a library's version and licence are those of the package it was taken from; elsewhere it came
with Python, whose version of it Python tells, and the text is kept in `licence-texts`.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import product

TEXTS = product.ROOT / "packaging" / "licence-texts"
DOCUMENTS, COMMON = Path("/usr/share/doc"), Path("/usr/share/common-licenses")


@dataclass(frozen=True)
class Library:
    """A library by its licence and the names of its files; `texts` are in `licence-texts`."""

    files: str
    licence: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where a library was taken from: version, package URL, licence texts."""

    version: str
    purl: str
    texts: tuple[str, ...]


LIBRARIES = {
    "OpenSSL": Library(r"lib(?:crypto|ssl)[-.].*", "Apache-2.0", ("openssl.txt",)),
    "SQLite": Library(r"libsqlite3\..*|sqlite3\.dll", "blessing", ("sqlite.txt",)),
    "zlib": Library(r"libz\.(?:so|1|dylib).*|zlib1?\.dll", "Zlib", ("zlib.txt",)),
    "libffi": Library(r"libffi[-.].*", "MIT", ("libffi.txt",)),
    "bzip2": Library(r"libbz2\..*", "bzip2-1.0.6", ("bzip2.txt",)),
    "liblzma": Library(r"liblzma\..*", "0BSD", ("xz.txt",)),
    "libuuid": Library(r"libuuid\..*", "BSD-3-Clause"),
    "MIT Kerberos": Library(r"lib(?:gssapi_krb5|k5crypto|krb5|krb5support)\..*", "MIT"),
    "libcom_err": Library(r"libcom_err\..*", "MIT"),
    "keyutils": Library(r"libkeyutils\..*", "LGPL-2.1-or-later"),
    "XCB": Library(r"libxcb[-.].*", "MIT"),
    "xkbcommon": Library(r"libxkbcommon[-.].*", "MIT"),
    "GNU OpenMP runtime": Library(r"libgomp\..*", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "LLVM OpenMP runtime": Library(
        r"libomp[\w.]*\.(?:dll|dylib)",
        "Apache-2.0 WITH LLVM-exception",
        ("Apache-2.0.txt", "openmp-llvm.txt"),
    ),
    "ICU": Library(r"libicu(?:data|i18n|uc)\..*", "ICU", ("icu.txt",)),
    "Microsoft Visual C++ runtime": Library(
        r"(?:msvcp140|vcruntime140|concrt140)\w*\.dll",
        "LicenseRef-Microsoft-Visual-C++-Runtime",
        ("microsoft-runtime.txt",),
    ),
    "llama.cpp": Library(
        r"(?:lib)?(?:llama|ggml)(?:-[a-z0-9_-]+)?\.(?:so|dll|dylib|metal).*", "MIT", ("llama.cpp.txt",)
    ),
    "STIX Two Math": Library(r"STIXTwoMath-Regular\.[ot]tf", "OFL-1.1", ("font-stix-two.txt",)),
    "DejaVu Sans": Library(r"DejaVuSans\.[ot]tf", "Bitstream-Vera", ("font-dejavu.txt",)),
    "Python": Library(r"libpython3.*|python3\d*\.dll|Python", "PSF-2.0"),
}
"""What is known, by name; where `texts` is empty, the library is shipped on Linux alone."""


def name_of(file: str) -> str | None:
    """Give the name of the library that a file is, if it is one of these."""
    return next(
        (name for name, known in LIBRARIES.items() if re.fullmatch(known.files, file, re.IGNORECASE)), None
    )


def text(name: str) -> str:
    """Give a text of `licence-texts`."""
    return (TEXTS / name).read_text("utf-8")


def origin(name: str, file: Path) -> Origin:
    """Give where the library of that name was taken from, by a file of it inside the app."""
    package = debian_package(file.name)
    texts = tuple(text(each) for each in LIBRARIES[name].texts)
    if not package:
        return Origin(_version(name), "", texts)
    version = _dpkg("-W", "-f", "${Version}", package)
    purl = f"pkg:deb/{_distribution()}/{package}@{version}"
    return Origin(version, purl, texts or tuple(_debian_licences(package)))


def _version(name: str) -> str:
    """Give the version that Python tells of a library it came with; "" where it tells none."""
    import sqlite3  # noqa: PLC0415  a Python may be built without one of these
    import ssl  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    told = {
        "OpenSSL": ssl.OPENSSL_VERSION.split()[1],
        "SQLite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    return told.get(name, "")


@cache
def debian_package(file: str) -> str:
    """Give the package that a shared library is in; "" where there is none, or this is no Debian."""
    if ".so" not in file:
        return ""
    found = _dpkg("-S", f"*/{file}").splitlines()
    return found[0].partition(":")[0].partition(",")[0] if found else ""


def _debian_licences(package: str) -> Iterator[str]:
    """Give the licence of a package, and the common licences it refers to."""
    path = DOCUMENTS / package / "copyright"
    if not path.is_file():
        return
    found = path.read_text("utf-8", errors="replace")
    yield found
    for name in sorted(set(re.findall(rf"{COMMON}/([\w.+-]*\w)", found))):
        if (COMMON / name).is_file():
            yield (COMMON / name).read_text("utf-8")


def _dpkg(*arguments: str) -> str:
    if not shutil.which("dpkg-query"):
        return ""
    return subprocess.run(["dpkg-query", *arguments], capture_output=True, text=True, check=False).stdout


@cache
def _distribution() -> str:
    try:
        return platform.freedesktop_os_release()["ID"]
    except OSError:
        return "debian"
