"""The shared Typst parts of every printed paper: sheet, heads, boxes, tables, dates."""
