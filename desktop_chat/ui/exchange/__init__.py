"""Conversations out of the window and into it: exporting, also as PDF, and importing."""
