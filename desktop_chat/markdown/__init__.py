"""Markdown as models write it: text in, a flat list of blocks out."""
