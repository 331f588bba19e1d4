"""The mirror: a pseudonymised extract in Parquet, refreshed from what changed, counted with Polars."""
