"""Booths and escorts, on a phone and without a connection."""
