"""Each row of a sheet ends as exactly one thing: registered, suspected, to correct, or here already."""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum

from rumbo.exchange.intake import duplicates, families, values
from rumbo.exchange.intake.duplicates import Candidates, Match
from rumbo.exchange.intake.entry import Draft, Entry, Remark
from rumbo.exchange.intake.sheet import Sheet, SheetRow

RowKey = Callable[[Mapping[str, str]], bytes]
NOT_YOUR_SITE = "NOT_YOUR_SITE"


class Outcome(StrEnum):
    """What becomes of a row."""

    REGISTERED = "registered"
    SUSPECTED = "suspected_duplicate"
    TO_CORRECT = "to_correct"
    ALREADY_HERE = "already_here"


@dataclass(frozen=True, slots=True)
class Row:
    """One row judged. `number` is the spreadsheet's, `key` what `row_key` gave.

    `faults` sent it to correction, `flags` stop nothing; both name a column and a code, never a
    value. `same_as` are suspicions, likeliest first, with places in `Reading.rows` or known refs:
    a row to correct has them too. `entry` holds what could be read even where there are faults.
    """

    number: int
    outcome: Outcome
    key: bytes
    cells: Mapping[str, str]
    entry: Entry
    faults: tuple[Remark, ...]
    flags: tuple[Remark, ...]
    same_as: tuple[Match, ...]
    presumed_unaccompanied: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts that `rumbo intake --json` prints, in its order and under its names."""

    rows: int
    registered: int
    suspected_duplicates: int
    to_correct: int
    already_here: int
    families: int
    cases: int
    presumed_unaccompanied: int

    def as_dict(self) -> dict[str, int]:
        """Give the counts for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole sheet judged: its rows in the order of the sheet, and their counts."""

    rows: tuple[Row, ...]
    counts: Counts
    median: date | None

    def family_rows(self) -> dict[str, list[Row]]:
        """Give the rows of each family folio of this file (never F-9999), in order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            if row.entry.family:
                found.setdefault(row.entry.family, []).append(row)
        return found


def canonical(cells: Mapping[str, str]) -> bytes:
    """Write a row in the one way its key is made from: by column, spaces and Unicode evened out."""
    plain = {
        column: unicodedata.normalize("NFC", text).strip()
        for column, text in cells.items()
        if text.strip()
    }
    return json.dumps(plain, sort_keys=True, ensure_ascii=True).encode("ascii")


def plain_key(cells: Mapping[str, str]) -> bytes:
    """Hash a row without a key: for a reading that stores nothing."""
    return hashlib.sha256(canonical(cells)).digest()


@dataclass(frozen=True, slots=True)
class Registry:
    """What the registry knows that a reading needs; left out, the registry is empty.

    `known` are the row keys imported before, `candidates` gives for each person those who share a
    search key, `population` is how many people are registered. `sites` are those of whoever reads
    the sheet (None: all of them); a row from elsewhere is not theirs to register. `astray` are the
    keys of rows that only went to an office which is not theirs: theirs takes them in as new.
    """

    known: Collection[bytes] = frozenset()
    astray: Collection[bytes] = frozenset()
    candidates: Candidates | None = None
    population: int = 0
    sites: Collection[str] | None = None


NOBODY = Registry()


def classify(
    sheet: Sheet,
    *,
    today: date,
    year_first: bool = False,
    row_key: RowKey = plain_key,
    registry: Registry = NOBODY,
) -> Reading:
    """Judge every row of a sheet; never raises, whatever the cells hold.

    `row_key` gives the keyed hash of a whole row (use `canonical`); a key that is known, or that
    an earlier row of the file had, makes the row `already_here`.
    """
    context = _context(sheet, today, year_first=year_first)
    drafts = [values.read(row.cells, context) for row in sheet.rows]
    entries = [draft.entry() for draft in drafts]
    for draft, entry in zip(drafts, entries, strict=True):
        keep_to(registry.sites, draft, entry)
    keys = [row_key(row.cells) for row in sheet.rows]
    here = _already_here(keys, _known(registry, keys, drafts))
    same_as = _same_as(entries, here, registry)
    outcomes = _outcomes(drafts, here, same_as)
    alone = _presumed_unaccompanied(drafts, entries, context)
    rows = tuple(
        _row(row, draft, entry, key)
        for row, draft, entry, key in zip(sheet.rows, drafts, entries, keys, strict=True)
    )
    judged = tuple(
        replace(row, outcome=outcome, same_as=tuple(matches), presumed_unaccompanied=child)
        for row, outcome, matches, child in zip(rows, outcomes, same_as, alone, strict=True)
    )
    return Reading(judged, count(judged), context.median)


