"""Screening, the question about fear, special tracks and clearances, in restricted compartments."""
