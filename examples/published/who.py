"""Who the 1,703 of July 2019 are: age, sex, schooling, work and company, from the shares.

What the shares leave open is written here as numbers or weights of our own; `fit` finds the rest.
"""

from collections.abc import Mapping
from itertools import chain, cycle, islice

from examples.published.figures import mixed, number, printed
from examples.published.fitting import fit, split

Person = dict[str, str]

# Ours: nothing was published of these.
SMALLER_SCHOOLING = {"PRESCHOOL": 8, "TECH": 40, "TERTIARY": 20}
GIRLS_UNDER_5, GIRLS_IN_PRESCHOOL = 50, 4
# Schooling, how many children, how many of them girls; those of 5 to 12 in primary follow.
TEENAGERS_IN_FAMILIES = (("PRIMARY", 40, 14), ("SECONDARY", 38, 13))
TEENAGERS_ALONE = (("PRIMARY", 26, 5), ("SECONDARY", 40, 10))
GIRLS_OF_5_TO_12 = 20
WOMEN_AT_UNIVERSITY = 10
OLDER = {"PRIMARY": 70, "SECONDARY": 10, "TERTIARY": 3}
OTHER_SCHOOLING: Mapping[str, Mapping[str, int]] = {
    "AGRI": {"NONE": 15, "TECH": 1},
    "CONSTR": {"NONE": 5, "TECH": 1},
    "VARIOUS": {"NONE": 7, "TECH": 2, "TERTIARY": 1},
}
OTHER_WORK = {
    "DOMESTIC": 25, "COMMERCE": 40, "NONE": 6, "MANUF": 14, "STUDENT": 3,
    "SECURITY": 5, "TRANSPORT": 8, "FISHFOREST": 4, "MINING": 2,
}  # fmt: skip
WOMEN_IN_FAMILIES, WOMEN_WITH_FRIENDS = 0.8, 5
AGES = {
    "young": (18, 19, 19, 20, 21, 22, 22, 23, 24, 25, 26, 27, 28, 30, 31, 33, 35, 37, 40, 44),
    "middle": (46, 47, 48, 50, 51, 53, 56, 59),
    "old": (60, 62, 65, 71),
}
OF_60_AND_MORE = 18


def block(ages: tuple[int, ...], schooling: str, women: int, everyone: int) -> list[Person]:
    """Return people of one schooling, their ages one after the other: women first, then men."""
    sexes = ["F"] * women + ["M"] * (everyone - women)
    return [
        {"age": str(age), "education": schooling, "sex": sex}
        for age, sex in zip(islice(cycle(ages), everyone), sexes, strict=True)
    ]


def schooling() -> dict[str, int]:
    """Return how many people had each schooling: 54, 28 and 14 %, and ours for the rest."""
    total = number("returned")
    three = fit(total, printed("share education"))
    rest = split(total - sum(three.values()), SMALLER_SCHOOLING)
    return {name.upper(): count for name, count in three.items()} | rest


def women() -> dict[str, int]:
    """Return how many of each schooling are women: 19 and 20 %, and 22 % of all."""
    learnt = schooling()
    found = {
        name: fit(learnt[name], printed(f"share of {name.lower()}"), whole=True)["women"]
        for name in ("PRIMARY", "SECONDARY")
    }
    found["NONE"] = GIRLS_UNDER_5 + unschooled_adults()["women"]
    found |= {"PRESCHOOL": GIRLS_IN_PRESCHOOL, "TERTIARY": WOMEN_AT_UNIVERSITY}
    everyone = fit(number("returned"), printed("share sex"), whole=True)["F"]
    return found | {"TECH": everyone - sum(found.values())}


def unschooled() -> dict[str, int]:
    """Return those without schooling: 46 % under five years, 54 % adults, so nobody between."""
    return fit(schooling()["NONE"], printed("share of none"), whole=True)


def unschooled_adults() -> dict[str, int]:
    """Return the adults without schooling by sex: 13 and 87 %."""
    adults = unschooled()["adults"]
    return fit(adults, printed("share of adults without education"), whole=True)


def company() -> dict[str, int]:
    """Return with whom people travelled: 51, 44 and 5 %; children alone are among the 44 %."""
    three = fit(number("returned"), printed("share travelling with"), whole=True)
    alone = number("returned", "unaccompanied children")
    return {
        "FIRST_DEGREE": three["first-degree relatives"],
        "FRIENDS": three["friends"],
        "ALONE": three["alone"] - alone,
        "UNACCOMPANIED_CHILD": alone,
    }


