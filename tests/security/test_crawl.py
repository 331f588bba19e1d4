"""Every address, as every role, on one's own and on others' objects: no leak and no 500."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from rumbo.access.rules import ROLES, compartments_of
from rumbo.audit.models import Reading
from tests import factories
from tests.factories import ready
from tests.security import world
from tests.security.world import ELSEWHERE, KEPT, World

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 5, 15, 0, tzinfo=UTC)
FINE = {200, 204, 301, 302, 303, 400, 403, 404, 405, 409, 413, 422, 429}
HIDDEN = {404, 405}
IDENT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# What stands in an address beside ids: one good word and one that no list knows.
WORDS = {
    "code": "declaration", "recipient": "CONSULATE", "name": "roll-call", "centre": "HN-OMOA",
    "kind": "csv", "position": 1, "what": None, "version": "2026-11-20",
    "programme": "AVR-NCA", "host": "MEX", "origin": "HND",
}  # fmt: skip


# Many people are listed there, and the journal tells of each paper printed; a row of a sheet is
# nobody's registration yet; who goes along for us is on our own team.
NOT_OF_ONE = {"departure", "batch", "row", "escort"}


class HasIds(Protocol):
    """Anything that says which ids stand for which words in an address."""

    ids: dict[str, UUID]


def addresses(
    resolver: URLResolver, before: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every address of ours: its pattern, its room, and what answers there."""
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path, pattern.namespace or space)
        elif pattern.callback.__module__.startswith("rumbo."):
            yield path, space, pattern


ALL = list(addresses(get_resolver()))


def filled(path: str, space: str, pattern: URLPattern, of: HasIds) -> list[str]:
    """The address with ids of one office; with random ones where that office has none."""
    told: dict[str, object] = {}
    for name, converter in pattern.pattern.converters.items():
        if type(converter).__name__ == "UUIDConverter":
            keys = (f"{space}:{name}", f"{path.split('/', maxsplit=1)[0]}:{name}", name)
            told[name] = next((of.ids[k] for k in keys if k in of.ids), uuid4())
        elif WORDS.get(name) is not None:
            told[name] = WORDS[name]
        else:
            told[name] = _word(converter)
    url = path
    for name, value in told.items():
        start, end = url.index("<"), url.index(">") + 1
        assert url[start:end].split(":")[-1].rstrip(">") == name
        url = url[:start] + str(value) + url[end:]
    return ["/" + url]


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
        yield world.build("TAP", "Dilcia"), world.build("TIJ", ELSEWHERE)


def test_there_is_something_to_crawl() -> None:
    assert len(ALL) > 100


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
        if "<uuid" in path:
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
                    if of is other and "<uuid" in path and status not in HIDDEN:
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
