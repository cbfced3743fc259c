"""Finds the help page that answers a question."""
