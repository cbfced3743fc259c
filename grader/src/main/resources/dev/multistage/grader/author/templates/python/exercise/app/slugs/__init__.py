"""Turns titles into the last part of an address."""
