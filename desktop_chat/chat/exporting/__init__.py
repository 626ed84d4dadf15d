"""Conversations on their way out: as Markdown, HTML, text, and as JSON that can be read back."""
