"""The case: where a person stands on the way home, who decided what and why, tasks, contact and the waiting list."""
