import pytest

from desktop_chat.ui.code_names import file_name


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("python", "main.py"),
        ("py", "main.py"),
        ("{.python}", "main.py"),
        ("HTML", "index.html"),
        ("css", "style.css"),
        ("js", "main.js"),
        ("tsx", "main.tsx"),
        ("c", "main.c"),
        ("c++", "main.cpp"),
        ("c#", "main.cs"),
        ("rust", "main.rs"),
        ("r", "main.R"),
        ("bash", "script.sh"),
        ("zsh", "main.zsh"),
        ("powershell", "script.ps1"),
        ("sql", "query.sql"),
        ("json", "data.json"),
        ("csv", "data.csv"),
        ("yml", "settings.yaml"),
        ("md", "notes.md"),
        ("svg", "image.svg"),
        ("diff", "changes.diff"),
        ("dockerfile", "Dockerfile"),
        ("makefile", "Makefile"),
        ("cmake", "CMakeLists.txt"),
        ("", "text.txt"),
        ("nonsense", "text.txt"),
        ("../../etc/passwd", "text.txt"),
    ],
)
def test_a_language_gives_a_file_its_name(language, name):
    assert file_name(language) == name
