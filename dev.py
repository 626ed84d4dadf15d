#!/usr/bin/env python3
"""Set up and run Desktop Chat from its source, with nothing but Python needed beforehand."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from types import FrameType

HELP = """\
Desktop Chat, run from its source.

  python3 dev.py run                         open the window
  python3 dev.py run --model FILE.gguf       open the window with this model
  python3 dev.py run ask "Why is it blue?"   answer in the terminal; `run --help` shows all commands
  python3 dev.py test                        run every check
  python3 dev.py test tests/engine -k stop   run some (arguments go to pytest)
  python3 dev.py bench [NAME ...]            measure speed and memory

The first time sets everything up, which takes 3 to 10 minutes: it makes the folder .venv here, installs
the libraries into it and builds the engine that runs models. Later starts need no network and no waiting.
Outside .venv nothing is changed, but for one thing: on Debian and Ubuntu, when started as root, missing
system packages are installed. Elsewhere you are told which ones are missing and how to get them.

  CMAKE_ARGS="-DGGML_CUDA=on" python3 dev.py run     build the engine for an NVIDIA GPU
  CMAKE_ARGS="-DGGML_VULKAN=on" python3 dev.py run   build it for any GPU with Vulkan

To start afresh, delete the folder .venv. What the installers said is in .venv/install.log.
"""

OLDEST_PYTHON = (3, 11)
FIRST_UNSUPPORTED_PYTHON = (3, 15)
RECIPE = 1  # raise it when the steps below change, so that finished installs are done again

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = VENV / "installed.json"
LOG = VENV / "install.log"
WHEELS = VENV / "wheels"
PIP = [str(PYTHON), "-m", "pip"]
ENGINE = "llama-cpp-python"

ENDINGS = [signal.Signals[name] for name in ("SIGTERM", "SIGHUP") if name in signal.Signals.__members__]
COMMANDS = {
    "run": ["-P", "-m", "desktop_chat"],
    "test": ["-m", "pytest"],
    "bench": ["-m", "tests.benchmarks"],
}
HANGUL_COMPONENT = Path("/usr/share/ibus/component/hangul.xml")
TEST_TOOLS = ("Xvfb", "strace", "xdotool")
COMPILER = "a C++ compiler"
ENSUREPIP = "Python's venv"
HANGUL_FONT = "a font with Hangul"
HANGUL_INPUT = "the input method ibus-hangul"

# Package by need and package manager. Few shared libraries are listed: a name mostly tells its package.
PACKAGES = {
    "apt-get": {
        COMPILER: "g++",
        ENSUREPIP: "python{}.{}-venv".format(*sys.version_info),
        HANGUL_FONT: "fonts-nanum",
        HANGUL_INPUT: "ibus ibus-hangul",
        "Xvfb": "xvfb",
        "libbrotlicommon.so.1": "libbrotli1",
        "libbrotlidec.so.1": "libbrotli1",
        "libglib-2.0.so.0": "libglib2.0-0",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libz.so.1": "zlib1g",
    },
    "dnf": {COMPILER: "gcc-c++", HANGUL_FONT: "google-noto-sans-cjk-fonts", "Xvfb": "xorg-x11-server-Xvfb"},
    "pacman": {COMPILER: "gcc", HANGUL_FONT: "noto-fonts-cjk", "Xvfb": "xorg-server-xvfb"},
}
ARCH_LIBRARIES = (
    "dbus fontconfig gcc-libs glib2 krb5 libglvnd libx11 libxcb libxkbcommon libxkbcommon-x11 wayland "
    "xcb-util xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm"
)
MANAGERS = {
    "apt-get": "sudo apt-get install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S --needed",
}
BUILD_TOOLS_ADVICE = {
    "darwin": "xcode-select --install",
    "win32": "winget install Microsoft.VisualStudio.2022.BuildTools --override "
    '"--passive --wait --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"',
}

# Files of the wheels whose libraries must be there for anything to start, and for a window on a desktop.
QT_CORE_FILES = (
    "PySide6/Qt/lib/libQt6Widgets.so.6",
    "PySide6/Qt/lib/libQt6Svg.so.6",
    "PySide6/Qt/lib/libQt6Network.so.6",
    "PySide6/Qt/lib/libQt6DBus.so.6",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
)
QT_DESKTOP_FILES = (
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqwayland*.so",
    "PySide6/Qt/plugins/xcbglintegrations/*.so",
    "PySide6/Qt/plugins/wayland-*-client/*.so",
    "PySide6/Qt/plugins/wayland-shell-integration/*.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibus*.so",
    "PySide6/Qt/plugins/platforminputcontexts/libcompose*.so",
    "PySide6/Qt/plugins/iconengines/*.so",
    "PySide6/Qt/plugins/imageformats/*.so",
)
ENGINE_FILES = ("llama_cpp/lib/*.so",)

CAUSES = (
    (r"No space left on device", "The disk is full: free about 2 GB, then start again."),
    (
        r"name resolution|NewConnectionError|(Connect|Read)Timeout|Network is unreachable|getaddrinfo",
        "The packages could not be fetched: connect to the network (or set its proxy), then start again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED",
        "The network's certificate is not trusted: set PIP_CERT to your company's, then start again.",
    ),
)


class TroubleError(Exception):
    """Something the user has to see to; the message says what and how."""


# ---- what is said


def say(text: str) -> None:
    """Write to standard error, so that standard output stays the app's own."""
    print(text, file=sys.stderr, flush=True)


