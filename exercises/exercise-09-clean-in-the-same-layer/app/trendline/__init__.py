"""Trendline: a row of numbers goes in, a small chart comes out."""
