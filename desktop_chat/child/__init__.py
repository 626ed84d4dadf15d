"""Child processes of the app: this program itself with another command, ended together with the app."""
