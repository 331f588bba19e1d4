"""Plays a programme through the same verbs that people use: for demos, training, load tests and benchmarks."""
