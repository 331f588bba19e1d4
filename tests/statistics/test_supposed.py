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
    told = [
        {"code": code, "plan": one, "weeks": weeks(asked + dice.randrange(9))}
        for code, one in zip(CODES, plans, strict=True)
    ]
    return WhatIf(
        office=Office(name="Tapachula"), first=date(2025, 3, 1), last=date(2025, 3, 20), state="DONE",
        asked={"percent": 40, "country": "HND", "way": "X", "consulate": "HND", "weeks": 2},
        told={"asked": asked, "scenarios": told},
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
    return truth


def found(row: WhatIf) -> list[Any]:
    paper = paper_of(row)
    asked = re.search(r"podrían tenerlo: (.*)\.$", paper.whats[0])
    assert asked
    names: list[Any] = supposed_attack.Paper(paper, asked[1]).finds(truth_of(row))
    return names


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
