"""Counts that can be published: it reads all rooms and writes none."""