def clock(seconds: float) -> str:
    """Give a duration in seconds as `1:05`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


class Line:
    """One line that says what is being done, how far it is and for how long."""

    QUIET_SECONDS = 30.0  # between two lines where the line cannot be rewritten

    def __init__(self, text: str) -> None:
        self.text = "• " + text
        self.progress = ""
        self.began = self.said = time.monotonic()
        self.is_terminal = sys.stderr.isatty()
        self.width = 0
        if self.is_terminal:
            self.show()
        else:
            say(self.text)

    def show(self) -> None:
        """Bring the terminal's line up to date, or say now and then that the work goes on."""
        now = time.monotonic()
        state = "  ".join(filter(None, (self.progress, clock(now - self.began))))
        if self.is_terminal:
            room = terminal_width() - len(state) - 3
            line = f"{self.text[:room]}  {state}"
            print("\r" + line.ljust(self.width), end="", file=sys.stderr, flush=True)
            self.width = len(line)
        elif now - self.said >= self.QUIET_SECONDS:
            self.said = now
            say("  " + state)

    def end(self) -> None:
        """Leave the line as it is and go to the next."""
        self.show()
        if self.is_terminal:
            say("")


def terminal_width() -> int:
    """Give the terminal's width in columns."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80


# ---- what is run


# Runs a command, and ends it with all it started once standard input closes: also when this process is killed.
GUARD = """
import os, signal, subprocess, sys, threading
def follow():
    sys.stdin.read()
    os.killpg(0, signal.SIGTERM)
threading.Thread(target=follow, daemon=True).start()
code = subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL)
os._exit(code if code >= 0 else 1)
"""


class Work:
    """A command that installs something: its output goes to the log, its progress to one line."""

    def __init__(self, text: str, command: list[str], env: dict[str, str] | None = None) -> None:
        self.command = command
        self.env = os.environ | {"PIP_NO_INPUT": "1", "PIP_USER": "0", "PYTHONUTF8": "1"} | (env or {})
        self.line = Line(text)
        self.output: list[str] = []

    def run(self) -> None:
        """Run to the end; raises `TroubleError` when the command fails, and ends it when interrupted."""
        import subprocess
        import threading

        process = subprocess.Popen(
            self.command if sys.platform == "win32" else [sys.executable, "-c", GUARD, *self.command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env=self.env,
            start_new_session=sys.platform != "win32",
            close_fds=False,  # the guard keeps the lock until it is gone too
        )
        assert process.stdin is not None
        reader = threading.Thread(target=self.read, args=(process,), daemon=True)
        reader.start()
        with process.stdin:
            try:
                while reader.is_alive():
                    reader.join(0.5)
                    self.line.show()
                code = process.wait()
            except BaseException:
                end_tree(process)
                raise
            finally:
                self.line.end()
        if code != 0:
            raise TroubleError(self.explain())

    def read(self, process: subprocess.Popen[bytes]) -> None:
        """Follow the command's output."""
        assert process.stdout is not None
        with process.stdout, LOG.open("ab", buffering=0) as log:
            log.write(f"\n$ {' '.join(self.command)}\n".encode())
            for raw in process.stdout:
                with suppress(OSError):  # a full disk shall not keep the command from saying so
                    log.write(raw)
                text = raw.decode("utf-8", "replace").rstrip()
                self.output.append(text)
                self.line.progress = percent(text) or self.line.progress

    def has_printed(self, text: str) -> bool:
        """Say whether a text is in the output."""
        return any(text in line for line in self.output)

    def explain(self) -> str:
        """Give the last lines, few where the cause is known, and what to do."""
        output = "\n".join(self.output)
        advice = next((advice for pattern, advice in CAUSES if re.search(pattern, output)), "")
        last = "\n".join("    " + text[:200] for text in self.output[-2 if advice else -15 :])
        return f"{last}\n{advice or 'That did not work.'}\nThe whole output is in {LOG}"


