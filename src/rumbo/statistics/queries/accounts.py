"""Everything that was ever said of a return, by case, so that any cut-off can be told from it."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rumbo.common import clock
from rumbo.movements.models import PassengerEvent
from rumbo.reception.models import Arrival
from rumbo.statistics.queries.returning import Line, families_of, lines
from rumbo.statistics.queries.scope import these
from rumbo.statistics.queries.words import (
    Key,
    Return,
    Word,
    alightings,
    arrivals,
    of_reception,
    of_the_road,
)

MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What decides whether a report sees a word: its day, the day it was written down, its office."""

    seen: date
    recorded: date
    office: uuid.UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Return):
    """A return as somebody told it; `hidden_by` is reception's word, which goes before the road's."""

    cut: Cut
    hidden_by: Cut | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """From when on a whole family is seen, and whether more than one office told of it."""

    seen: date
    recorded: date
    many_offices: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line of the report with all that a cut-off is judged by."""

    line: Line[Account]
    whole: Whole


def told_of(cases: Collection[uuid.UUID]) -> Iterator[Told]:
    """Tell every return of these cases, as reception said it and, where it may count, as the road did.

    Nobody's name is read. What the road said is left out where reception's word is seen whenever
    it is: then it never counts.
    """
    found, ends = _accounts(cases)
    standing = [a for a in found if a.hidden_by is None]
    wholes = _wholes(found, ends)
    for part in (standing, [a for a in found if a.hidden_by is not None]):
        together = [one for family in families_of(part) for one in family]
        for line in lines(together, together):
            yield Told(line=line, whole=wholes[line.of.case, line.of.departure])


def _accounts(cases: Collection[uuid.UUID]) -> tuple[list[Account], dict[Key, list[Cut]]]:
    """All accounts of these cases; by case and journey the cuts of those whom nobody found."""
    people = _people(cases)
    said, absent = _said(people)
    found = [a for a in said.values() if a.case in cases]
    ends: dict[Key, list[Cut]] = defaultdict(list)
    for account in _alighted(people):
        if account.case not in cases:
            continue
        key = (account.person, account.departure)
        word = said[key].cut if key in said else absent.get(key)
        if word is None:
            found.append(account)
        elif _may_count(account.cut, word):
            found.append(replace(account, hidden_by=word))
        if word is not None:
            ends[account.case, account.departure].append(word)
    return sorted(found, key=lambda a: (a.day, a.person)), ends


def _may_count(cut: Cut, word: Cut) -> bool:
    """Whether some report sees this account, and not the word that goes before it."""
    return cut.seen < word.seen or cut.recorded < word.recorded or cut.office != word.office


def _people(cases: Collection[uuid.UUID]) -> set[uuid.UUID]:
    met = Arrival.objects.filter(case__in=these(cases)).values_list("person_id", flat=True)
    carried = PassengerEvent.objects.filter(kind="ARRIVED", seat__booking__case__in=these(cases))
    return {*met, *carried.values_list("person_id", flat=True)}


def _said(people: Collection[uuid.UUID]) -> tuple[dict[Key, Account], dict[Key, Cut]]:
    """What reception said: who came, and who was not found."""
    came: dict[Key, Account] = {}
    absent: dict[Key, Cut] = {}
    for word in of_reception(arrivals().filter(person__in=these(people))):
        if word.told is None:
            absent[word.key] = _cut(word)
        else:
            came[word.key] = _account(word.told, _cut(word))
    return came, absent


def _alighted(people: Collection[uuid.UUID]) -> Iterable[Account]:
    """What the road said: the last word of each person and journey."""
    words = of_the_road(alightings().filter(person__in=these(people)))
    found = {word.key: _account(word.told, _cut(word)) for word in words if word.told is not None}
    return found.values()


def _account(told: Return, cut: Cut) -> Account:
    return Account(
        person=told.person,
        case=told.case,
        departure=told.departure,
        day=told.day,
        country=told.country,
        mode=told.mode,
        cut=cut,
    )


def _cut(word: Word) -> Cut:
    # Written down until a day was over means: at the first moment of the next one at the latest.
    recorded = clock.day_of(word.recorded - MOMENT)
    return Cut(seen=clock.day_of(word.at), recorded=recorded, office=word.office)


def _wholes(found: Sequence[Account], ends: Mapping[Key, Sequence[Cut]]) -> dict[Key, Whole]:
    cuts: dict[Key, list[Cut]] = defaultdict(list)
    for account in found:
        key = (account.case, account.departure)
        cuts[key] += [account.cut, *((account.hidden_by,) if account.hidden_by else ())]
    for key, words in ends.items():
        if key in cuts:
            cuts[key] += words
    return {
        key: Whole(
            seen=max(cut.seen for cut in these),
            recorded=max(cut.recorded for cut in these),
            many_offices=len({cut.office for cut in these}) > 1,
        )
        for key, these in cuts.items()
    }
