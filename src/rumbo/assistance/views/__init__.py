"""The pages of direct assistance: for protection; money alone for finance and the coordinator."""
