"""The one table of requirements: what must be true before a person travels, and what is missing, in words."""
