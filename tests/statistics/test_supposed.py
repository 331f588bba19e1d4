"""What a donor reads of a what-if comes through the gate, and says of no few people how few."""

import io
import os
import re
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from rumbo.access.models import Office
from rumbo.common import clock, few
from rumbo.movements.models import WhatIf
from rumbo.movements.print import values
from rumbo.movements.proposal.words import BY, group_word
from rumbo.movements.whatif import figures, shown
from rumbo.statistics.disclosure import supposed
from rumbo.statistics.disclosure.supposed import SupposedEdition, protect_what_if
from rumbo.statistics.packs.what_if import as_pdf, printed
from rumbo.ui import words
from tests.statistics import samples, supposed_attack

DEEP = os.environ.get("RUMBO_DEEP") == "1"
CODES = ("BASE", "MONEY", "COUNSELLORS", "COUNTRY")
KINDS = {"country": ("HND", "SLV", "GTM"), "size": ("ALONE", "SMALL", "LARGE")}
STAGES = ("COUNSELLING", "DECISION", "DOCUMENTS", "SEAT")


def split(people: int, keys: tuple[str, ...], dice: samples.Dice) -> dict[str, int]:
    cuts = sorted(dice.randint(0, people) for _key in keys[1:])
    return dict(
        zip(keys, (b - a for a, b in zip([0, *cuts], [*cuts, people], strict=True)), strict=True)
    )


def plan(people: int, like: dict[str, Any] | None, dice: samples.Dice) -> dict[str, Any]:
    """A plan for so many people; of each kind about as many as in another one."""
    kinds = {by: split(people, keys, dice) for by, keys in KINDS.items()}
    if like:
        for by, keys in KINDS.items():
            told = dict(like["kinds"][by])
            while (more := people - sum(told.values())) != 0:
                key = dice.choice(keys)
                told[key] = max(
                    0, told[key] + dice.choice((1, 2, 3)[: abs(more)]) * (1 if more > 0 else -1)
                )
            kinds[by] = told
    kinds["band"] = dict(zip("ABC", kinds["size"].values(), strict=True))
    kinds["band"]["A"] = max(0, kinds["band"]["A"] - dice.randrange(4))
    return {
        "people": people,
        "longest": dice.randrange(400),
        "cents": 10_000 + 2500 * people,
        "kinds": kinds,
    }


