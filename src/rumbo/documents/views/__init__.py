"""The pages of documents: the panel of a case, short forms, receipts, scans and the day's lists."""
