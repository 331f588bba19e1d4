"""Which way the 1,703 went: day, where they registered, country, mode and status, from the shares.

The programme published its totals as it grew. They are followed in steps, so that the same file
gives the report of each of those days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, cycle, islice

from examples.published.figures import JULY, NOVEMBER, mixed, number, printed
from examples.published.fitting import fit, split

Journey = dict[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """People who returned between two days on which totals were published.

    `mexico` and `guatemala` count them by where they registered and by nationality; the other
    numbers are how many of them were women, and children alone, and girls alone.
    """

    months: tuple[tuple[str, str, int], ...]
    mexico: dict[str, int]
    guatemala: dict[str, int]
    women: int
    alone: int
    girls_alone: int

    @property
    def people(self) -> int:
        """How many they are."""
        return sum(self.mexico.values()) + sum(self.guatemala.values())


# Ours where nothing is known; `require` holds what is. What is known of the days between November
# and July is in docs/published.md. How many returned in which month is known for November only;
# the other months have numbers of a later chart whose order was lost, in an order of ours.
STEPS = (
    Step(
        (("2018-11-05", "2018-11-28", 453),),
        {"HND": 118, "SLV": 129, "GTM": 23}, {"HND": 140, "SLV": 43}, 72, 25, 6,
    ),
    Step(
        (
            ("2018-11-29", "2018-11-30", 34),
            ("2018-12-03", "2018-12-31", 385),
            ("2019-01-02", "2019-01-31", 176),
            ("2019-02-01", "2019-02-28", 144),
            ("2019-03-01", "2019-03-01", 3),
        ),
        {"HND": 490, "SLV": 81, "GTM": 6, "NIC": 3}, {"HND": 138, "SLV": 24}, 131, 23, 5,
    ),
    Step(
        (("2019-03-04", "2019-03-28", 85),),
        {"HND": 53, "SLV": 7}, {"HND": 21, "SLV": 4}, 29, 4, 1,
    ),
    Step(
        (
            ("2019-03-29", "2019-03-29", 3),
            ("2019-04-01", "2019-04-30", 102),
            ("2019-05-01", "2019-05-10", 21),
        ),
        {"HND": 79, "SLV": 10, "GTM": 1}, {"HND": 31, "SLV": 5}, 43, 14, 3,
    ),
    Step(
        (
            ("2019-05-13", "2019-05-31", 59),
            ("2019-06-03", "2019-06-28", 193),
            ("2019-07-01", "2019-07-11", 45),
        ),
        {"HND": 172, "SLV": 23, "NIC": 1}, {"HND": 86, "SLV": 15}, 100, 0, 0,
    ),
)  # fmt: skip
# 10 May 2019: 58, 24 and 13 % of those registered in Mexico, who were then the first four steps.
BY_MAY = {"Ciudad de México": "58", "Tijuana": "24", "Tapachula": "13"}
JOINED = {"Celaya and Saltillo": "Celaya+Saltillo"}
GUATEMALA = "Tecún Umán"
OTHER_STATUS = {"TVRH": 96, "ASYLUM_SEEKER": 52, "TVR": 19, "TRANSIT_OFICIO": 14, "TEMP_RES": 8}


def require(*, is_so: bool, what: str) -> None:
    """Stop where a number of ours does not agree with what was published."""
    if not is_so:
        raise ValueError(what)


def require_totals() -> None:
    """Hold the steps against everything published about them."""
    first, every = STEPS[0], STEPS
    total = number("returned")
    require(is_so=sum(s.people for s in every) == total, what="returned")
    require(is_so=all(s.people == sum(n for *_, n in s.months) for s in every), what="months")
    at_first = number("assisted (requested and obtained support)", as_of=NOVEMBER)
    require(is_so=first.people == at_first, what="November")
    nations = {n: first.mexico.get(n, 0) + first.guatemala.get(n, 0) for n in first.mexico}
    shares = printed("share nationality", as_of=NOVEMBER)
    require(is_so=nations == fit(at_first, shares, whole=True), what="November, nationality")
    men = fit(at_first, printed("share", as_of=NOVEMBER))["men"]
    require(is_so=first.women == at_first - men, what="November, women")
    children = number("returned by plane", "unaccompanied children", as_of=NOVEMBER)
    require(is_so=first.alone == children, what="November, children alone")
    for country, count in fit(total, printed("share nationality")).items():
        ours = sum(s.mexico[country] + s.guatemala[country] for s in every)
        require(is_so=ours == count, what=f"nationality, {country}")
    women = fit(total, printed("share sex"), whole=True)["F"]
    require(is_so=sum(s.women for s in every) == women, what="women")
    alone = number("returned", "unaccompanied children")
    require(is_so=sum(s.alone for s in every) == alone, what="children alone")
    of_guatemala = printed("share country of return (registered in Guatemala)")
    registered = sum(sum(s.guatemala.values()) for s in every)
    require(is_so=registered == irregular()["GTM"], what="registered in Guatemala")
    for country, count in fit(registered, of_guatemala, whole=True).items():
        ours = sum(s.guatemala[country] for s in every)
        require(is_so=ours == count, what=f"from Guatemala to {country}")


def irregular() -> dict[str, int]:
    """Return those in irregular stay by country: 85 % of all, 65 % in Mexico, 35 % in Guatemala.

    Everybody who registered in Guatemala is taken to be one of them: that is where the number of
    people registered in each country comes from, which was not published.
    """
    count = fit(number("returned"), printed("share status"))["irregular"]
    return fit(count, printed("share of irregular by country"), whole=True)


def days(since: str, until: str) -> list[str]:
    """Return the working days between two days, both inside."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day.isoformat() for day in every if day.weekday() < 5]


