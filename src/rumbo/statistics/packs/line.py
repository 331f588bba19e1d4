"""A donor's report by line of money: people, cost per person by mode, planned against spent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rumbo.common.money import Money
from rumbo.statistics import codes
from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import LineEdition
from rumbo.statistics.disclosure.lines import MODES, OTHERS, Paid
from rumbo.statistics.packs.pack import Grid, Pack, Value
from rumbo.statistics.phrases import NARROW, number, say
from rumbo.statistics.report.charts import Bar, bars
from rumbo.statistics.report.panels import Panel
from rumbo.statistics.report.story import Big, Chapter, Story
from rumbo.statistics.report.tables import Table, part_of

NOTHING_TOLD = "–"
STANDING = ("amount", "planned", "committed", "spent", "free", "spent_in_quarter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """How a line is called, and who gives it."""

    name: str
    donor: str


def report(edition: LineEdition, named: Named, lang: Lang) -> Pack:
    """Return what a donor is given of a line in a quarter: it holds what the gate told."""
    quarter = edition.quarter
    return Pack(
        name="line",
        lang=lang,
        about={
            "line": edition.line,
            "donor": named.donor,
            "year": quarter.year,
            "quarter": quarter.number,
            "since": quarter.since.isoformat(),
            "until": quarter.until.isoformat(),
        },
        story=_story(edition, named, lang),
        parts=[part_of(named.name, list(_tables(edition, lang)))],
        grids=list(_grids(edition, lang)),
        method=[
            say("line_method", lang),
            say("line_withheld", lang, least=number(edition.threshold)),
            *([say("line_with_before", lang)] if edition.with_before else []),
        ],
        edition=edition,
    )


def amount(money: Money) -> str:
    """Return an amount for reading, with a space that does not break."""
    return f"{money.amount:,.2f}".replace(",", NARROW) + NARROW + money.currency


def rounded(money: Money) -> str:
    """Return an amount in whole units, for a number that is read at a glance."""
    return number(round(money.amount)) + NARROW + money.currency


def _story(edition: LineEdition, named: Named, lang: Lang) -> Story:
    quarter, spent = edition.quarter, edition.standing.spent_in_quarter
    headline = say("line_nobody", lang)
    if spent is None:
        headline = say("line_later", lang)
    elif spent.minor:
        headline = say("line_headline", lang, spent=amount(spent))
    if edition.people:
        headline += " " + say("line_people", lang, people=number(edition.people))
    return Story(
        title=say("line_title", lang),
        edition=say("edition_public", lang),
        cutoff=say(
            "line_cutoff",
            lang,
            name=named.name,
            code=edition.line,
            donor=named.donor,
            number=str(quarter.number),
            year=str(quarter.year),
        ),
        headline=headline,
        bigs=tuple(_bigs(edition, lang)),
        chapters=tuple(_chapters(edition, lang)),
    )


def _bigs(edition: LineEdition, lang: Lang) -> Iterator[Big]:
    standing = edition.standing
    whole = say("big_of_amount", lang, amount=rounded(standing.amount))
    spent = standing.spent_in_quarter
    yield Big(rounded(spent) if spent else NOTHING_TOLD, say("big_spent", lang), whole)
    if edition.people:
        yield Big(number(edition.people), say("big_people", lang), "")
    for mode, paid in _modes(edition).items():
        if paid is not None:
            name = codes.label("mode", mode, lang).lower()
            people = say("big_for", lang, people=number(paid.number), amount=rounded(paid.money))
            yield Big(rounded(each(paid)), say("big_each", lang, name=name), people)


def each(paid: Paid) -> Money:
    """Return what one person cost, half a cent rounded up."""
    return Money.of(paid.money.amount / paid.number, paid.money.currency)


def _modes(edition: LineEdition) -> Mapping[str, Paid | None]:
    told = dict(edition.told)
    return {mode: told[mode] for mode in MODES}


def _others(edition: LineEdition) -> Mapping[str, Paid | None]:
    told = dict(edition.told)
    return {what: told[what] for what in OTHERS}


def _sums(edition: LineEdition) -> Mapping[str, Money | None]:
    return {name: getattr(edition.standing, name) for name in STANDING}


def _chapters(edition: LineEdition, lang: Lang) -> Iterator[Chapter]:
    sums, whole = _sums(edition), edition.standing.amount
    told = {
        name: money
        for name in ("planned", "committed", "spent", "free")
        if (money := sums[name]) is not None
    }
    rows = [
        (say(f"standing_{name}", lang), money.minor / (whole.minor or 1), amount(money))
        for name, money in told.items()
    ]
    title = say("line_standing", lang)
    note = f"{say('standing_amount', lang)}: {amount(whole)}."
    point = list(told).index("spent") if "spent" in told else None
    yield Chapter(
        say("chapter_money", lang), "", panels=(_drawn(title, note, rows, lang, point=point),)
    )
    shown = [(mode, paid) for mode, paid in _modes(edition).items() if paid is not None]
    most = max((paid.number for _mode, paid in shown), default=1)
    dearest = max((each(paid).minor for _mode, paid in shown), default=1) or 1
    names = {mode: codes.label("mode", mode, lang) for mode in MODES}
    people = [(names[m], paid.number / most, number(paid.number)) for m, paid in shown]
    costs = [(names[m], each(paid).minor / dearest, amount(each(paid))) for m, paid in shown]
    yield Chapter(
        say("chapter_people", lang),
        "",
        panels=(
            _drawn(say("line_modes", lang), "", people, lang),
            _drawn(say("line_each", lang), "", costs, lang),
        ),
    )
    paid_for = [(what, paid) for what, paid in _others(edition).items() if paid is not None]
    if paid_for:
        top = max(paid.money.minor for _what, paid in paid_for) or 1
        spent = [
            (say(f"purpose_{what}", lang), paid.money.minor / top, amount(paid.money))
            for what, paid in paid_for
        ]
        title = say("line_purposes", lang)
        yield Chapter(say("chapter_purposes", lang), "", panels=(_drawn(title, "", spent, lang),))


def _drawn(
    title: str,
    note: str,
    rows: list[tuple[str, float, str]],
    lang: Lang,
    *,
    point: int | None = None,
) -> Panel:
    """Draw rows of label, length and value; the point is the longest unless it is said."""
    if not rows:
        return Panel(title, say("finding_withheld", lang), "", "")
    longest = max(rows, key=lambda row: row[1]) if point is None else rows[point]
    finding = say("line_most", lang, name=longest[0], value=longest[2])
    drawn = [Bar(label, length, value, accent=label == longest[0]) for label, length, value in rows]
    return Panel(title, finding, note, bars(drawn, f"{title}. {finding}"))


def _tables(edition: LineEdition, lang: Lang) -> Iterator[Table]:
    away = say("withheld", lang)
    yield Table(
        title=say("line_standing", lang),
        section="returns",
        definition=say("line_standing_is", lang),
        headings=(say("col_value", lang), say("col_amount", lang)),
        lines=tuple(
            (say(f"standing_{name}", lang), amount(money) if money else away)
            for name, money in _sums(edition).items()
        ),
    )
    heads = ("col_value", "col_count", "col_amount", "col_each")
    yield Table(
        title=say("line_modes", lang),
        section="returns",
        definition=say("line_modes_are", lang),
        headings=tuple(say(head, lang) for head in heads),
        lines=tuple(
            (
                codes.label("mode", mode, lang),
                *((number(paid.number), amount(paid.money), amount(each(paid))) if paid else (away,) * 3),
            )
            for mode, paid in _modes(edition).items()
        ),
    )  # fmt: skip
    yield Table(
        title=say("line_purposes", lang),
        section="returns",
        definition=say("line_purposes_are", lang),
        headings=tuple(say(head, lang) for head in ("col_value", "col_paid", "col_amount")),
        lines=tuple(
            (
                say(f"purpose_{what}", lang),
                *((number(paid.number), amount(paid.money)) if paid else (away,) * 2),
            )
            for what, paid in _others(edition).items()
        ),
    )


def _grids(edition: LineEdition, lang: Lang) -> Iterator[Grid]:
    yield Grid(
        name="standing",
        title=say("line_standing", lang),
        definition=say("line_standing_is", lang),
        lines=tuple(
            {
                "row": name,
                "row_label": say(f"standing_{name}", lang),
                "amount": float(money.amount) if money else None,
                "currency": money.currency if money else None,
                "suppressed": money is None,
            }
            for name, money in _sums(edition).items()
        ),
    )
    yield Grid(
        name="modes",
        title=say("line_modes", lang),
        definition=say("line_modes_are", lang),
        lines=tuple(
            {
                **_line(mode, codes.label("mode", mode, lang), paid),
                "each": float(each(paid).amount) if paid else None,
            }
            for mode, paid in _modes(edition).items()
        ),
    )
    yield Grid(
        name="purposes",
        title=say("line_purposes", lang),
        definition=say("line_purposes_are", lang),
        lines=tuple(
            _line(what, say(f"purpose_{what}", lang), paid)
            for what, paid in _others(edition).items()
        ),
    )


def _line(code: str, label: str, paid: Paid | None) -> dict[str, Value]:
    return {
        "row": code,
        "row_label": label,
        "count": paid.number if paid else None,
        "amount": float(paid.money.amount) if paid else None,
        "currency": paid.money.currency if paid else None,
        "suppressed": paid is None,
    }
