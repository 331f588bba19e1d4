"""The pages of casework: lists of work, and one page for each thing done with a case."""
