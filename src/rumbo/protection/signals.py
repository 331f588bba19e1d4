"""What protection tells the rooms after it, in the same transaction."""

from django.dispatch import Signal

# Who goes along with a child was named, or named anew: person, before (the name until now), actor, at.
escort_named = Signal()
