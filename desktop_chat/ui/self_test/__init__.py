"""The check of this computer in the window."""
