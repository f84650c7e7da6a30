"""Scenarios: named lists of dated changes to a study, and their effects."""
