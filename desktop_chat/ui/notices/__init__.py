"""Telling people outside the window that a reply is done."""
