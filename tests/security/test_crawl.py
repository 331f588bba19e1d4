"""Every address, as every role, on one's own and on others' objects: no leak and no 500."""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from rumbo.access.rules import ROLES, compartments_of
from rumbo.audit.models import Reading
from tests import factories
from tests.factories import ready
from tests.security import beside, world
from tests.security.world import ELSEWHERE, KEPT, World
from tests.turns import is_its_turn, wait_for_turn

pytestmark = pytest.mark.django_db
DEEP = os.environ.get("RUMBO_DEEP") == "1"
NOW = datetime(2025, 3, 5, 15, 0, tzinfo=UTC)
FINE = {200, 204, 301, 302, 303, 400, 403, 404, 405, 409, 413, 422, 429}
NOT_ALLOWED = 405
HIDDEN = {404, NOT_ALLOWED}
IDENT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Accounts belong to no office: whoever administers the house keeps all of them.
KEEPS_ALL = {("admin", "team/")}
# What stands in an address beside ids: one good word and one that no list knows.
WORDS = {
    "code": "declaration", "recipient": "CONSULATE", "name": "roll-call", "centre": "HN-OMOA",
    "kind": "csv", "position": 1, "what": None, "version": "2026-11-20",
    "programme": "AVR-NCA", "line": "WH-2022", "host": "MEX", "origin": "HND", "requirement": "EXIT_PAPER",
    "desk:what": "close", "year": "2025", "number": "1",
}  # fmt: skip


# Many people are listed there, and the journal tells of each paper printed; a row of a sheet is
# nobody's registration yet; who goes along for us is on our own team; cash names no file.
NOT_OF_ONE = {"departure", "proposal", "batch", "row", "escort", "advance", "receipt"}


class HasIds(Protocol):
    """Anything that says which ids stand for which words in an address."""

    ids: dict[str, UUID]


