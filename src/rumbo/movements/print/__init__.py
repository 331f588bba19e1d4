"""The papers of a departure: manifests, roll-call, passes, border hand-over, driver's sheet."""
