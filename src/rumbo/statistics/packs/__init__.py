"""Reports of other shapes than the situation report: the year's highlights, and a donor's line."""
