"""Conversations on their way in: our own JSON, and what other apps write."""
