"""The pages of readiness: what is missing, setting a row aside, and the table itself."""
