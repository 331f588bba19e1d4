"""Outgoing SMS, mail and letters, in the person's language, each with its delivery log."""
