"""The exchange's pages: sheets come in, rows are mended, lookalikes are told apart."""
