"""Choosing and editing personas and saved prompts."""
