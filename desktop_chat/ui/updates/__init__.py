"""Newer versions in the window."""
