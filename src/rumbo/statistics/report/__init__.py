"""Writes the situation report in its five forms, all from the same figures."""
