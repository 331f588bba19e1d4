"""The files of returns: one row a person, as an office without Rumbo would keep them."""

import csv
import io
from collections.abc import Callable, Mapping
from itertools import chain

from examples.published import way, who
from examples.published.figures import FIRST_BUS, JULY, mixed, number, printed
from examples.published.fitting import bases, fit, possible, split

Row = dict[str, str]
COLUMNS = (
    "person", "returned_on", "stream", "country_of_registration", "site", "nationality",
    "country_of_return", "return_department", "sex", "birth_date", "age", "unaccompanied_child",
    "mode", "status", "education", "sector", "health_condition", "self_rated_health",
    "journey_conditions", "travelling_with", "incidents", "reason_migrating", "reason_returning",
    "plan_on_return", "applied_to_regularise", "surveyed",
)  # fmt: skip
ADULT = 18
FOUND = {"RESPIRATORY": 24, "INFECTION": 16, "MUSCULOSKELETAL": 11}
SURVEYED_SINCE, SURVEYED = "2019-03-01", 10  # per cent of all returns
ANSWERS = {
    "share incidents": "incidents",
    "share plan on return": "plan_on_return",
}
CODES = {
    "abuse": "ABUSE", "violence": "VIOLENCE", "extortion": "EXTORTION", "threat": "THREAT",
    "fraud": "FRAUD", "kidnapping": "KIDNAPPING", "exploitation": "EXPLOITATION",
    "look for a job": "JOB", "return home": "HOME", "reunite with family": "FAMILY",
    "study": "STUDY", "health care": "HEALTH",
    "abandonment of the application": "PROCESS_ABANDONED", "scarcity of money": "NO_FUNDS",
    "family reunification": "FAMILY", "problems with third parties": "THIRD_PARTY_CONFLICT",
    "identity document stolen": "ID_STOLEN", "process denied": "DENIED",
    "homelessness": "HOMELESS",
}  # fmt: skip


def july() -> list[Row]:
    """Return the 1,703 of July 2019; until 28 November 2018 they are the 453."""
    people, journeys = who.everyone(), way.everyone()
    met: list[Row] = []
    for sex in ("F", "M"):
        for alone in ("YES", "NO"):
            ours = [
                one for one in journeys if (one["sex"], one["unaccompanied_child"]) == (sex, alone)
            ]
            kind = "UNACCOMPANIED_CHILD"
            theirs = [
                one
                for one in people
                if one["sex"] == sex and (one["travelling_with"] == kind) == (alone == "YES")
            ]
            theirs = mixed(theirs, f"{sex} {alone}")
            met += [one | other for one, other in zip(ours, theirs, strict=True)]
    met.sort(key=lambda one: (one["returned_on"], one["site"]))
    with_health(met)
    with_applications(met)
    with_survey(met)
    return [row("J", n, one) for n, one in enumerate(met, start=1)]


def row(letter: str, place: int, values: Mapping[str, str]) -> Row:
    """Return a row of the file with a pseudonym of ours."""
    return {**dict.fromkeys(COLUMNS, ""), **values, "person": f"{letter}{place:04}"}


def with_health(people: list[Row]) -> None:
    """About 15 % were screened with a condition; which, in proportions of ours."""
    percent = printed("share screened with a health condition")["any"]
    with_one = fit(len(people), {"any": percent})["any"]
    codes = listed(split(with_one, FOUND), len(people), "NONE")
    for one, code in zip(mixed(people, "health"), codes, strict=True):
        one["health_condition"] = code


def applicants(people: int) -> list[int]:
    """Return how many may have applied: 5 % of all, and the printed reasons make all of them."""
    allowed = possible(people, printed("share applied to regularise")["yes"])
    return bases(printed("share reason leaving, of applicants"), allowed)


