"""The migrant's own page."""