def percent(text: str) -> str:
    """Give how far a build is, from a line of ninja's such as `[12/240] Building …`, or nothing."""
    match = re.match(r"\s*\[(\d+)/(\d+)\] ", text)
    return f"{100 * int(match[1]) // max(1, int(match[2]))} %" if match else ""


def end_tree(process: subprocess.Popen[bytes]) -> None:
    """End a command and what it started."""
    import subprocess

    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        return
    assert process.stdin is not None
    process.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def output_of(command: list[str]) -> str:
    """Run a quick command and give what it prints."""
    import subprocess

    env = os.environ | {"LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env=env)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace")


def has_program(name: str) -> bool:
    """Say whether a program is on the path."""
    import shutil

    return shutil.which(name) is not None


# ---- what is installed already


class Stamp:
    """Which steps are done in `.venv`, each with what for. Its file is away while packages change."""

    def __init__(self, done: dict[str, list[str]]) -> None:
        self.done = done

    @classmethod
    def read(cls) -> Stamp | None:
        """Read the stamp; None when `.venv` is missing, unfinished, moved, or another Python's."""
        try:
            done = json.loads(STAMP.read_text("utf-8"))
            fits = done["venv"] == venv_identity() and Path(done["base"][0]).exists() and PYTHON.exists()
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return None
        return cls(done) if fits else None

    def write(self) -> None:
        """Write the file whole."""
        part = STAMP.with_suffix(".part")
        part.write_text(json.dumps(self.done, indent=1), "utf-8")
        part.replace(STAMP)

    def lacks(self, steps: dict[str, list[str]]) -> set[str]:
        """Give the steps that are not done, or done for something else."""
        return {name for name, what in steps.items() if self.done.get(name) != what}


def venv_identity() -> list[str]:
    """Give what a `.venv` must have been made for to be of use here and now."""
    return [str(RECIPE), str(VENV), f"{sys.version_info[0]}.{sys.version_info[1]}"]


def steps_for(command: str, stamp: Stamp | None) -> dict[str, list[str]]:
    """Give the steps a command needs, each with what it is done for."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    required: list[str] = project["project"]["dependencies"]
    engine = next(text for text in required if text.startswith(ENGINE))
    libraries = [text for text in required if text != engine]
    built_with = stamp.done.get("engine", [engine, ""])[1] if stamp else ""
    steps = {
        "libraries": libraries,
        "system": libraries,
        "engine": [engine, os.environ.get("CMAKE_ARGS", built_with)],
        "project": [f"{name} = {where}" for name, where in project["project"]["scripts"].items()],
    }
    if command != "run":
        steps["test libraries"] = project["dependency-groups"]["test"]
        steps["test tools"] = [*TEST_TOOLS, HANGUL_INPUT]
    return steps


# ---- system packages


def package_manager() -> str:
    """Give the system's package manager, or nothing where it is not one of the known."""
    return next(filter(has_program, MANAGERS), "") if sys.platform == "linux" else ""


def may_install() -> bool:
    """Say whether system packages are installed here rather than only named."""
    return sys.platform == "linux" and package_manager() == "apt-get" and os.geteuid() == 0


def packages_for(needs: list[str], manager: str) -> list[str]:
    """Give the packages that have what is needed, each once."""
    return sorted({name for need in needs for name in package_for(need, manager).split()})


