"""Which keys a person is filed under: several facts together, so that one wrong field still finds.

A key is plain text here; the registry keeps only its keyed hash. No key is a name alone: a posting
list of everyone called López would say who they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from rumbo.registry.rules.features import Features
from rumbo.registry.rules.names import document, formal, letters, sound, tokens
from rumbo.registry.rules.phones import phone_key

BORN = range(1915, 2036)  # birth years asked for when none is known
TOLERANCE = 2  # years an age told at a booth may be wrong
CLOSE = 1  # the same for a year known, and where only the beginning of a name is asked for
SIBLING_YEARS = 17  # both are under 18
_TAKEN = 3  # given names and surnames used; a fourth one only goes into the key of all names
_OF_A_PARENT = 2
_SHORTEST_DOCUMENT = 6

# What a shared key tells beside how rare it is, in bits, by its kind; where there are several, by how
# many years off it is asked. The same date tells most, a year that is not the one told least.
_WORTH = {"d": (8.0,), "m": (4.0,), "y": (0.0, -2.0, 0.0), "x": (0.0, -2.0)}

Names = tuple[tuple[str, ...], tuple[str, ...]]


def keys_of(person: Features) -> list[str]:
    """List the keys under which one registration is filed, sorted: 25 with two names, two surnames
    and a date, two more with both parents, 40 with a third given name.

    Whoever changes them counts `keyring.INDEX_SCHEME` on: what is filed otherwise is known by it.
    """
    return sorted({*_keys(person, _names_of(person), _filed(person))})


def phone_keys(phones: Iterable[str]) -> list[str]:
    """List the keys of somebody's telephones; apart from `keys_of`, which compares people."""
    return sorted({key for phone in phones if (key := phone_key(phone))})


def query_keys(partial: Features, *, tolerance: int = TOLERANCE) -> list[str]:
    """List the keys to look under for a person of whom some fields are typed, sorted.

    Wider than `keys_of`: every reading of a pet name is opened, whoever is filed under an age is
    looked for `tolerance` years either way, and where no date is known every year is asked.
    """
    years = _asked(partial, tolerance)
    found = {key for names in _readings(partial) for key in _keys(partial, names, years)}
    return sorted(found.union(keys_of(partial)))


def worth(key: str, born: date | None) -> float:
    """Say what sharing a key tells beside how rare it is, in bits: is it the year that was told?

    `born` is the birth date asked with; what is asked a year off stands behind what is not.
    """
    kind, _bar, rest = key.partition("|")
    bits = _WORTH.get(kind, (0.0,))
    if len(bits) == 1:
        return bits[0]
    if born is None:
        return 0.0
    off = abs(int(rest.partition("|")[0]) - born.year)
    return bits[min(off, len(bits) - 1)]


def sibling_keys(child: Features) -> list[str]:
    """List the keys under which brothers and sisters are filed: both surnames, years around.

    Full siblings share both surnames; who shares one parent alone is found by hand.
    """
    surnames = sorted(letters(name) for name in _telling(_names_of(child)[1]))
    if child.birth_date is None:
        return []
    years = _around(child.birth_date.year, SIBLING_YEARS)
    return [
        f"{kind}|{year}|{'|'.join(pair)}"
        for pair, kind, year in product(combinations(surnames, 2), ("y", "a"), years)
    ]


@dataclass(frozen=True, slots=True)
class _Years:
    """The years of birth that go into keys: as known to the year, as estimated, and nearest.

    `replaced`: a parent's key takes a given name where a year is not known.
    """

    known: Sequence[int] = ()
    estimated: Sequence[int] = ()
    close: Sequence[int] = ()
    replaced: bool = True


def _filed(person: Features) -> _Years:
    """One year each: apart where it is an estimate, so that it is looked for with its neighbours."""
    born = person.birth_date
    if born is None:
        return _Years()
    year: Sequence[int] = [born.year]
    known, estimated = (year, ()) if _is_exact(person) else ((), year)
    return _Years(known, estimated, close=year, replaced=False)


def _asked(person: Features, tolerance: int) -> _Years:
    born = person.birth_date
    if born is None:
        return _Years(known=BORN, estimated=BORN)
    around = _around(born.year, tolerance)
    if _is_exact(person):
        return _Years(known=_around(born.year, CLOSE), estimated=around, close=[born.year])
    return _Years(known=around, estimated=around, close=_around(born.year, CLOSE))


def _around(year: int, tolerance: int) -> range:
    return range(year - tolerance, year + tolerance + 1)


