"""The pages of protection and health; to whoever may not see them they do not exist."""
