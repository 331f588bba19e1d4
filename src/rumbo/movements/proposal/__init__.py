"""From the desk's rows to a question for the planner, and from its answer to lines that are read."""
