"""One is not several: every number of every home reads right beside 1 and beside 2."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from rumbo.access import queries as who
from rumbo.access.entry import reading
from rumbo.desk.collecting import offered
from rumbo.desk.roles import EVERYBODY
from rumbo.ui.work import Count, Tally, WorkItem
from tests import factories

SRC = Path(__file__).parents[2] / "src" / "rumbo"
DAY = date(2025, 3, 3)
# What is said in the same words of one and of several.
ALIKE = {
    "con cita por delante",
    "con lugar",
    "en camino",
    "sin consentimiento",
    "sin ningún intento",
}
ALIKE |= {"sin segundo paso", "por corregir"}
# Tallies that tell their first row, and so say nothing of numbers without one: read where they are
# made (tests/assistance/test_views.py).
FIRST_ROW = {"protection": 3}
PARTS = SRC / "ui" / "templates" / "ui" / "parts.html"


def said(tally: Tally, number: int) -> str:
    one = tally.say(number)
    if isinstance(one, Count):
        return f"{number} {one.label}"
    return str(one.sentence) if isinstance(one, WorkItem) else ""


def tallies_of(role: str) -> list[Tally]:
    user = factories.user(role, everywhere=True)
    with reading(reader := who.reader_of(user, DAY)):
        actor = who.actor_of(user, DAY)
        told = [
            one
            for provider in [*offered("WORK"), *offered("COUNTS")]
            if callable(provider)
            for one in provider(reader, actor, DAY)
        ]
    return [one for one in told if isinstance(one, Tally)]


def without_number(text: str) -> str:
    return re.sub(r"^\d+ |\b\d+\b", "", text)


@pytest.mark.django_db
@pytest.mark.parametrize("role", EVERYBODY)
def test_every_tally_reads_right_of_one_and_of_two(role: str) -> None:
    wrong, quiet = [], 0
    for tally in tallies_of(role):
        for language in ("es", "en"):
            with translation.override(language):
                one, two = said(tally, 1), said(tally, 2)
            if not one:
                quiet += 1
                continue
            if language == "es" and without_number(one) == without_number(two):
                wrong += [one] if without_number(one) not in ALIKE else []
            if re.search(r"\b1 \w+(s|es) ", f"{one} ") and language == "es":
                wrong.append(one)
    assert not wrong, wrong
    assert quiet == 2 * FIRST_ROW.get(role, 0)


def counts_in(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if "from rumbo.ui.work import" not in path.read_text(encoding="utf-8"):
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [one for one in calls if isinstance(one.func, ast.Name) and one.func.id == "Count"]


def test_no_number_has_a_label_that_is_written_for_several() -> None:
    found, wrong = 0, []
    for path in sorted(SRC.glob("*/*.py")):
        for call in counts_in(path):
            found += 1
            label = call.args[1]
            text = ast.unparse(label)
            if isinstance(label, ast.Call) and not text.startswith(("ngettext(", "label(")):
                given = ast.literal_eval(label.args[0])
                wrong += [given] if given not in ALIKE else []
    assert found > 20
    assert not wrong, wrong


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.html")), ids=lambda p: p.stem)
def test_no_number_of_a_page_has_one_either(path: Path) -> None:
    if path == PARTS:
        return
    page = path.read_text(encoding="utf-8")
    for label in re.findall(r'<c-count [^>]*?label="\{% translate "([^"]*)"', page):
        assert label in ALIKE, label
    for name in re.findall(r'<c-count [^>]*?:label="(\w+)"', page):
        for label in re.findall(rf'translate "([^"]*)" as {name} ', page):
            assert label in ALIKE, label
