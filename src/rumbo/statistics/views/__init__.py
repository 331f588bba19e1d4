"""The pages of figures: reports to take away, and dashboards."""
