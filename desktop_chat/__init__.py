"""Desktop Chat: a small language model on your own PC, private and offline."""

__version__ = "0.1.0"

DESKTOP_ENTRY = "io.github.desktopchat.DesktopChat"
"""The app's name for desktops of Linux: the stem of its desktop file, its icon, its windows on Wayland."""
