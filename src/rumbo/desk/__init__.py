"""The staff's pages: today's work, search, the case page and the lists."""
