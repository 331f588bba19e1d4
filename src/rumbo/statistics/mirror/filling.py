"""Makes rows of the extract from what the database tells: ids become pseudonyms, moments days."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rumbo.common.sealed.keyedhash import blind
from rumbo.statistics import cleaning
from rumbo.statistics.mirror import shape
from rumbo.statistics.mirror.shape import TOLD, Books
from rumbo.statistics.queries import accounts, demanding, following
from rumbo.statistics.returns import COLUMNS

if TYPE_CHECKING:
    import polars as pl

Row = Mapping[str, object]
BITS = 8  # bytes of a pseudonym: two of a million people share one with a chance of 1 in 37 million


def pseudonym(kind: str, one: uuid.UUID | None) -> int | None:
    """Give what stands for a person, a case or a journey: without the key nobody can tell whose.

    A case and a person never share one, whatever their ids.
    """
    if one is None:
        return None
    return int.from_bytes(blind(f"mirror-{kind}", str(one))[:BITS])


def key_check() -> str:
    """Say by which key the pseudonyms were made: another one makes the whole extract anew."""
    return blind("mirror-key", "").hex()


def of_cases(cases: Collection[uuid.UUID], books: Books) -> "dict[shape.Table, pl.DataFrame]":
    """Give the rows of these cases: all tables but those of people and of departures."""
    steps = demanding.stood(cases)
    programmes = following.programmes_of(cases)
    return {
        "returns": _returns(list(accounts.told_of(cases)), books),
        "waiting": shape.framed("waiting", map(_wait, demanding.waits(cases, steps)), books),
        "steps": shape.framed(
            "steps", (_step(s) for stood in steps.values() for s in stood), books
        ),
        "files": shape.framed("files", map(_named, following.files(cases, steps)), books),
        "aboard": shape.framed("aboard", map(_named, following.aboard(cases, programmes)), books),
        "referrals": shape.framed(
            "referrals", map(_named, following.referrals(cases, programmes)), books
        ),
        "calls": shape.framed("calls", map(_named, following.calls(cases, programmes)), books),
        "children": shape.framed(
            "children", map(_named, following.children(cases, programmes)), books
        ),
    }


def of_departures(departures: Collection[uuid.UUID], books: Books) -> "pl.DataFrame":
    """Give the rows of these departures: how full, who was not there, what they cost."""
    return shape.framed("buses", map(_named, following.departures(departures)), books)


def _named(row: Mapping[str, Any]) -> Row:
    """Put pseudonyms and codes in the place of ids."""
    found = dict(row)
    for kind in ("case", "person", "journey"):
        if kind in row:
            found[kind] = pseudonym(kind, row[kind])
    return found | {"office": str(row["office"])} if "office" in row else found


def of_people(people: Collection[uuid.UUID], books: Books) -> "pl.DataFrame":
    """Give the rows of these people: what they asked for and where they registered."""
    return shape.framed("people", map(_asking, demanding.asking(people)), books)


def _returns(told: "list[accounts.Told]", books: Books) -> "pl.DataFrame":
    import polars as pl

    text = pl.DataFrame([one.line.text for one in told], schema=dict.fromkeys(COLUMNS, pl.String))
    frame, problems = cleaning.clean(text)
    # Cleaned, it only matters whether somebody was surveyed.
    surveyed = pl.when(pl.col("surveyed")).then(pl.lit("YES"))
    values = frame.select(
        *(pl.col(name).list.join(";") for name in TOLD if name != "surveyed"),
        surveyed.alias("surveyed"),
        "returned_on",
        "age",
    )
    named = _problems(problems)
    beside = shape.framed(
        "returns",
        (_beside(one, named.get(number, "")) for number, one in enumerate(told, start=2)),
        books,
        without=(*TOLD, "returned_on", "age"),
    )
    return values.with_columns(
        *(shape.coded(name, values[name], books) for name in TOLD),
        pl.col("age").cast(pl.Int16),
        *beside,
    ).select(list(shape.schema("returns")))


def _problems(found: Iterable[cleaning.Problem]) -> Mapping[int, str]:
    by_row: dict[int, list[str]] = defaultdict(list)
    for problem in found:
        by_row[problem.row].append(f"{problem.column}:{problem.reason}")
    return {row: ";".join(these) for row, these in by_row.items()}


def _beside(told: "accounts.Told", problems: str) -> Row:
    """What a cut-off is judged by, and what company is told from where it cuts through a family."""
    one, me, hidden = told.line.of, told.line.traveller, told.line.of.hidden_by
    guardian = me.guardian if isinstance(me.guardian, uuid.UUID) else None
    return {
        "problems": problems,
        "case": pseudonym("case", one.case),
        "person": pseudonym("person", one.person),
        "journey": pseudonym("journey", one.departure),
        "office": str(one.cut.office),
        "seen": one.cut.seen,
        "recorded": one.cut.recorded,
        "hidden_seen": hidden.seen if hidden else None,
        "hidden_recorded": hidden.recorded if hidden else None,
        "hidden_office": str(hidden.office) if hidden else "",
        "whole_seen": told.whole.seen,
        "whole_recorded": told.whole.recorded,
        "many_offices": told.whole.many_offices,
        "relation": me.relation,
        "guardian": pseudonym("person", guardian),
        "guardian_relation": me.guardian_relation,
        "years": me.age,
        "said_with": told.line.said_with,
    }


def _asking(one: demanding.Asking) -> Row:
    return {
        "person": pseudonym("person", one.person),
        "case": pseudonym("case", one.case),
        "registered": one.registered,
        "place": one.site,
        "office": str(one.office),
        "received_only": one.received_only,
        "how_heard": one.how_heard,
        "requested": one.requested,
        "programme": one.programme,
        "asked_office": str(one.asked_office) if one.asked_office else "",
        "direct": one.direct,
        "first": one.first,
        "several": one.several,
    }


def _wait(one: demanding.Wait) -> Row:
    return {
        "case": pseudonym("case", one.case),
        "office": str(one.office),
        "programme": one.programme,
        "requested": one.requested,
        **_span(one.span),
        "people": one.people,
    }


def _step(one: demanding.Stood) -> Row:
    return {
        "case": pseudonym("case", one.case),
        "office": str(one.office),
        "from_stage": one.from_stage,
        "to_stage": one.to_stage,
        **_span(one.span),
    }


def _span(span: demanding.Span) -> dict[str, date | None]:
    return {"since": span.since, "until": span.until}


def names(kind: str, ids: Collection[uuid.UUID]) -> Iterator[int]:
    """Give the pseudonyms of many."""
    for one in ids:
        name = pseudonym(kind, one)
        if name is not None:
            yield name
