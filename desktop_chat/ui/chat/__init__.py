"""The conversation: transcript, messages, Markdown, composer."""
