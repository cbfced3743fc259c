"""Clubladder: who played whom, and who is the strongest now."""
