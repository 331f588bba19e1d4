"""Dashboards for those who coordinate and who monitor: numbers with their base and their list."""
