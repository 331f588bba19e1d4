"""The shapes of what is typed at the desk."""
