"""The registry's pages: pairs that may be one person, and requests to see a file."""
