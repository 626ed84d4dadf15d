"""The command palette: one field that finds actions, conversations and models."""
