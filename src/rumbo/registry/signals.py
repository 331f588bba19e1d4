"""The notices that go up from the registry; docs/architecture.md lists them, receivers.py hear them."""

from django.dispatch import Signal

# Sent with reader and pairs (of each its id and the ids of both people) when a list of pairs is shown;
# a receiver gives back the ids of those under whose two registrations help was given twice, or may
# be. It writes nothing.
double_help_wanted = Signal()
