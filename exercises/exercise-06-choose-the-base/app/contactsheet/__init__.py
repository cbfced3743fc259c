"""Contactsheet makes pictures small."""
