"""Downloading models: a queue, several connections, and files that are whole or not there."""
