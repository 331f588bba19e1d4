"""Complaints and reports of abuse: heard outside the team of the file, without a name if wished."""
