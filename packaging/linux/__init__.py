"""The packages for Linux: a .deb, a .tar.xz and a Flatpak manifest; and the proof that they work."""
