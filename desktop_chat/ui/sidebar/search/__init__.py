"""Searching all conversations, in the place of their list."""
