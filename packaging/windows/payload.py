"""What the installer does with each file of the payload folder: NSIS commands and the list it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

LIST_ENCODING = "utf-16"
"""With a byte order mark, in the order of the machine, which is little-endian wherever this is built."""


@dataclass(frozen=True)
class Payload:
    """The files and folders that are installed, relative to the payload folder and in a fixed order."""

    folder: Path
    files: tuple[PurePath, ...]
    folders: tuple[PurePath, ...]

    @classmethod
    def read(cls, folder: Path) -> Payload:
        """Look into a payload folder; raises `ValueError` for what an installer cannot hold."""
        found = sorted(folder.rglob("*"))
        for path in found:
            _check(path, folder)
        return cls(
            folder.absolute(),
            tuple(path.relative_to(folder) for path in found if not path.is_dir()),
            tuple(path.relative_to(folder) for path in found if path.is_dir()),
        )

    @property
    def size(self) -> int:
        """The size of all files in bytes."""
        return sum((self.folder / file).stat().st_size for file in self.files)

    def install_commands(self) -> str:
        """Give the NSIS commands that write every file."""
        return "\n".join(self._installing()) + "\n"

    def uninstall_commands(self) -> str:
        """Give the NSIS commands that delete every file, and every folder that is empty then."""
        deleting = [f'Delete "$INSTDIR\\{_escaped(file)}"' for file in self.files]
        removing = [f'RMDir "$INSTDIR\\{_escaped(folder)}"' for folder in self._deepest_first()]
        return "\n".join(deleting + removing) + "\n"

    def list_of_files(self) -> bytes:
        """Give the list that the next version removes this one by: folders end with a backslash, and come last."""
        names = [str(PureWindowsPath(file)) for file in self.files]
        names += [f"{PureWindowsPath(folder)}\\" for folder in self._deepest_first()]
        return "".join(f"{name}\r\n" for name in names).encode(LIST_ENCODING)

    def _installing(self) -> Iterator[str]:
        current = None
        for file in sorted(self.files, key=lambda file: (file.parent, file)):
            if file.parent != current:
                current = file.parent
                yield f'SetOutPath "$INSTDIR{_below(current)}"'
            yield f'File "/oname={_escaped(PurePath(file.name))}" "{self.folder / file}"'

    def _deepest_first(self) -> list[PurePath]:
        return sorted(self.folders, key=lambda folder: len(folder.parts), reverse=True)


def _below(folder: PurePath) -> str:
    return f"\\{_escaped(folder)}" if folder.parts else ""


def _escaped(path: PurePath) -> str:
    return str(PureWindowsPath(path)).replace("$", "$$")


def _check(path: Path, folder: Path) -> None:
    relative = path.relative_to(folder)
    if path.is_symlink():
        raise ValueError(f"{relative} is a link, which an installer cannot write")
    if set(str(relative)) & set('"<>|?*:'):
        raise ValueError(f"{relative} is no name that Windows has")
