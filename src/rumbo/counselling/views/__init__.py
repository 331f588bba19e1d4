"""The pages of counselling: the panel of a case, and one page for each thing to do."""
