"""The backups of all conversations: shown, made, and put back."""