def package_for(need: str, manager: str) -> str:
    """Give the package, or packages, with a program or a shared library."""
    if need in PACKAGES[manager]:
        return PACKAGES[manager][need]
    name, is_library, version = need.partition(".so.")
    if not is_library:
        return need
    if manager == "apt-get":  # Debian policy 8.1: name and version, a hyphen between two digits
        return f"{name}{'-' if name[-1].isdigit() else ''}{version}".lower().replace("_", "-")
    return ARCH_LIBRARIES if manager == "pacman" else f"'{need}()(64bit)'"


def advice_for(needs: list[str]) -> str:
    """Say what is missing and give the command that gets it."""
    missing = f"Missing on this system: {', '.join(needs)}."
    manager = package_manager()
    if manager:
        return f"{missing} Get it with:\n\n    {MANAGERS[manager]} {' '.join(packages_for(needs, manager))}\n"
    if needs == [COMPILER] and sys.platform in BUILD_TOOLS_ADVICE:
        return f"{missing} Get it with:\n\n    {BUILD_TOOLS_ADVICE[sys.platform]}\n"
    return f"{missing} Install it with your system's package manager."


def apt_install(packages: list[str]) -> None:
    """Install Debian packages; raises `TroubleError` when that fails."""
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    options = ["-o", "DPkg::Lock::Timeout=300"]
    script = (
        'dpkg --configure -a; apt-get "$@" update; '
        f'exec apt-get "$@" install -y --no-install-recommends {" ".join(packages)}'
    )
    text = f"Installing system packages: {' '.join(packages)}"
    Work(text, ["sh", "-c", script, "sh", *options], quiet).run()


def get_packages(needed: list[str], useful: list[str]) -> bool:
    """Install system packages, or say what is missing; raises `TroubleError` for what is needed.

    True when nothing is missing.
    """
    missing = needed + useful
    if not missing:
        return True
    if may_install():
        apt_install(packages_for(missing, "apt-get"))
        return True
    if needed:
        raise TroubleError(advice_for(missing))
    say(advice_for(missing))
    return False


def missing_libraries(patterns: tuple[str, ...]) -> list[str]:
    """Give the shared libraries that files of `.venv` need and the system has not, by file name."""
    if sys.platform != "linux":
        return []
    packages = next(VENV.glob("lib/python*/site-packages"))
    files = [str(path) for pattern in patterns for path in sorted(packages.glob(pattern))]
    missing = re.findall(r"^\s*(\S+) => not found", output_of(["ldd", *files]), re.MULTILINE)
    return sorted({name for name in missing if not name.startswith("libQt6")})  # a part of Qt left out


def has_hangul_font() -> bool:
    """Say whether a font with Hangul is installed, as fontconfig, and so Qt, sees it."""
    script = (
        "import ctypes as c; f = c.CDLL('libfontconfig.so.1'); v = c.c_void_p; "
        "f.FcNameParse.restype = f.FcObjectSetCreate.restype = v; "
        "f.FcFontList.argtypes = [v, v, v]; f.FcFontList.restype = c.POINTER(c.c_int); "
        "print(f.FcFontList(None, f.FcNameParse(b':lang=ko'), f.FcObjectSetCreate())[0])"
    )
    return sys.platform != "linux" or output_of([str(PYTHON), "-c", script]).strip() not in ("", "0")


def missing_test_tools() -> list[str]:
    """Give what only tests use and the system has not; nobody is advised to change their input methods for them."""
    missing = [tool for tool in TEST_TOOLS if not has_program(tool)]
    has_input = HANGUL_COMPONENT.exists() or not may_install()
    return missing if has_input else [*missing, HANGUL_INPUT]


def has_compiler() -> bool:
    """Say whether a C++ compiler is at hand that CMake will find."""
    if os.environ.get("CXX"):
        return True
    if sys.platform == "darwin":
        return bool(output_of(["xcode-select", "-p"]))
    if sys.platform == "win32":
        folder = os.environ.get("PROGRAMFILES(X86)", r"C:\Program Files (x86)")
        tools = "Microsoft.VisualStudio.Component.VC.Tools"
        finder = folder + r"\Microsoft Visual Studio\Installer\vswhere.exe"
        wanted = ["-products", "*", "-requiresAny", "-requires", f"{tools}.x86.x64", f"{tools}.ARM64"]
        return has_program("cl") or bool(output_of([finder, *wanted]).strip())
    return any(map(has_program, ("c++", "g++", "clang++")))


