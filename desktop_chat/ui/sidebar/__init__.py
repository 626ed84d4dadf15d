"""The side of the window: conversations by day, a new chat, the settings."""
