"""The papers of the consular desk, from plain values."""