def weeks(waiting: int) -> dict[str, Any]:
    return {
        "waiting": [[waiting] * 53] * 3, "returned": [[0, waiting]] * 3, "empty": [None, None, None],
        "longest": [100.0, 110.0, 120.0], "stages": dict.fromkeys(STAGES, waiting // 4), "cents": [0, 0, 0],
    }  # fmt: skip


def stages(before: dict[str, int] | None, dice: samples.Dice) -> dict[str, int]:
    """Who waits where; near to what stands today."""
    if before is None:
        return {name: dice.choice((0, 1, 2, 3, 4, 5, 9, 30)) for name in STAGES}
    return {name: max(0, n + dice.choice((0, 0, 1, -1, 2, 6))) for name, n in before.items()}


def counted(dice: samples.Dice) -> dict[str, float]:
    """What the office counted itself, and of how many people each of it is."""
    asked = dice.choice((0, 1, 3, 4, 5, 9, 40, 300))
    told: dict[str, float] = {
        "arrivals": asked / 8, "arrivals_people": asked, "counsellors": dice.randrange(1, 9),
    }  # fmt: skip
    for country in KINDS["country"]:
        answered = dice.randrange(1, 15)
        told |= {f"paper_days:{country}": 9.5, f"paper_people:{country}": answered}
    return told


def a_row(seed: int) -> WhatIf:
    """What a random what-if found: scenarios near to one another, and few left at home."""
    dice = samples.Dice(seed)
    people = dice.choice((0, 3, 7, 20, 60, 200))
    base = plan(people, None, dice)
    plans = [base]
    for _code in CODES[1:]:
        near = max(0, people + dice.choice((0, 0, -1, -2, -4, -5, -9, -30, 3)))
        plans.append(plan(near, base, dice))
    asked = max(one["people"] for one in plans) + dice.choice((0, 1, 2, 4, 6, 40))
    weeks_of = [weeks(asked + dice.randrange(9)) for _code in CODES]
    told = [
        {"code": code, "plan": one, "weeks": those}
        for code, one, those in zip(CODES, plans, weeks_of, strict=True)
    ]
    # Of their own, so that the plans stay what they were.
    others = samples.Dice(seed)
    today: dict[str, int] | None = None
    for made in weeks_of:
        made["stages"] = stages(today, others)
        today = today or made["stages"]
    return WhatIf(
        office=Office(name="Tapachula"), first=date(2025, 3, 1), last=date(2025, 3, 20), state="DONE",
        asked={"percent": 40, "country": "HND", "way": "X", "consulate": "HND", "weeks": 2},
        told={"asked": asked, "scenarios": told, "counted": counted(others)},
    )  # fmt: skip


def paper_of(row: WhatIf) -> values.WhatIf:
    return printed(protect_what_if(row, clock.now()))


def truth_of(row: WhatIf) -> dict[Any, int]:
    plans = [one["plan"] for one in row.told["scenarios"]]
    truth: dict[Any, int] = {}
    for n, one in enumerate(plans):
        truth["people", n] = one["people"]
        truth["left at home", n] = row.told["asked"] - one["people"]
        truth["change", n] = one["people"] - plans[0]["people"]
    for by, title in BY.items():
        for n, one in enumerate(plans[1:]):
            losses = figures.losses(plans[0]["kinds"][by], one["kinds"][by])
            for key, loss in losses.items():
                truth[str(title), group_word(by, key), n] = loss
            truth[str(title), "rest", n] = truth["change", n + 1] - sum(losses.values())
    for n, one in enumerate(row.told["scenarios"]):
        for code, waiting in one["weeks"]["stages"].items():
            truth["stage", str(shown.STAGES[code]), n] = waiting
    return truth


def behind(row: WhatIf) -> dict[str, int]:
    """Of how many people what the office counted is, by what the paper calls it."""
    told = row.told["counted"]
    names = {
        supposed_attack.PAPERS.format(words.country(country)): told[f"paper_people:{country}"]
        for country in KINDS["country"]
    }
    return {supposed_attack.RATE: told["arrivals_people"], **names}


def found(row: WhatIf) -> list[Any]:
    paper = paper_of(row)
    asked = re.search(r"podrían tenerlo: (.*)\.$", paper.whats[0])
    assert asked
    read = supposed_attack.Paper(paper, asked[1])
    return [*read.finds(truth_of(row)), *read.finds_behind(paper, behind(row))]


@pytest.mark.django_db
def test_an_edition_cannot_be_made_outside_the_gate() -> None:
    row = a_row(1)
    told = protect_what_if(row, clock.now()).told
    for seal in (object(), None, supposed._SupposedSeal(protect_what_if(row, clock.now()).told)):
        with pytest.raises(TypeError):
            SupposedEdition(told, seal)
    for least in (0, 4, 11):
        with pytest.raises(ValueError, match=str(least)):
            protect_what_if(row, clock.now(), least)


@pytest.mark.django_db
def test_nobody_is_found_in_the_paper() -> None:
    assert [
        (seed, found(a_row(seed))) for seed in range(300 if DEEP else 60) if found(a_row(seed))
    ] == []


STEPS = {
    "is_few": lambda _n, _least: False,
    "among": lambda n, _told, least: figures.people(n, least),
    "is_told": lambda *_a: True,
    "beside": lambda after, _before, least=0: figures.people(after, least),
    "is_of_many": lambda _n, _least: True,
    "all_drawn": lambda counts, _least: {key: int(n) for key, n in counts.items()},
    "hidden": lambda cells, _after, _before, least: few.withheld(cells, least),
}


@pytest.mark.django_db
@pytest.mark.parametrize("step", STEPS)
def test_without_a_step_somebody_is_found(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    monkeypatch.setattr(figures, step, STEPS[step])
    assert any(found(a_row(seed)) for seed in range(60))


@pytest.mark.django_db
@pytest.mark.parametrize("threshold", [5, 7, 10])
def test_what_is_drawn_and_told_of_the_drawing_goes_in_steps_of_the_threshold(
    threshold: int,
) -> None:
    """The first week is today: beside who was asked it would tell who is left."""
    row = a_row(4)
    for number, one in enumerate(row.told["scenarios"]):
        one["weeks"] = weeks(83 + number) | {"stages": dict.fromkeys(STAGES, 23)}
    paper = printed(protect_what_if(row, clock.now(), threshold))
    told = [said for one in paper.pictures for said in re.findall(r"semana \d+: (\d+)", one.alt)]
    told += [said for one in paper.pictures for _name, said, _part in one.stages]
    assert len(told) == len(CODES) * (len(shown.TOLD_WEEKS) + len(STAGES))
    assert {int(said) % threshold for said in told} == {0}
    lines = {line for one in paper.pictures for line in re.findall(r'points="([^"]+)"', one.svg)}
    heights = {point.split(",")[1] for line in lines for point in line.split()}
    assert len(heights) <= 2


@pytest.mark.django_db
def test_who_does_not_see_the_pictures_is_told_what_is_drawn() -> None:
    row = a_row(4)
    row.told["scenarios"][1]["weeks"] = weeks(40) | {"waiting": [[30] * 53, [40] * 53, [60] * 53]}
    paper = paper_of(row)
    base, money = paper.pictures[:2]
    assert base.alt.startswith(
        "Como está hoy. Personas que esperan, el medio y su franja. semana 0:"
    )
    assert "junto al medio de como está hoy" in money.alt
    assert "semana 13: 40 (de 30 a 60)" in money.alt
    pages = PdfReader(io.BytesIO(as_pdf(protect_what_if(row, clock.now()), "es")))
    alts = {str(one.get_object()["/Alt"]) for one in every_figure(pages)}
    assert {one.alt for one in paper.pictures} <= alts


@pytest.mark.django_db
@pytest.mark.parametrize("threshold", [5, 7, 10])
def test_what_the_office_counted_is_told_of_as_many_people_as_the_threshold(threshold: int) -> None:
    row = a_row(4)
    row.told["counted"] = {
        "arrivals": threshold / 8, "arrivals_people": threshold,
        "paper_days:HND": 9.0, "paper_people:HND": threshold,
        "paper_days:SLV": 9.0, "paper_people:SLV": threshold - 1,
        "paper_days:GTM": 9.0,
    }  # fmt: skip
    names = {name: value for name, value, *_rest in said_of(row, threshold)}
    assert names[supposed_attack.RATE] == "1 personas por semana"
    of = supposed_attack.PAPERS.format
    assert names[of("Honduras")] == "9 días"
    assert not {of("El Salvador"), of("Guatemala")} & names.keys()
    for few_people in ({"arrivals_people": threshold - 1}, {"arrivals_people": 0}, {}):
        row.told["counted"] = {"arrivals": 0.1, **few_people}
        names = {name: value for name, value, *_rest in said_of(row, threshold)}
        assert names[supposed_attack.RATE] == "no se publica"
    # Whoever works here reads it all.
    row.told["counted"] = {"arrivals": 0.6, "paper_days:GTM": 9.0}
    desk = {one.name: one.value for one in shown.shown(row, clock.now()).supposed}
    assert (desk[supposed_attack.RATE], desk[of("Guatemala")]) == (
        "1 personas por semana",
        "9 días",
    )


def said_of(row: WhatIf, threshold: int) -> tuple[tuple[str, str, str, bool], ...]:
    return printed(protect_what_if(row, clock.now(), threshold)).supposed


@pytest.mark.django_db
def test_which_queue_is_longest_says_no_more_than_the_drawing() -> None:
    row = a_row(4)
    for number, one in enumerate(row.told["scenarios"]):
        waits = dict(zip(STAGES, (2, 3 + number, 0, 0), strict=True))
        one["weeks"] = weeks(83) | {"stages": waits}
    paper = paper_of(row)
    assert {one.said for one in paper.pictures} == {"La cola más larga: Consejería, Decisión."}
    desk = shown.shown(row, clock.now()).columns[1]
    assert desk.where == "La cola más larga: Decisión. Donde más crece: Decisión."
    for one in row.told["scenarios"]:
        one["weeks"]["stages"] = dict.fromkeys(STAGES, 0)
    assert {one.said for one in paper_of(row).pictures} == {""}


@pytest.mark.django_db
def test_the_scale_of_the_drawing_is_of_what_is_drawn() -> None:
    """Both are drawn as 20: a scale up to 40 would tell that it was more."""
    row = a_row(4)
    pictures = set()
    for people in (20, 22):
        for one in row.told["scenarios"]:
            one["weeks"] = weeks(people)
        pictures.add(tuple(one.svg for one in paper_of(row).pictures))
    assert len(pictures) == 1


def every_figure(pages: PdfReader) -> list[Any]:
    every: list[Any] = [pages.get_object(number) for number in range(1, len(pages.xref[0]) + 1)]
    return [one for one in every if isinstance(one, dict) and "/Alt" in one]


@pytest.mark.django_db
def test_the_longest_wait_is_one_person_s_and_told_in_tens() -> None:
    row = a_row(4)
    for one in row.told["scenarios"]:
        one["plan"]["longest"] = 143
    longest = next(f for f in paper_of(row).figures if f.label.startswith("La espera más larga de"))
    assert {value for value, _change in longest.cells} == {"cerca de 140"}