def each_of(step: Step, name: str) -> Iterator[Journey]:
    """Yield the journeys of a step: children alone registered in Mexico."""
    dates = chain(*(islice(cycle(days(a, b)), count) for a, b, count in step.months))
    places = [("MEX", c) for c, n in step.mexico.items() for _ in range(n)]
    places = mixed(places, f"{name} mexico")
    places += [("GTM", c) for c, n in step.guatemala.items() for _ in range(n)]
    sexes = ["F"] * (step.women - step.girls_alone)
    sexes += ["M"] * (step.people - step.alone - len(sexes))
    sexes = mixed(sexes, f"{name} sex")
    boys = step.alone - step.girls_alone
    sexes = ["F"] * step.girls_alone + ["M"] * boys + sexes
    days_of = mixed(dates, f"{name} days")
    for place, (day, (country, nation), sex) in enumerate(zip(days_of, places, sexes, strict=True)):
        yield {
            "returned_on": day,
            "stream": "AVR",
            "country_of_registration": country,
            "nationality": nation,
            "country_of_return": nation,
            "sex": sex,
            "unaccompanied_child": "YES" if place < step.alone else "NO",
        }


def with_places(journeys: list[Journey], before: int) -> None:
    """Name where each registered; the first `before` of them did so until 10 May."""
    here = [one for one in journeys if one["country_of_registration"] == "MEX"]
    late = {id(one) for one in journeys[before:]}
    early = [one for one in here if id(one) not in late]
    sites = fit(len(here), printed("share site (registered in Mexico)"), whole=True)
    then = fit(len(early), BY_MAY)
    smaller = {site: count for site, count in sites.items() if site not in then}
    then |= split(len(early) - sum(then.values()), smaller)
    now = {site: count - then[site] for site, count in sites.items()}
    for people, counts in ((early, then), ([one for one in here if id(one) in late], now)):
        names = chain(*([JOINED.get(site, site)] * count for site, count in counts.items()))
        for one, site in zip(mixed(people, "sites"), names, strict=True):
            one["site"] = site
    for one in journeys:
        one.setdefault("site", GUATEMALA)


def with_modes(journeys: list[Journey]) -> None:
    """Say how each travelled: 81, 5 and 14 %; every child alone by air, from Guatemala by land."""
    modes = fit(len(journeys), printed("share mode"), whole=True)
    first = STEPS[0].people
    alone = [one for one in journeys if one["unaccompanied_child"] == "YES"]
    later = [one for one in journeys[first:] if one["unaccompanied_child"] == "NO"]
    from_the_city = [one for one in later if one["site"] == "Ciudad de México"]
    flying = alone + mixed(from_the_city, "air")[: modes["AIR"] - len(alone)]
    for one in flying:
        one["mode"] = "AIR"
    rest = [one for one in journeys if "mode" not in one and one["site"] != GUATEMALA]
    rest = sorted(mixed(rest, "mixed"), key=lambda one: one["site"] != "Tijuana")
    for one in rest[: modes["MIXED"]]:
        one["mode"] = "MIXED"
    for one in journeys:
        one.setdefault("mode", "LAND")


def with_status(journeys: list[Journey]) -> None:
    """Give each their status: children alone are visitors for humanitarian reasons, by law."""
    count = irregular()
    here = [one for one in journeys if one["country_of_registration"] == "MEX"]
    alone = [one for one in here if one["unaccompanied_child"] == "YES"]
    rest = mixed([one for one in here if one["unaccompanied_child"] == "NO"], "status")
    regular = split(len(rest) - count["MEX"], OTHER_STATUS)
    names = chain(*([code] * n for code, n in regular.items()), ["IRREGULAR"] * count["MEX"])
    for one, status in zip(rest, names, strict=True):
        one["status"] = status
    for one in alone:
        one["status"] = "TVRH"
    for one in journeys:
        one.setdefault("status", "IRREGULAR")


def everyone() -> list[Journey]:
    """Return the 1,703 journeys, first to last."""
    require_totals()
    journeys = [one for n, step in enumerate(STEPS) for one in each_of(step, f"step {n}")]
    with_places(journeys, sum(step.people for step in STEPS[:-1]))
    with_modes(journeys)
    with_status(journeys)
    if max(one["returned_on"] for one in journeys) != JULY:
        raise ValueError("Nobody returned on the last day.")
    return journeys
