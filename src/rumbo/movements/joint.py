"""What is known here of the other part of a joint movement: whose, and how many."""

from rumbo.movements.models import Departure, TheirPart


def their_part(departure: Departure) -> TheirPart | None:
    """The other organiser's head-count on a joint movement; None where it is ours alone."""
    rows = TheirPart.objects.filter(departure=departure).order_by("-occurred_at", "-recorded_at")
    found: TheirPart | None = rows.first()
    return found if found is not None and found.people else None
