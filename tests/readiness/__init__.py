"""The table of requirements, row by row."""