def addresses(
    resolver: URLResolver, before: str = "", space: str = "", whose: str = "rumbo."
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every address of ours: its pattern, its room, and what answers there."""
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path, pattern.namespace or space, whose)
        elif pattern.callback.__module__.startswith(whose):
            yield path, space, pattern


ALL = list(addresses(get_resolver()))
# The doors by which one signs in, with words where a key or a number stands in the address.
DOORS = [
    "/" + re.sub(r"<[^>]*>|\(\?P<.*\)", "1", path).replace("^", "").replace("$", "")
    for path, _space, _pattern in addresses(get_resolver(), whose="allauth.")
]


def filled(path: str, space: str, pattern: URLPattern, of: HasIds) -> list[str]:
    """The address with ids of one office; with random ones where that office has none."""
    told: dict[str, object] = {}
    for name, converter in pattern.pattern.converters.items():
        if type(converter).__name__ == "UUIDConverter":
            keys = (f"{space}:{name}", f"{path.split('/', maxsplit=1)[0]}:{name}", name)
            told[name] = next((of.ids[k] for k in keys if k in of.ids), uuid4())
        elif (word := WORDS.get(f"{space}:{name}", WORDS.get(name))) is not None:
            told[name] = word
        else:
            told[name] = _word(converter)
    url = path
    for name, value in told.items():
        start, end = url.index("<"), url.index(">") + 1
        assert url[start:end].split(":")[-1].rstrip(">") == name
        url = url[:start] + str(value) + url[end:]
    return ["/" + url]


def keeps(role: str, path: str) -> bool:
    """Whether what an address names is this role's to keep, wherever it is."""
    return any(role == who and path.startswith(start) for who, start in KEEPS_ALL)


def of_rows(urls: Sequence[str], of: HasIds) -> list[str]:
    """Of these addresses, those that name no row, or only rows that there are."""
    known = {str(ident) for ident in of.ids.values()}
    return [url for url in urls if set(IDENT.findall(url)) <= known]


def is_of_somebody(path: str) -> bool:
    """Whether an address is of one file or one person, and not of a list of many people."""
    return bool(set(re.findall(r"<uuid:(\w+)>", path)) - NOT_OF_ONE)


def _word(converter: object) -> str:
    """A word that a converter of ours takes (its regex is a list of words)."""
    return str(getattr(converter, "regex", "x")).strip("()").split("|")[0].strip("(?:)")


def client_as(*roles: str, of: World) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(factories.user(*roles, at=of.office))
    return client


@pytest.fixture
def worlds() -> Iterator[tuple[World, World]]:
    with time_machine.travel(NOW, tick=False):
        ready.reference()
        own, other = world.build("TAP", "Dilcia"), world.build("TIJ", ELSEWHERE)
        yield beside.add(own, "Dilcia"), beside.add(other, ELSEWHERE)


def test_there_is_something_to_crawl() -> None:
    assert len(ALL) > 100
    assert len(DOORS) > 20


def test_no_address_is_tried_with_an_id_of_nothing(worlds: tuple[World, World]) -> None:
    for of in worlds:
        for one in ALL:
            urls = filled(*one, of)
            assert of_rows(urls, of) == urls, one[0]
            assert {resolve(url).func for url in urls} == {one[2].callback}, urls


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_sees_its_own_office_and_its_own_compartments(
    role: str, worlds: tuple[World, World]
) -> None:
    own, other = worlds
    client = client_as(role, of=own)
    hidden = [word for kept, word in KEPT.items() if kept not in compartments_of(frozenset({role}))]
    wrong = []
    for path, space, pattern in ALL:
        for url in filled(path, space, pattern, own):
            before = Reading.objects.count()
            answer = client.get(url)
            body = b"".join(answer) if answer.streaming else answer.content
            if answer.status_code not in FINE:
                wrong.append(f"{answer.status_code} {url}")
            wrong += [f"{word} in {url}" for word in [ELSEWHERE, *hidden] if word.encode() in body]
            is_named = answer.status_code == 200 and b"Dilcia" in body
            if is_named and is_of_somebody(path) and Reading.objects.count() == before:
                wrong.append(f"read, and not written down: {url} ({path})")
        if "<uuid" in path and not keeps(role, path):
            for url in filled(path, space, pattern, other):
                status = client.get(url).status_code
                if status not in HIDDEN:
                    wrong.append(f"foreign {status} {url}")
    assert not wrong, "\n".join(wrong)


HOSTILE = [
    {},
    {
        "q": "\0",
        "version": "99999999999999999999",
        "at": "-1",
        "why": "\u202e" * 50,
        "amount": "-5",
    },
    {"q": "=cmd|' /C calc'!A0", "reason": "💥" * 300, "seats": "9223372036854775808", "p": "x"},
]


@pytest.mark.parametrize("alone", [False, True])
def test_nothing_that_is_sent_makes_the_house_fall_over(
    alone: bool, worlds: tuple[World, World]
) -> None:
    wait_for_turn("alone" if alone else "all", ("all", "alone"), 2)
    own, other = worlds
    # Whoever hears complaints holds no other function.
    others = sorted(set(ROLES) - {"dpo", "finance", "complaints"})
    client = client_as(*(["complaints"] if alone else others), of=own)
    wrong = []
    for path, space, pattern in ALL:
        for of in (own, other):
            for url in filled(path, space, pattern, of):
                for body in HOSTILE:
                    status = client.post(url, body).status_code
                    if status not in FINE:
                        wrong.append(f"{status} POST {url} {sorted(body)}")
                    hidden = of is own or "<uuid" not in path or status in HIDDEN
                    if not hidden and (alone or not keeps("admin", path)):
                        wrong.append(f"foreign {status} POST {url}")
    assert not wrong, "\n".join(wrong)


def test_who_has_not_signed_in_is_shown_nothing(worlds: tuple[World, World]) -> None:
    own, _other = worlds
    client = Client(raise_request_exception=False)
    wrong = []
    for path, space, pattern in ALL:
        for url in filled(path, space, pattern, own):
            answer = client.get(url)
            if (
                answer.status_code not in {302, 404, 405}
                and space
                and "Dilcia" in str(answer.content)
            ):
                wrong.append(f"{answer.status_code} {url}")
    assert not wrong, "\n".join(wrong)


STRANGE: list[dict[str, str] | None] = [
    None,
    {},
    dict.fromkeys(("login", "password", "code", "email", "id", "name", "credential"), "\0"),
    {"login": "💥" * 300, "password": "x", "code": "9" * 40, "credential": "{", "next": "//x.mx"},
]


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_doors_of_signing_in_stand_for_every_role(role: str) -> None:
    client, user = Client(raise_request_exception=False), factories.user(role)
    wrong = []
    for url in DOORS:
        for body in STRANGE:
            client.force_login(user)
            answer = client.get(url) if body is None else client.post(url, body)
            if answer.status_code not in FINE:
                wrong.append(f"{answer.status_code} {url} {body}")
            if "x.mx" in answer.headers.get("Location", ""):
                wrong.append(f"leads away: {url}")
    assert not wrong, "\n".join(wrong)


def test_the_doors_of_signing_in_stand_for_who_is_not_signed_in() -> None:
    wrong = []
    for url in DOORS:
        for body in STRANGE:
            client = Client(raise_request_exception=False)
            answer = client.get(url) if body is None else client.post(url, body)
            if answer.status_code not in FINE:
                wrong.append(f"{answer.status_code} {url} {body}")
    assert not wrong, "\n".join(wrong)


def sent(path: str) -> dict[str, str]:
    """What some addresses want before they look at anything else."""
    came = path.startswith("appointments/") or "/visit/" in path
    outcome = "CANCELLED" if came else "NO_ANSWER"
    return {"why": "x", "version": "1", "channel": "PHONE", "outcome": outcome}


# What the world has no row for in the state that these want: their 404 is tried by their own tests.
CLOSED = {
    "emergencies/<uuid:glass>/close/": "only whoever opened it",
    "cases/<uuid:case>/release/": "nobody is on hold",
    "cases/<uuid:case>/rank/end/": "nobody's place was changed",
    "cases/<uuid:case>/emergency/": "only whoever opened it",
    "cases/<uuid:case>/movements/review/answer/": "nobody asked for a review",
    "departures/what-if/<uuid:what_if>/for-donors.pdf": "nothing was worked out",
    "departures/<uuid:departure>/flights/": "a bus does not fly",
    "departures/<uuid:departure>/price/": "a bus does not fly",
    "departures/<uuid:departure>/escorts/<uuid:escort>/return/": "a bus does not fly",
    "cases/<uuid:case>/protection/people/<uuid:person>/mpp/way/": "nobody is in MPP",
    "cases/<uuid:case>/protection/people/<uuid:person>/mpp/reentry/": "nobody is in MPP",
    "cases/<uuid:case>/protection/people/<uuid:person>/trafficking/second/": "nothing was found",
    "cases/<uuid:case>/protection/people/<uuid:person>/child/": "no child is alone",
    "cases/<uuid:case>/protection/people/<uuid:person>/child/step/<str:code>/": "no child is alone",
    "cases/<uuid:case>/protection/people/<uuid:person>/child/instead/": "no child is alone",
    "assistance/shared/<uuid:risk>/": "shared with no office of origin",
    "documents/requests/<uuid:asked>/stop/letter/": "nothing was stopped",
    "reception/people/<uuid:person>/permissions/<slug:recipient>/": "this was not agreed to",
    "reception/people/<uuid:person>/handover/": "no child is alone",
    "reception/people/<uuid:person>/handover.pdf": "no child is alone",
    "search/opened/<uuid:person>/": "nobody asked another office",
    "watch/kept/<uuid:case>/erase/": "no file is past its months",
    "watch/kept/<uuid:case>/keep/": "no file is past its months",
    "watch/kept/<uuid:case>/back/": "no file is past its months",
}


def test_what_is_tried_on_others_opens_to_somebody_of_its_own_office(
    worlds: tuple[World, World],
) -> None:
    own, _other = worlds
    alone = ("admin", "complaints", "dpo", "finance")
    clients = [client_as(*(set(ROLES) - {*alone}), of=own), *(client_as(r, of=own) for r in alone)]
    closed = set()
    for path, space, pattern in ALL:
        for url in filled(path, space, pattern, own) if "<uuid" in path else []:
            if not any(_opens(client, url, path) for client in clients):
                closed.add(path)
    assert closed == CLOSED.keys()


def _opens(client: Client, url: str, path: str) -> bool:
    """Whether an address is there for somebody, read or sent; whatever is written is undone."""
    with transaction.atomic():
        status = client.get(url).status_code
        if status == NOT_ALLOWED:
            status = client.post(url, sent(path)).status_code
        transaction.set_rollback(True)
    return status not in HIDDEN


IN_TURN = [
    pytest.param(
        role,
        marks=pytest.mark.skipif(
            not is_its_turn(role, ROLES, 3),
            reason="a third of the roles each day: bin/test --deep tries all",
        ),
    )
    for role in sorted(ROLES)
]


@pytest.mark.parametrize("role", IN_TURN)
def test_a_role_changes_nothing_of_another_office(role: str, worlds: tuple[World, World]) -> None:
    own, other = worlds
    client = client_as(role, of=own)
    wrong = []
    for path, space, pattern in ALL:
        if "<uuid" not in path or keeps(role, path):
            continue
        for url in filled(path, space, pattern, other):
            status = client.post(url, sent(path)).status_code
            if status not in HIDDEN:
                wrong.append(f"foreign {status} POST {url}")
    assert not wrong, "\n".join(wrong)
