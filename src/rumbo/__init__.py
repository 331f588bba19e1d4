"""Rumbo: the course home, for people who ask for help to return freely, safely and with dignity."""

__version__ = "0.1.0"
