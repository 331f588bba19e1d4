"""The focal point of an office watches over its people and its staff, and over no other office's."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access import actions as access
from rumbo.access import queries
from rumbo.access.entry import reading
from rumbo.access.models import Grant, User
from rumbo.access.values import SYSTEM
from rumbo.audit import actions as audit
from rumbo.desk import overseeing, watching
from rumbo.registry.models import Probe
from rumbo.ui import words
from rumbo.ui.work import Count, Tally
from tests import factories
from tests.factories.pages import elsewhere

pytestmark = pytest.mark.django_db


@dataclass
class Week:
    """Two offices, somebody who works at each, and what they did: of here and of there."""

    here: User
    there: User
    mine: UUID
    theirs: UUID


@pytest.fixture
def week() -> Week:
    near, far = factories.office(), elsewhere()
    here, there = factories.user("registrar", at=near), factories.user("registrar", at=far)
    mine = factories.people_of(factories.registered())[0]
    theirs = factories.people_of(factories.registered(at=far))[0]
    for user in (here, there):
        Probe.objects.create(reader_id=user.pk, shown=2, masked=1)
    return Week(here, there, mine.pk, theirs.pk)


def opens(user: User, person: UUID) -> None:
    actor = queries.actor_of(user, words.today())
    audit.note_reading(actor=actor, person=person, page="desk.case")


def seen_by(*, everywhere: bool = False) -> dict[str, watching.Watched]:
    client = Client()
    client.force_login(factories.user("dpo", everywhere=everywhere))
    answer = client.get(reverse("desk:watch"))
    return {row.who: row for row in answer.context["rows"]}


def test_who_reads_people_of_these_offices_is_shown_wherever_they_work(week: Week) -> None:
    opens(week.there, week.mine)
    opens(week.there, week.theirs)
    row = seen_by()[week.there.display_name]
    assert (row.people, row.searches, row.masked) == (1, 0, 0)


def test_who_reads_people_of_another_office_alone_is_that_offices_to_watch(week: Week) -> None:
    opens(week.there, week.theirs)
    shown = seen_by()
    assert week.there.display_name not in shown
    assert set(seen_by(everywhere=True)) >= {week.there.display_name, week.here.display_name}


def test_the_searches_are_those_of_the_staff_of_these_offices(week: Week) -> None:
    shown = seen_by()
    assert list(shown) == [week.here.display_name]
    assert (shown[week.here.display_name].searches, shown[week.here.display_name].masked) == (1, 1)


def test_who_left_the_office_within_the_week_is_still_watched(week: Week) -> None:
    grant, today = Grant.objects.get(user=week.here), words.today()
    access.end_role(actor=SYSTEM, grant=grant, on=today - timedelta(days=2))
    assert week.here.display_name in seen_by()
    access.end_role(actor=SYSTEM, grant=grant, on=today - timedelta(days=watching.DAYS + 1))
    assert week.here.display_name not in seen_by()


def test_the_counts_of_the_day_are_of_these_offices_too(week: Week) -> None:
    opens(week.here, week.mine)
    opens(week.there, week.theirs)
    today = words.today()
    local = queries.reader_of(factories.user("dpo"), today)
    wide = queries.reader_of(factories.user("dpo", everywhere=True), today)
    for who, number in ((local, 1), (wide, 2)):
        with reading(who):
            assert watching.readings(who, today, 1).count() == number
            assert watching.masked(who, today, 1).count() == number


def test_a_home_counts_no_other_office(week: Week) -> None:
    opens(week.there, week.theirs)
    today, user = words.today(), factories.user("dpo")
    reader = queries.reader_of(user, today)
    with reading(reader):
        found = overseeing.data_protection(reader, queries.actor_of(user, today), today)
    counts = {row.label: row.number for row in found if isinstance(row, Count)}
    assert counts["personas leídas hoy"] == 0
    tallies = [row for row in found if isinstance(row, Tally)]
    assert [row.rows.count() for row in tallies[:1]] == [1]
