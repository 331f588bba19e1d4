"""The notices that go up from casework; docs/architecture.md lists them, receivers.py hear them."""

from django.dispatch import Signal

# People stop, before departure: arguments case, people (ids), kind. Seats are released at once.
people_stopped = Signal()
