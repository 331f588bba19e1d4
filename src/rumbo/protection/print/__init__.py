"""The act by which a child is handed over, as a sheet of paper."""
