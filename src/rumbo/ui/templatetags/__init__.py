"""Brings the words of the house into templates."""
