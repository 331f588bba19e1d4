"""The notice that goes up from counselling; docs/architecture.md lists it, receivers.py hear it."""

from django.dispatch import Signal

# Somebody took permissions to share back: arguments case, person, recipients (codes), actor, at.
sharing_ended = Signal()
