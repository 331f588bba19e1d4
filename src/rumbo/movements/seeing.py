"""What somebody was shown of two departures before they took a group from one to the other."""

from rumbo.movements.models import BookedSeat, Departure


def stamp(*departures: Departure) -> str:
    """How these departures stand: their versions, and how many hold a seat on each."""
    live = BookedSeat.objects.live()
    return "-".join(
        f"{row.version}.{live.filter(departure=row).count()}"
        for row in sorted(departures, key=lambda row: row.pk)
    )
