"""Travel documents, who holds the original, scans and printed papers."""
