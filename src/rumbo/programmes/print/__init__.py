"""The papers of money: what a donor is told of a line."""
