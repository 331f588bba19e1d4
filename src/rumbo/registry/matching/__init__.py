"""Links a whole registry at once: plain Python, no database, for `rumbo match` and the nightly job."""
