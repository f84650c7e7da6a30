"""The one door to the outside world: every file is read and written here."""
