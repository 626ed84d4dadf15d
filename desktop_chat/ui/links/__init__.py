"""Links that lead out of the app: shown for what they are, and opened only by people."""
