"""What other rooms ask of the network: which places there are on a day, and which way leads home."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.db.models import F, Q

from rumbo.network.models import (
    Airport,
    CentreClosure,
    Consulate,
    Country,
    Crossing,
    Department,
    Organisation,
    ReceptionCentre,
    Route,
    RouteStop,
    Site,
    TransitRule,
)


def sites_on(day: date, kind: str | None = None) -> Sequence[Site]:
    """The registration places open on a day, by name."""
    rows = Site.objects.live_on(day).order_by("name")
    return list(rows.filter(kind=kind) if kind else rows)


def centres_for(
    country: str, day: date, *, mode: str | None = None, serves: str | None = None
) -> Sequence[ReceptionCentre]:
    """The centres of a country that receive people on a day (and by this mode, and such people)."""
    closed = CentreClosure.objects.filter(
        Q(closed_until__isnull=True) | Q(closed_until__gte=day), closed_from__lte=day
    ).values("centre")
    rows = ReceptionCentre.objects.live_on(day).filter(country=country).exclude(pk__in=closed)
    if mode:
        rows = rows.filter(modes__contains=[mode])
    if serves:
        rows = rows.filter(serves__contains=[serves])
    return list(rows.order_by("code"))


def centres_on(day: date) -> Sequence[ReceptionCentre]:
    """Every centre that is known on a day, closed for a while or not, by name."""
    return list(ReceptionCentre.objects.live_on(day).order_by("name"))


def closed_days(centre: str, first: date, last: date) -> Sequence[date]:
    """The days from first to last on which a centre receives nobody."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    spans = CentreClosure.objects.filter(centre=centre).values_list("closed_from", "closed_until")
    shut = list(spans)
    return [
        day
        for day in days
        if any(start <= day and (end is None or day <= end) for start, end in shut)
    ]


def routes_between(
    origin: str, centre: str, day: date, *, mode: str | None = None
) -> Sequence[Route]:
    """The routes that pass a site and, later on the way, a centre; the shortest first."""
    rows = Route.objects.live_on(day).filter(mode=mode) if mode else Route.objects.live_on(day)
    found = []
    for route in rows.prefetch_related("stops"):
        at = {stop.site_id or stop.centre_id: stop.hours for stop in route.stops.all()}
        if origin in at and centre in at and at[origin] < at[centre]:
            found.append((at[centre] - at[origin], route.code, route))
    return [route for _, _, route in sorted(found, key=lambda item: item[:2])]


def stops_of(route: str) -> Sequence[RouteStop]:
    """The stops of a route in their order, each with its place."""
    return list(RouteStop.objects.filter(route=route).select_related("site", "crossing", "centre"))


def crossings_of(route: str) -> Sequence[Crossing]:
    """The borders that a route crosses, in their order."""
    return [stop.crossing for stop in stops_of(route) if stop.crossing is not None]


def consulates_of(country: str, host: str, day: date) -> Sequence[Consulate]:
    """A country's consulates in a host country; those that somebody confirmed come first."""
    rows = Consulate.objects.live_on(day).filter(represents=country, host=host)
    return list(rows.order_by("-verified", "city"))


def consulates_on(day: date) -> Sequence[Consulate]:
    """Every consulate that is known on a day, by country and city."""
    rows = Consulate.objects.live_on(day).select_related("represents")
    return list(rows.order_by("represents", "city"))


def organisations_for(target: str, country: str, day: date) -> Sequence[Organisation]:
    """The partners in a country to whom people are referred for this."""
    rows = Organisation.objects.live_on(day).filter(referral_target=target, country=country)
    return list(rows.order_by("place", "code"))


def are_countries(*found: str) -> bool:
    """Whether these are all codes of countries that we know."""
    return Country.objects.filter(pk__in=set(found)).count() == len(set(found))


def departments_of(country: str) -> Sequence[Department]:
    """The departments of a country by name."""
    return list(Department.objects.filter(country=country).order_by("name"))


def airports_on(day: date) -> Sequence[Airport]:
    """The airports that are known on a day, by name."""
    return list(Airport.objects.live_on(day).select_related("country").order_by("name"))


def transit_rules(countries: Collection[str], day: date) -> Sequence[TransitRule]:
    """What is known of changing flights in these countries on a day; the newest word last."""
    rows = TransitRule.objects.live_on(day).filter(country__in=list(countries))
    return list(rows.order_by("valid_from", F("recorded_at").asc(nulls_first=True), "code"))


def known_transit(day: date) -> Sequence[TransitRule]:
    """Every rule of transit that holds on a day or will, for the list."""
    rows = TransitRule.objects.exclude(valid_until__lt=day)
    return list(rows.order_by("country", "valid_from", "recorded_at", "code"))