# ---- the steps


class Setup:
    """Brings `.venv` to what a command needs, step by step; each step that is done is noted in the stamp."""

    def __init__(self, command: str) -> None:
        self.stamp = Stamp.read() or make_venv()
        self.steps = steps_for(command, self.stamp)
        self.open = self.stamp.lacks(self.steps)
        self.engine, self.flags = self.steps["engine"]
        self.version = self.engine.partition("==")[2]

    def run(self) -> None:
        """Do what is not done yet; raises `TroubleError`."""
        if "libraries" in self.open:
            self.pip("Installing libraries", "libraries", *self.steps["libraries"])
        if "test libraries" in self.open:
            self.pip("Installing test libraries", "test libraries", *self.steps["test libraries"])
        has_engine = "engine" not in self.open or self.fetch_engine()
        self.see_to_system(must_build=not has_engine)
        if not has_engine:
            self.build_engine()
        if "engine" in self.open:
            get_packages(missing_libraries(ENGINE_FILES), [])
        if "project" in self.open:
            self.pip("Installing Desktop Chat", "project", "--no-deps", "--editable", str(ROOT))
            make_path_file_readable()

    def done(self, *names: str) -> None:
        """Note steps as done."""
        self.stamp.done |= {name: self.steps[name] for name in names if name in self.steps}
        self.stamp.write()

    def pip(self, text: str, step: str, *arguments: str) -> None:
        """Let pip change `.venv`; meanwhile there is no stamp, so that a killed run's rest is not trusted."""
        STAMP.unlink(missing_ok=True)
        work = Work(text, [*PIP, "install", *arguments])
        try:
            work.run()
        except BaseException:
            if not work.has_printed("Installing collected packages"):
                self.stamp.write()
            raise
        self.done(step)

    def fetch_engine(self) -> bool:
        """Install an engine that is built already, here or on an index; False when there is none."""
        if self.flags:
            return False
        built = self.built_before()
        text = "Installing the engine built before" if built else "Looking for a ready-made engine"
        try:
            self.pip(text, "engine", "--only-binary", ENGINE, built or self.engine)
        except TroubleError:
            if not STAMP.exists():
                raise
            return False
        return True

    def built_before(self) -> str:
        """Give a wheel from an earlier build of the engine, also by another Python; nothing without one."""
        cached = output_of([*PIP, "cache", "list", "--format=abspath", ENGINE.replace("-", "_")])
        wheels = [*map(str, WHEELS.glob("*.whl")), *cached.splitlines()]
        return next((wheel for wheel in wheels if f"-{self.version}-" in wheel), "")

    def build_engine(self) -> None:
        """Build the engine to a wheel, so that stopping costs nothing but the build, then install it."""
        import shutil

        fresh = ["--no-cache-dir", "--no-binary", ENGINE] if self.flags else []
        command = [*PIP, "wheel", "--verbose", "--no-deps", *fresh, "--wheel-dir", str(WHEELS), self.engine]
        shutil.rmtree(WHEELS, ignore_errors=True)
        Work("Building the engine (takes 3 to 10 minutes, once)", command, {"CMAKE_ARGS": self.flags}).run()
        wheels = map(str, WHEELS.glob("*.whl"))
        self.pip("Installing the engine", "engine", "--force-reinstall", *wheels)
        shutil.rmtree(WHEELS)

    def see_to_system(self, *, must_build: bool) -> None:
        """Get what the system lacks, or say what it is; raises `TroubleError` when nothing works without."""
        if not must_build and not self.open & {"system", "test tools"}:
            return
        needed = missing_libraries(QT_CORE_FILES)
        if must_build and not has_compiler():
            needed.append(COMPILER)
        useful = missing_test_tools() if "test tools" in self.steps else []
        useful += missing_libraries(QT_DESKTOP_FILES)
        if not has_hangul_font():
            useful.append(HANGUL_FONT)
        if get_packages(needed, useful):
            self.done("system", "test tools")


