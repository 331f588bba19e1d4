"""Every compartment by every role by every door: nobody learns what is there, nor that it is there."""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
import typer
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from rumbo.access.rules import COMPARTMENTS, ROLES
from rumbo.statistics import cli
from tests import factories
from tests.factories import ready
from tests.security import compartments as lived
from tests.security import test_crawl as crawl
from tests.security.compartments import CANARY, DOORS, FILL, LIVES, STRICT, Life
from tests.security.test_reserved_names import rolled_back
from tests.turns import wait_for_turn

pytestmark = pytest.mark.django_db
DEEP = os.environ.get("RUMBO_DEEP") == "1"
Combination = tuple[str, str, str]
EVERY = {(c, role, door) for c in COMPARTMENTS for role in ROLES for door in DOORS}
# Money for the way lies with the file of whom it was paid to: who works there reads of it.
BESIDE = {"finance": "bio"}


def holds(role: str, compartment: str) -> bool:
    return compartment in ROLES[role]


@pytest.mark.skipif(not DEEP, reason="every combination takes minutes: bin/test --deep tries them")
def test_no_compartment_is_told_by_any_door_to_a_role_that_does_not_hold_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: set[Combination] = set()
    leaks: list[str] = []
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, live in LIVES.items():
        with time_machine.travel(crawl.NOW, tick=False) as traveller, rolled_back():
            ready.reference()
            life = live()
            traveller.move_to(life.now)
            signs = lived.signs(life)
            report = _sitrep(tmp_path / name)
            for role in sorted(ROLES):
                told = lived.told_to(_client(role), life)
                told["statistics"] += report
                for door, pages in told.items():
                    for compartment in COMPARTMENTS:
                        tried.add((compartment, role, door))
                        word = CANARY[compartment]
                        here = [url for url, text in pages if word in text]
                        if here and holds(role, compartment):
                            found[compartment, role].add(door)
                        elif here:
                            leaks += [f"{name} {role} {door}: {word} in {url}" for url in here]
                    leaks += _existence(name, role, door, pages, signs, life)
                if _receipt(told, life):
                    found["finance", role].add("page")
    with capsys.disabled():
        sys.stdout.write(
            f"\ncompartment x role x door: {len(tried)} combinations"
            f" ({len(COMPARTMENTS)} x {len(ROLES)} x {len(DOORS)}), {len(leaks)} leaks\n"
        )
    assert not leaks, "\n".join(sorted(set(leaks))[:200])
    assert tried == EVERY
    assert len(tried) == 5 * 19 * 11
    # The control: whoever holds a compartment finds what is in it, so that the search can find.
    blind = [key for key in _holders() if not found[key]]
    assert not blind


def _holders() -> Iterator[tuple[str, str]]:
    for role, held in ROLES.items():
        for compartment in held & set(COMPARTMENTS):
            yield compartment, role


def _client(role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(factories.user(role, everywhere=True))
    return client


def _existence(
    name: str,
    role: str,
    door: str,
    pages: list[tuple[str, str]],
    signs: dict[str, set[str]],
    life: Life,
) -> list[str]:
    """What tells that something is there: an id, a task's or the journal's sentence, a label."""
    case = reverse("desk:case", args=[life.case.pk])
    hidden = {
        sign: whose
        for sign, whose in signs.items()
        if not any(holds(role, one) or holds(role, BESIDE.get(one, one)) for one in whose)
        # A journey's general data is on many a page; that it is somebody's is told by the name.
        and whose != {"bio"}
    }
    strict = door in STRICT
    return [
        f"{name} {role} {door}: {sorted(whose)} «{sign}» in {url}"
        for url, text in pages
        if strict or url == case
        for sign, whose in hidden.items()
        if sign in text
    ]


@pytest.mark.parametrize("compartment", sorted(FILL))
def test_no_number_tells_that_a_compartment_holds_something(compartment: str) -> None:
    wait_for_turn(compartment, FILL, 4)
    with time_machine.travel(crawl.NOW, tick=False):
        ready.reference()
        life = lived.booked()
        clients = {role: _client(role) for role in sorted(ROLES)}
        before = {role: lived.numbers_of(client) for role, client in clients.items()}
        FILL[compartment](life)
        after = {role: lived.numbers_of(client) for role, client in clients.items()}
    changed = {role for role in ROLES if before[role] != after[role]}
    told = {role for role in changed if not holds(role, compartment)}
    assert not told, {
        role: [
            (k, before[role].get(k), v) for k, v in after[role].items() if before[role].get(k) != v
        ]
        for role in told
    }
    # The control: somebody who works in it has more to do now.
    assert changed or compartment == "finance"


def _receipt(told: dict[str, list[tuple[str, str]]], life: Life) -> bool:
    pages = [text for some in told.values() for _url, text in some]
    return any(number in text for number in life.receipts for text in pages)


def _sitrep(out: Path) -> list[tuple[str, str]]:
    """What `rumbo sitrep` writes of this life, for here and for everybody."""
    found: list[tuple[str, str]] = []
    app = typer.Typer()
    app.callback()(lambda: None)
    cli.register(app)
    for edition in ([], ["--public"]):
        folder = out / ("public" if edition else "internal")
        done = CliRunner().invoke(
            app, ["sitrep", "--since=2025-01-01", "--until=2025-03-31", f"--out={folder}", *edition]
        )
        assert done.exit_code == 0, done.output
        found += [
            (str(path), path.read_bytes().decode("utf-8", errors="replace"))
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]
    assert found
    return found
