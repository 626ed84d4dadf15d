"""Conversations on pages: blocks cut into strips, strips put on pages, pages drawn into a PDF."""