def children_in_families() -> list[Person]:
    """Return the minors among those in families: 28 % of 0 to 17 years, 19 % under 13."""
    minors = fit(company()["FIRST_DEGREE"], printed("share minors among family travellers"))
    small, preschool = unschooled()["under 5 years"], schooling()["PRESCHOOL"]
    found = block((0, 1, 2, 3, 4), "NONE", GIRLS_UNDER_5, small)
    found += block((5,), "PRESCHOOL", GIRLS_IN_PRESCHOOL, preschool)
    at_school = minors["under 13"] - small - preschool
    found += block((6, 7, 8, 9, 10, 11, 12), "PRIMARY", GIRLS_OF_5_TO_12, at_school)
    for level, count, girls in TEENAGERS_IN_FAMILIES:
        found += block((13, 14, 15, 16, 17), level, girls, count)
    if len(found) != minors["0-17"]:
        raise ValueError(f"{len(found)} children in families, and not {minors['0-17']}")
    return [child | {"travelling_with": "FIRST_DEGREE"} for child in found]


def children_alone() -> list[Person]:
    """Return the unaccompanied children."""
    found = [
        child | {"travelling_with": "UNACCOMPANIED_CHILD"}
        for level, count, girls in TEENAGERS_ALONE
        for child in block((17, 16, 17, 15, 16, 14), level, girls, count)
    ]
    if len(found) != company()["UNACCOMPANIED_CHILD"]:
        raise ValueError(f"{len(found)} unaccompanied children")
    return found


def adults(children: list[Person]) -> list[Person]:
    """Return everybody else: what is left of each schooling and sex, 77 % of all from 18 to 45."""
    young = fit(number("returned"), printed("share age"))["18-45"]
    learnt, female = schooling(), women()
    for child in children:
        learnt[child["education"]] -= 1
        female[child["education"]] -= child["sex"] == "F"
    older = sum(learnt.values()) - young
    if older != sum(OLDER.values()):
        raise ValueError(f"{older} people of 46 years and more")
    found = []
    for level, everyone in learnt.items():
        aged = OLDER.get(level, 0)
        elder = split(aged, {"old": OF_60_AND_MORE, "middle": older - OF_60_AND_MORE})
        groups = {"young": everyone - aged, **elder}
        for (name, count), of_them in zip(
            groups.items(), split(female[level], groups).values(), strict=True
        ):
            found += block(AGES[name], level, of_them, count)
    return found


def with_work(people: list[Person]) -> list[Person]:
    """Give the adults their work: three branches by schooling as printed, the others ours."""
    left = mixed(people, "work")
    sectors = fit(len(people), printed("share sector"))
    names = {"CONSTR": "construction", "AGRI": "agriculture", "VARIOUS": "various"}
    for code, name in names.items():
        count = sectors[name]
        levels = {k.upper(): n for k, n in fit(count, printed(f"share of {name}")).items()}
        levels |= split(count - sum(levels.values()), OTHER_SCHOOLING[code])
        if code == "CONSTR":
            left.sort(key=lambda one: one["sex"] == "F")
        for level, wanted in levels.items():
            chosen = [one for one in left if "sector" not in one and one["education"] == level]
            for one in chosen[:wanted]:
                one["sector"] = code
        left = mixed([one for one in left if "sector" not in one], code)
    left.sort(key=lambda one: one["sex"] == "M")
    work = split(len(left), OTHER_WORK)
    for one, code in zip(left, chain(*([code] * n for code, n in work.items())), strict=True):
        one["sector"] = code
    return people


def with_company(people: list[Person], taken: int) -> list[Person]:
    """Give the adults their company; `taken` places in families are the children's."""
    left = company()
    left["FIRST_DEGREE"] -= taken
    del left["UNACCOMPANIED_CHILD"]
    female = mixed([one for one in people if one["sex"] == "F"], "women's company")
    male = mixed([one for one in people if one["sex"] == "M"], "men's company")
    in_families = round(len(female) * WOMEN_IN_FAMILIES)
    for place, one in enumerate(female):
        family, friends = place < in_families, place < in_families + WOMEN_WITH_FRIENDS
        one["travelling_with"] = "FIRST_DEGREE" if family else "FRIENDS" if friends else "ALONE"
        left[one["travelling_with"]] -= 1
    rest = chain(*([code] * count for code, count in left.items()))
    for one, code in zip(male, rest, strict=True):
        one["travelling_with"] = code
    return people


def everyone() -> list[Person]:
    """Return the 1,703: children in families, children alone, adults."""
    in_families, alone = children_in_families(), children_alone()
    grown = adults(in_families + alone)
    return in_families + alone + with_company(with_work(grown), len(in_families))