def with_applications(people: list[Row]) -> None:
    """5 % had applied to regularise their stay in Mexico, those seeking asylum first."""
    near = fit(len(people), printed("share applied to regularise"))["yes"]
    count = min(applicants(len(people)), key=lambda allowed: abs(allowed - near))
    reasons = fit(count, printed("share reason leaving, of applicants"), whole=True)
    adults = [
        one
        for one in mixed(people, "applied")
        if int(one["age"]) >= ADULT and one["country_of_registration"] == "MEX"
    ]
    adults.sort(key=lambda one: one["status"] != "ASYLUM_SEEKER")
    codes = mixed(listed({CODES[r]: n for r, n in reasons.items()}, count), "reasons")
    for one in people:
        one["applied_to_regularise"] = "NO"
    for one, code in zip(adults, codes, strict=False):
        one |= {"applied_to_regularise": "YES", "reason_returning": code}


def with_survey(people: list[Row]) -> None:
    """About 10 % of returns were asked, adults who returned from March 2019 on."""
    count = round(len(people) * SURVEYED / 100)
    asked = [
        one
        for one in mixed(people, "asked")
        if int(one["age"]) >= ADULT and one["returned_on"] >= SURVEYED_SINCE
    ][:count]
    for one in people:
        one["surveyed"] = "NO"
    for figure, column in ANSWERS.items():
        counts = {CODES[name]: n for name, n in fit(count, printed(figure)).items()}
        answers = mixed(listed(counts, count, "NONE"), column)
        for one, answer in zip(asked, answers, strict=True):
            one |= {"surveyed": "YES", column: answer}


def listed(counts: Mapping[str, int], total: int, rest: str = "") -> list[str]:
    """Return each code as often as counted, and the rest up to a total."""
    codes = list(chain(*([code] * count for code, count in counts.items())))
    return codes + [rest] * (total - len(codes))


def mpp() -> list[Row]:
    """Return the 137 under MPP until 11 July 2019: 72 children, 92 % in families, 8 % alone."""
    total = number("returned", programme="MPP")
    children = number("returned", "accompanied children", programme="MPP")
    company = fit(total, printed("share travelling with", "MPP"), whole=True)
    ages = [n % ADULT for n in range(children)]
    ages += [who.AGES["young"][n % len(who.AGES["young"])] for n in range(total - children)]
    with_whom = listed({"FIRST_DEGREE": company["first-degree relatives"]}, total, "ALONE")
    days = way.days("2019-07-01", JULY)
    return [
        row(
            "M",
            place,
            {
                "returned_on": days[place * len(days) // (total + 1)],
                "stream": "MPP",
                "country_of_registration": "MEX",
                "status": "MPP",
                "age": str(age),
                "unaccompanied_child": "NO",
                "travelling_with": company_of,
            },
        )
        for place, (age, company_of) in enumerate(zip(ages, with_whom, strict=True), start=1)
    ]


def bus() -> list[Row]:
    """Return the 69 of the first bus from Ciudad Juárez; nothing else is known of them."""
    aboard = dict(printed("aboard the first bus from Ciudad Juárez", "TPVR", FIRST_BUS))
    total, under_mpp = int(aboard.pop("total")), int(aboard.pop("under MPP"))
    nations = listed({nation: int(count) for nation, count in aboard.items()}, total)
    status = mixed(listed({"MPP": under_mpp}, total), "bus")
    return [
        row(
            "B",
            place,
            {
                "returned_on": FIRST_BUS,
                "stream": "TPVR",
                "country_of_registration": "MEX",
                "site": "Ciudad Juárez",
                "nationality": nation,
                "country_of_return": nation,
                "mode": "LAND",
                "status": state,
            },
        )
        for place, (nation, state) in enumerate(zip(nations, status, strict=True), start=1)
    ]


FILES: Mapping[str, Callable[[], list[Row]]] = {
    "returns-2019-07-11.csv": july,
    "returns-2019-07-11-mpp.csv": mpp,
    "returns-2019-07-02-bus.csv": bus,
}


def as_csv(rows: list[Row]) -> str:
    """Return the text of a file of returns."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
