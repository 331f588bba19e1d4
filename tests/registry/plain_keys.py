"""The keys of linking a whole registry, said plainly: one person after the other, as texts."""

from collections.abc import Iterator
from itertools import combinations, product

from rumbo.registry.matching.filing import SHORTEST_DOCUMENT, TAKEN
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.names import document, formal, letters, sound, tokens


def keys_of(person: Features) -> set[str]:
    """Say under which keys somebody is filed."""
    given = [sound((formal(word) or (word,))[0]) for word in tokens(person.given_names)]
    surnames = [sound(word) for word in tokens(person.surname_1) + tokens(person.surname_2)]
    return {
        *_papers(person),
        *_parents(person, given),
        *_everything(given, surnames),
        *_dated(person, given[:TAKEN], surnames[:TAKEN]),
    }


def _papers(person: Features) -> Iterator[str]:
    plain = document(person.document_number)
    if len(plain) >= SHORTEST_DOCUMENT:
        yield from (f"k|{len(plain)}|<{plain[::2]}", f"k|{len(plain)}|>{plain[1::2]}")


def _parents(person: Features, given: list[str]) -> Iterator[str]:
    for code, parent in (("f", person.father), ("h", person.mother)):
        heard = [sound(word) for word in tokens(parent)]
        if given and len(heard) > 1:
            yield f"{code}|{heard[0]}|{heard[-1]}|{given[0]}"


def _everything(given: list[str], surnames: list[str]) -> Iterator[str]:
    if len(given) + len(surnames) > 1:
        yield f"n|{'|'.join(sorted((*given, *surnames)))}"


def _dated(person: Features, given: list[str], surnames: list[str]) -> Iterator[str]:
    born = person.birth_date
    if born is None:
        return
    four = sorted(letters(name) for name in (*given, *surnames))
    low, high = sorted((born.day, born.month))
    if person.precision == "day":
        yield from (f"d|{born.year}|{low}|{high}|{name}" for name in four)
        yield from (f"m|{low}|{high}|{'|'.join(pair)}" for pair in combinations(four, 2))
    kind = "y" if person.precision in {"day", "month"} else "a"
    yield from (f"{kind}|{born.year}|{'|'.join(pair)}" for pair in combinations(four, 2))
    for whole, begun in (*product(given, surnames), *product(surnames, given)):
        yield f"x|{born.year}|{letters(whole)}|{begun[0]}"
