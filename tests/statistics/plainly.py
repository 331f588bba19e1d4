"""A second reading of the contract in plain Python, written without looking at the first."""

from datetime import date

from rumbo.statistics import codes

GROUPS = {"0-4": range(5), "5-12": range(5, 13), "13-17": range(13, 18), "18-45": range(18, 46)}
GROUPS |= {"46-59": range(46, 60), "60+": range(60, 121)}
SINGLE = [
    "stream",
    "site",
    "country_of_registration",
    "country_of_return",
    "sex",
    "unaccompanied_child",
    "mode",
    "education",
    "self_rated_health",
    "applied_to_regularise",
    "surveyed",
]
COUNTRY = "country_of_registration"
EVERYONE = [
    "stream",
    "site",
    "country_of_registration",
    "mode",
    "nationality",
    "country_of_return",
    "sex",
    "age_group",
    "unaccompanied",
    "status",
    "education",
    "sector",
    "health_condition",
    "self_rated_health",
    "journey_conditions",
    "travelling_with",
    "travelling_with_grouped",
    "applied_to_regularise",
]
SURVEY = ["incidents", "reason_migrating", "reason_returning", "plan_on_return"]


def day(text):
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def returned(row):
    found = day(row["returned_on"])
    return found if found and found.year >= 1990 else None


def age_of(row):
    born, returned_on = day(row["birth_date"]), returned(row)
    if born and returned_on:
        years = (
            returned_on.year
            - born.year
            - ((returned_on.month, returned_on.day) < (born.month, born.day))
        )
        if 0 <= years <= 120:
            return years
    stated = row["age"]
    return int(stated) if stated.isdigit() and int(stated) <= 120 else None


def allowed(column, value):
    if column in {"nationality", COUNTRY, "country_of_return"}:
        return value in codes.country_codes()
    if column == "site":
        return True
    if column == "unaccompanied_child":
        return value in {"YES", "NO"}
    return value in (codes.closed(column) or ())


def person(row):
    out = {"age": age_of(row), "day": returned(row)}
    for column, cell in row.items():
        if column in {"age", "birth_date", "returned_on", "person", "return_department"}:
            continue
        parts = {part.strip() for part in cell.split(";")} - {""}
        good = {part for part in parts if allowed(column, part)}
        if column in SINGLE and (len(parts) != 1 or good != parts):
            good = set()
        if column not in SINGLE and len(parts) > 1 and "NONE" in (codes.closed(column) or ()):
            good -= {"NONE"}
        out[column] = good or None
    if out["age"] is not None and out["age"] >= 18:
        if out["unaccompanied_child"] == {"YES"}:
            out["unaccompanied_child"] = None
        out["travelling_with"] = (
            (out["travelling_with"] or set()) - {"UNACCOMPANIED_CHILD"}
        ) or None
    return out | derived(out)


def derived(out):
    age, company = out["age"], out["travelling_with"]
    groups = {name for name, years in GROUPS.items() if age is not None and age in years}
    together = set()
    for code in company or ():
        family = code in {"FIRST_DEGREE", "OTHER_RELATIVES", "SEPARATED_CHILD"}
        together.add("FAMILY" if family else "FRIENDS" if code == "FRIENDS" else "ALONE")
    minors = None if age is None else {n for n, top in (("0-17", 17), ("0-12", 12)) if age <= top}
    return {
        "month": {f"{out['day']:%Y-%m}"} if out["day"] else None,
        "age_group": groups or None,
        "unaccompanied": out["unaccompanied_child"],
        "travelling_with_grouped": together or None,
        "minors": minors,
    }


def figures(rows, since, until, stream):
    """Return {(table, row, column): (count, base, missing)} for a list of plain rows."""
    everyone = [person(row) for row in rows]
    everyone = [
        p
        for p in everyone
        if (p["day"] is None or ((since is None or since <= p["day"]) and p["day"] <= until))
        and (stream is None or p["stream"] == {stream})
    ]
    surveyed = [p for p in everyone if p["surveyed"] == {"YES"}]
    adults = [p for p in everyone if p["age"] is not None and p["age"] >= 18]
    family = [p for p in everyone if "FIRST_DEGREE" in (p["travelling_with"] or ())]
    applied = [p for p in everyone if p["applied_to_regularise"] == {"YES"}]
    out = one_way("returns_by_month", everyone, "month")
    for name in EVERYONE:
        out |= one_way(name, everyone, name)
    for name in SURVEY:
        out |= one_way(name, surveyed, name)
    out |= one_way("reason_leaving_of_applicants", applied, "reason_returning")
    out |= one_way("minors_in_families", family, "minors")
    for name, a, b in (
        ("status_by_country", "status", COUNTRY),
        ("education_by_sex", "education", "sex"),
        ("education_by_age_group", "education", "age_group"),
        ("sector_by_education", "sector", "education"),
    ):
        out |= two_way(name, everyone, a, b)
    out |= two_way("education_adults_by_sex", adults, "education", "sex")
    for name, a in (
        ("site_by_country", "site"),
        ("country_of_return_by_country_of_registration", "country_of_return"),
    ):
        turned = two_way(name, everyone, COUNTRY, a)
        out |= {(name, b, c): value for (_, c, b), value in turned.items()}
    return out


def one_way(name, people, attribute):
    known = [p[attribute] for p in people if p[attribute] is not None]
    rows = set(codes.closed(attribute) or ()) | {v for values in known for v in values}
    missing = len(people) - len(known)
    return {
        (name, row, None): (sum(row in values for values in known), len(known), missing)
        for row in rows
    }


def two_way(name, people, a, b):
    out = {}
    for row in set(codes.closed(a) or ()) | {v for p in people for v in p[a] or ()}:
        of = [p for p in people if row in (p[a] or ())]
        known = [p[b] for p in of if p[b] is not None]
        for column in set(codes.closed(b) or ()) | {v for p in people for v in p[b] or ()}:
            count = sum(column in values for values in known)
            out[name, row, column] = (count, len(known), len(of) - len(known))
    return out
