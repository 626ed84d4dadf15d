"""How the languages of code are called, and what their files end in."""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "bash": "Bash", "c": "C", "c++": "C++", "cpp": "C++", "cs": "C#", "csharp": "C#", "css": "CSS",
    "dart": "Dart", "diff": "Diff", "dockerfile": "Dockerfile", "go": "Go", "golang": "Go", "haskell": "Haskell",
    "html": "HTML", "http": "HTTP", "ini": "INI", "java": "Java", "javascript": "JavaScript", "js": "JavaScript",
    "json": "JSON", "jsx": "JSX", "julia": "Julia", "kotlin": "Kotlin", "latex": "LaTeX", "lua": "Lua",
    "makefile": "Makefile", "markdown": "Markdown", "md": "Markdown", "objc": "Objective-C", "perl": "Perl",
    "php": "PHP", "plaintext": "Text", "powershell": "PowerShell", "ps1": "PowerShell", "py": "Python",
    "python": "Python", "python3": "Python", "r": "R", "rb": "Ruby", "rs": "Rust", "ruby": "Ruby", "rust": "Rust",
    "scala": "Scala", "scss": "SCSS", "sh": "Shell", "shell": "Shell", "sql": "SQL", "swift": "Swift",
    "tex": "LaTeX", "text": "Text", "toml": "TOML", "ts": "TypeScript", "tsx": "TSX", "txt": "Text",
    "typescript": "TypeScript", "vue": "Vue", "xml": "XML", "yaml": "YAML", "yml": "YAML", "zsh": "Zsh",
}  # fmt: skip

_LONGEST: Final = 40


def language_name(word: str) -> str:
    """Give the name of a language as people write it, from the first word after a fence."""
    cleaned = word.strip("{}.")
    return _NAMES.get(cleaned.lower(), cleaned[:_LONGEST])
