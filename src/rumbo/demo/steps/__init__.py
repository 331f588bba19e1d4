"""What people and staff do in the play, step by step, each through the verbs that pages call."""
