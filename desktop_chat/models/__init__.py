"""Model files: what they say, whether they fit into this PC, and which ones are known."""
