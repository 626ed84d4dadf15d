"""The packages for macOS: an app bundle in a disk image."""
