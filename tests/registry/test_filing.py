"""Keys reckoned for a whole registry at once: the same people meet as under the keys said plainly."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from random import Random

import pytest

from rumbo.registry.matching.filing import Filed, filed
from rumbo.registry.matching.pairs import Shared
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.features import Features
from tests.registry.plain_keys import keys_of

GIVEN = ("José", "Chepe", "María", "Lupe", "Ana", "Xiomara", "Kevin", "Hugo", "Ou", "J", "محمد", "")
SURNAMES = ("López", "Lopes", "de la Cruz", "Mc Carthy", "Tzul", "Paguada", "Ñúñez", "Y", "", "de")
DOCUMENTS = ("", "12345", "123456", "0801-1990-12345", "A1234567", "0801199012346")


def people(number: int, seed: int) -> list[Features]:
    """Draw people of every kind of gap: no date, no name, four names, an age alone."""
    chance = Random(seed)  # noqa: S311 - no secret
    return [
        Features(
            given_names=" ".join(chance.choices(GIVEN, k=chance.randint(0, 5))),
            surname_1=" ".join(chance.choices(SURNAMES, k=chance.randint(0, 3))),
            surname_2=chance.choice(SURNAMES),
            birth_date=date(chance.randint(1990, 1992), chance.randint(1, 12), chance.randint(1, 12))
            if chance.random() < 0.9
            else None,
            precision=chance.choice(("day", "day", "day", "month", "year", "age")),
            document_number=chance.choice(DOCUMENTS),
            mother=" ".join(chance.choices(GIVEN + SURNAMES, k=chance.randint(0, 3))),
            father=" ".join(chance.choices(GIVEN + SURNAMES, k=chance.randint(0, 3))),
        )
        for _ in range(number)
    ]  # fmt: skip


def met(filed_under: Iterable[tuple[Hashable, int]]) -> Counter[tuple[int, ...]]:
    """Count the groups of people who stand under one key."""
    groups: defaultdict[Hashable, set[int]] = defaultdict(set)
    for key, place in filed_under:
        groups[key].add(place)
    return Counter(tuple(sorted(group)) for group in groups.values())


@pytest.mark.parametrize("seed", range(4))
def test_the_same_people_meet_under_each_key(seed):
    told = people(400, seed)
    by_text = met((key, place) for place, one in enumerate(told) for key in keys_of(one))
    found = filed(Deck(told), few=0)
    by_number = met(zip(found.keys.tolist(), found.places.tolist(), strict=True))
    assert by_number == by_text
    assert len(by_text) > 100


def test_the_keys_of_beginnings_are_told_apart():
    told = people(200, 9)
    found = filed(Deck(told), few=0)
    wanted = sum(key.startswith("x|") for one in told for key in keys_of(one))
    keys = zip(found.keys[found.begun].tolist(), found.places[found.begun].tolist(), strict=True)
    assert len(set(keys)) == wanted


def test_where_people_are_few_they_meet_by_the_date_alone_and_by_a_name_and_the_place():
    born = date(1990, 2, 3)
    told = [
        Features(given_names="Ana", surname_1="Paguada", birth_date=born),
        Features(given_names="Kevin", surname_1="Tzul", birth_date=date(1990, 3, 2), place="14"),
        Features(given_names="Wilmer", surname_1="Tzul", birth_date=date(1971, 5, 6), place="14"),
        Features(given_names="Wilmer", surname_1="López", birth_date=born, precision="year"),
    ]
    few, many = filed(Deck(told)), filed(Deck(told), few=3)

    def groups(found: Filed) -> set[tuple[int, ...]]:
        pairs = zip(found.keys.tolist(), found.places.tolist(), strict=True)
        return {group for group in met(pairs) if len(group) > 1}

    assert groups(few) - groups(many) == {(0, 1), (1, 2)}


@pytest.mark.parametrize("told", [[], [Features()], [Features(), Features()], people(1, 1)])
def test_nobody_and_somebody_alone_meet_nobody(told):
    shared = Shared(Deck(told))
    assert sum(len(shared.pairs(portion).left) for portion in shared.portions()) == 0