def _is_exact(person: Features) -> bool:
    return person.precision in {"day", "month"}


def _keys(person: Features, names: Names, years: _Years) -> Iterator[str]:
    yield from _document_keys(person.document_number)
    yield from _name_keys(*names)
    given, surnames = map(_telling, names)
    yield from _parent_keys(person, given, years)
    mixed = _mixed(given, surnames)
    yield from _date_keys(person, mixed)
    yield from _year_keys("y", mixed, years.known)
    yield from _year_keys("a", mixed, years.estimated)
    yield from _beginning_keys(given, surnames, years.close)


def _telling(names: Iterable[str], most: int = _TAKEN) -> tuple[str, ...]:
    """Take those of many names that tell most, the same ones in whatever order they are told.

    Long ones first: an initial or a `San` stands beside what it belongs to.
    """
    ranked = sorted(names, key=lambda name: (-len(letters(name)), letters(name), name))
    return tuple(ranked[:most])


def _names_of(person: Features) -> Names:
    """Give the sounds of given names and of surnames, pet names read as the first full name."""
    given = tuple(sound((formal(t) or (t,))[0]) for t in tokens(person.given_names))
    surnames = tokens(person.surname_1) + tokens(person.surname_2)
    return given, tuple(sound(t) for t in surnames)


def _readings(person: Features) -> list[Names]:
    given, surnames = _names_of(person)
    found: list[Names] = []
    taken = _telling(given)
    for place, token in enumerate(tokens(person.given_names)):
        for reading in formal(token)[1:] if given[place] in taken else ():
            other = (*given[:place], sound(reading), *given[place + 1 :])
            found.append((other, surnames))
    return [(given, surnames), *found]


def _date_keys(person: Features, mixed: tuple[str, ...]) -> Iterator[str]:
    """Join the whole birth date, day and month in either order, with each single name."""
    born = person.birth_date
    if born is None or person.precision != "day":
        return
    low, high = sorted((born.day, born.month))
    for name in mixed:
        yield f"d|{born.year}|{low}|{high}|{name}"
    for pair in combinations(mixed, 2):
        yield f"m|{low}|{high}|{'|'.join(pair)}"


def _year_keys(kind: str, mixed: tuple[str, ...], years: Iterable[int]) -> Iterator[str]:
    """Join two names, whichever they are, with the year of birth, known (y) or estimated (a)."""
    for year, pair in product(years, combinations(mixed, 2)):
        yield f"{kind}|{year}|{'|'.join(pair)}"


def _beginning_keys(
    given: tuple[str, ...], surnames: tuple[str, ...], years: Iterable[int]
) -> Iterator[str]:
    """Join one name, the beginning of one of the other kind, and the year: two slips of the pen.

    A wrong consonant in one of the two names that are known spares no pair of them.
    """
    pairs = [*product(given, surnames), *product(surnames, given)]
    for year, (whole, begun) in product(years, pairs):
        yield f"x|{year}|{letters(whole)}|{begun[0]}"


def _name_keys(given: tuple[str, ...], surnames: tuple[str, ...]) -> Iterator[str]:
    """Join all names in any order: for people who come with no date at all."""
    if len(given) + len(surnames) > 1:
        yield f"n|{'|'.join(sorted((*given, *surnames)))}"


def _document_keys(number: str) -> Iterator[str]:
    """Join every other digit of a document number with its length: one wrong digit spares one key.

    Not its halves: the first half of a Honduran number is a municipality and a century.
    """
    plain = document(number)
    if len(plain) >= _SHORTEST_DOCUMENT:
        yield f"k|{len(plain)}|<{plain[::2]}"
        yield f"k|{len(plain)}|>{plain[1::2]}"


def _parent_keys(person: Features, given: tuple[str, ...], years: _Years) -> Iterator[str]:
    """Join two names of a parent with the year of birth: siblings share the parent alone.

    Where no year is known a given name stands in its place, any of them.
    """
    beside = [*(years.close or years.known), *(given if years.replaced else ())]
    for code, parent in (("f", person.father), ("h", person.mother)):
        pair = sorted(_telling((sound(t) for t in tokens(parent)), _OF_A_PARENT))
        if len(pair) == _OF_A_PARENT:
            yield from (f"{code}|{one}|{'|'.join(pair)}" for one in beside)


def _mixed(given: tuple[str, ...], surnames: tuple[str, ...]) -> tuple[str, ...]:
    """Give given names and surnames together by their letters, sorted: columns are mixed up."""
    return tuple(sorted(letters(name) for name in (*given, *surnames)))
