"""The booth's spreadsheet: read safely, judged row by row, nothing lost and nothing guessed silently."""
