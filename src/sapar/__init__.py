"""Sapar."""
