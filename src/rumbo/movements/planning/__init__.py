"""Which families travel when, by what and paid by whom: plain Python, no Django."""
