"""Conversations: a tree of messages, kept in SQLite."""
