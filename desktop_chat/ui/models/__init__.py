"""Choosing a model, and how it is written to."""
