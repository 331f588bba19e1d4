"""How common a name is: to be called López says little, to be called Paguada much."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rumbo.registry.rules.features import Features
from rumbo.registry.rules.names import fold, sound, table, tokens

_RAREST = 1 / 12_000
_TRUSTED = 2_000  # people for whom the shipped shares count, beside those met
_ELSEWHERE = 0.06  # share of a place or country about which nothing is known


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Shares of people who bear a sound, come from a place or hold a nationality (0 to 1)."""

    given: Mapping[str, float]
    surnames: Mapping[str, float]
    places: Mapping[str, float]
    nationalities: Mapping[str, float]

    def name_bits(self, kind: str, token: str) -> float:
        """Say how much agreement on one folded name tells, in bits (1 of 1024 is 10)."""
        shares = self.given if kind == "given" else self.surnames
        return -math.log2(max(shares.get(sound(token), _RAREST), _RAREST))

    def place_share(self, place: str) -> float:
        """Say which share of people comes from a folded place."""
        return self.places.get(place, _ELSEWHERE)

    def nationality_share(self, nationality: str) -> float:
        """Say which share of people holds a nationality."""
        return self.nationalities.get(nationality, _ELSEWHERE)


@cache
def shipped() -> Frequencies:
    """Give the shares shipped with Rumbo, for a registry that has met nobody yet."""
    shares: dict[str, dict[str, float]] = {"given": {}, "surname": {}}
    for row in table("rumbo.registry", "name_shares.csv"):
        heard = shares[row["kind"]]
        heard[sound(row["name"])] = heard.get(sound(row["name"]), 0) + float(row["percent"]) / 100
    return Frequencies(shares["given"], shares["surname"], {}, {})


def learn(people: Iterable[Features]) -> Frequencies:
    """Learn shares from people met, leaning on the shipped ones while they are few."""
    told = list(people)
    return counted(
        met=len(told),
        given=Counter((person.given_names,) for person in told),
        surnames=Counter((person.surname_1, person.surname_2) for person in told),
        places=Counter(person.place for person in told),
        nationalities=Counter(person.nationality for person in told),
    )


def counted(
    *,
    met: int,
    given: Mapping[tuple[str, ...], int],
    surnames: Mapping[tuple[str, ...], int],
    places: Mapping[str, int],
    nationalities: Mapping[str, int],
) -> Frequencies:
    """Learn shares from how many of the people `met` write each thing so.

    Each writing is split once, however many write their names so.
    """
    folded: Counter[str] = Counter()
    for place, many in places.items():
        folded[fold(place)] += many
    base = shipped()
    return Frequencies(
        _blend(_heard(given), met, base.given),
        _blend(_heard(surnames), met, base.surnames),
        _plain(folded, met),
        _plain(nationalities, met),
    )


def _heard(written: Mapping[tuple[str, ...], int]) -> Counter[str]:
    """Count who bears each sound, from how many write their names in each way."""
    counts: Counter[str] = Counter()
    for texts, many in written.items():
        for heard in {sound(word) for text in texts for word in tokens(text)}:
            counts[heard] += many
    return counts


def _blend(counts: Counter[str], met: int, base: Mapping[str, float]) -> dict[str, float]:
    return {
        name: (counts[name] + _TRUSTED * base.get(name, _RAREST)) / (met + _TRUSTED)
        for name in counts.keys() | base.keys()
    }


def _plain(counts: Mapping[str, int], met: int) -> dict[str, float]:
    return {name: (count + 1) / (met + 20) for name, count in counts.items() if name}