def make_venv() -> Stamp:
    """Make `.venv` anew with the running Python, and give its stamp."""
    base = getattr(sys, "_base_executable", "") or sys.executable
    remove_venv()
    VENV.mkdir()
    get_ensurepip()
    Work("Making .venv", [base, "-m", "venv", str(VENV)]).run()
    stamp = Stamp({"venv": venv_identity(), "base": [base]})
    stamp.write()
    return stamp


def remove_venv() -> None:
    """Remove a `.venv` that is of no use."""
    import shutil

    if not VENV.exists():
        return
    say("• Removing the old .venv, which is unfinished, moved or of another Python")
    try:
        shutil.rmtree(VENV)
    except OSError as error:
        advice = "Close what uses it, or remove it yourself."
        raise TroubleError(f"{VENV} cannot be removed ({error}). {advice}") from error


def get_ensurepip() -> None:
    """Make sure that Python can put pip into `.venv`, which Debian packs apart."""
    try:
        import ensurepip  # noqa: F401  whether it is there is the question
    except ImportError:
        get_packages([ENSUREPIP], [])


def make_path_file_readable() -> None:
    """Rewrite the editable install's path as this Python reads it: before 3.13 not as UTF-8 on Windows."""
    import locale

    if sys.platform != "win32" or sys.version_info >= (3, 13) or str(ROOT).isascii():
        return
    for path in VENV.glob("Lib/site-packages/*desktop_chat.pth"):
        path.write_text(str(ROOT), locale.getencoding())


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other `dev.py` of this folder installs anything, and keep others waiting."""
    with Path(__file__).open("rb") as file:
        if not try_lock(file.fileno()):
            say("• Waiting for another dev.py that is at work in this folder")
            while not try_lock(file.fileno()):
                time.sleep(0.5)
        os.set_inheritable(file.fileno(), sys.platform != "win32")
        yield


def try_lock(file: int) -> bool:
    """Lock a file until it is closed; False when another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, 1 << 30, os.SEEK_SET)  # beyond the text, which must stay readable
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # this file system has no locks
    return True


# ---- the commands


def set_up(command: str) -> None:
    """Make `.venv` ready for a command; at once when it is."""
    stamp = Stamp.read()
    if stamp and not stamp.lacks(steps_for(command, stamp)):
        return
    endings = [name for name in ENDINGS if signal.getsignal(name) is signal.SIG_DFL]  # not what nohup ignores
    for name in endings:
        signal.signal(name, interrupt)
    with alone():
        if stamp:
            LOG.write_bytes(b"")
        Setup(command).run()
    for name in endings:
        signal.signal(name, signal.SIG_DFL)


def interrupt(_number: int, _frame: FrameType | None) -> None:
    """Take a request to end like Ctrl-C, so that what was started ends too."""
    raise KeyboardInterrupt


def start(command: str, arguments: list[str]) -> int:
    """Become the command; on Windows, which cannot, wait for it and give its exit code."""
    line = [str(PYTHON), *COMMANDS[command], *arguments]
    if command != "run":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.chdir(ROOT)
    if sys.platform != "win32":
        os.execv(line[0], line)
    import subprocess

    process = subprocess.Popen(line)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the app heard it too, and ends as it sees fit


def python_problem(version: tuple[int, int]) -> str:
    """Say why a Python version will not do; nothing when it does."""
    if OLDEST_PYTHON <= version < FIRST_UNSUPPORTED_PYTHON:
        return ""
    newest = (FIRST_UNSUPPORTED_PYTHON[0], FIRST_UNSUPPORTED_PYTHON[1] - 1)
    wanted = " to ".join("{}.{}".format(*each) for each in (OLDEST_PYTHON, newest))
    return f"Desktop Chat needs Python {wanted}; this is {version[0]}.{version[1]}."


def main(arguments: list[str]) -> int:
    """Carry out the command line; gives the exit code."""
    command, *rest = arguments or ["--help"]
    if command in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0
    problem = python_problem((sys.version_info[0], sys.version_info[1]))
    if problem:
        say(problem)
        return 1
    if command not in COMMANDS:
        say(f"dev.py knows {', '.join(COMMANDS)}, not “{command}”. `python3 dev.py --help` tells more.")
        return 2
    try:
        set_up(command)
    except (TroubleError, OSError) as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("Stopped. The next start goes on from here.")
        return 130
    return start(command, rest)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a narrow code page shall not stop an install
    sys.exit(main(sys.argv[1:]))
