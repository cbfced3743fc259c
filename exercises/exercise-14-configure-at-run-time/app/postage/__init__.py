"""Quotes what it costs to send a parcel, and signs the quote."""
