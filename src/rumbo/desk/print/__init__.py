"""A person's copy of their own file, as a sheet of paper."""
