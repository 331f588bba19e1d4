"""Journeys in a real browser: what a page looks like, how it is used, and for whom it works."""
