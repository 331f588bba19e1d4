"""Practice data, and the published figures with the reports rebuilt from them."""
