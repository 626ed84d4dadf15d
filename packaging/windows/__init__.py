"""The packages for Windows: an installer and a portable zip."""
