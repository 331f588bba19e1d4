"""Template tags of access: what a page may offer to whom it is shown."""
