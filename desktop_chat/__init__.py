"""Desktop Chat: a small language model on your own PC, private and offline."""

__version__ = "0.1.0"
