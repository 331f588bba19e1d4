"""The papers of counselling: declarations, slips, notices and the contact card."""
