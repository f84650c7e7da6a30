"""What must be true of Sapar; see CONTRIBUTING.md for how the folders divide it."""
