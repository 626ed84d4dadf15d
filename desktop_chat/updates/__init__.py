"""Newer versions of the app: what the list of releases says, and what the user chose."""
