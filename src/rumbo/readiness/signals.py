"""What readiness asks the rooms after it; docs/architecture.md lists it, receivers.py hear it."""

from django.dispatch import Signal

# Sent with cases before they are judged without a plan; a receiver gives back, for each case's id,
# the TravelPlan on which it holds seats. It writes nothing.
journeys_wanted = Signal()
