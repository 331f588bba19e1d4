"""The planner alone: plain Python, no database."""