def keep_to(sites: Collection[str] | None, draft: Draft, entry: Entry) -> None:
    """Send a row of a site that is none of these to correction."""
    if sites is not None and entry.site and entry.site not in sites:
        draft.fault("lugar_registro", NOT_YOUR_SITE)


def _known(registry: Registry, keys: Sequence[bytes], drafts: Sequence[Draft]) -> set[bytes]:
    """What was here before for whoever reads now: a row gone astray is new to its own office."""
    still = {
        key
        for key, draft in zip(keys, drafts, strict=True)
        if key in registry.astray and any(f.code == NOT_YOUR_SITE for f in draft.faults)
    }
    return {*registry.known, *still}


def count(rows: Sequence[Row]) -> Counts:
    """Count rows as contracts.md section 1 says."""
    new = [row for row in rows if row.outcome is not Outcome.ALREADY_HERE]
    registered = [row for row in rows if row.outcome is Outcome.REGISTERED]
    families_begun = {row.entry.family for row in registered if row.entry.family}
    return Counts(
        rows=len(rows),
        registered=len(registered),
        suspected_duplicates=sum(row.outcome is Outcome.SUSPECTED for row in rows),
        to_correct=sum(row.outcome is Outcome.TO_CORRECT for row in rows),
        already_here=len(rows) - len(new),
        families=len(families_begun),
        cases=len(families_begun) + sum(not row.entry.family for row in registered),
        presumed_unaccompanied=sum(row.presumed_unaccompanied for row in new),
    )


def _context(sheet: Sheet, today: date, *, year_first: bool) -> values.Context:
    told = sorted(
        found.day
        for row in sheet.rows
        if (
            found := values.registration_date(
                row.cells.get("fecha_registro", ""), today, year_first=year_first
            )
        ).day
    )
    median = told[len(told) // 2] if told else None
    lone_m = values.lone_m(row.cells.get("sexo", "") for row in sheet.rows)
    return values.Context(today, year_first, median, lone_m)


def _already_here(keys: Sequence[bytes], known: Collection[bytes]) -> list[bool]:
    seen: set[bytes] = set()
    found: list[bool] = []
    for key in keys:
        found.append(key in known or key in seen)
        seen.add(key)
    return found


def _same_as(
    entries: Sequence[Entry], here: Sequence[bool], registry: Registry
) -> list[list[Match]]:
    """Collect suspicions for the rows that are new; a sheet read before costs nothing."""
    found: list[list[Match]] = [[] for _ in entries]
    new = [place for place, was_here in enumerate(here) if not was_here]
    if not new:
        return found
    people = [entry.features() for entry in entries]
    within = duplicates.within(people)
    for place in new:
        found[place] += within[place]
    if registry.candidates is not None:
        asked = [people[place] for place in new]
        known = duplicates.registered(
            asked, registry.candidates(asked), population=registry.population
        )
        for place, matches in zip(new, known, strict=True):
            found[place] = sorted([*found[place], *matches], key=lambda m: -m.probability)
    return found


def _outcomes(
    drafts: Sequence[Draft], here: Sequence[bool], same_as: Sequence[Sequence[Match]]
) -> list[Outcome]:
    """Decide in the order of the sheet: a row waits only for someone who stands before it.

    A row that looks like one sent to correction is registered: when that one is mended, it is
    the later of the two.
    """
    found: list[Outcome] = []
    for draft, was_here, matches in zip(drafts, here, same_as, strict=True):
        standing = [
            match
            for match in matches
            if match.place is None or found[match.place] is not Outcome.TO_CORRECT
        ]
        if was_here:
            found.append(Outcome.ALREADY_HERE)
        elif draft.faults:
            found.append(Outcome.TO_CORRECT)
        else:
            found.append(Outcome.SUSPECTED if standing else Outcome.REGISTERED)
    return found


def _presumed_unaccompanied(
    drafts: Sequence[Draft], entries: Sequence[Entry], context: values.Context
) -> list[bool]:
    """Judge who may be a child alone, on the day of registration, or of the sheet's median."""
    fallback = min(context.median or context.today, context.today)
    adults = [
        families.is_known_adult(entry, draft.faults, entry.registered_on or fallback)
        for draft, entry in zip(drafts, entries, strict=True)
    ]
    return families.presumed_unaccompanied(entries, adults)


def _row(row: SheetRow, draft: Draft, entry: Entry, key: bytes) -> Row:
    return Row(
        number=row.number,
        outcome=Outcome.REGISTERED,
        key=key,
        cells=row.cells,
        entry=entry,
        faults=tuple(draft.faults),
        flags=tuple(draft.flags),
        same_as=(),
        presumed_unaccompanied=False,
    )
