"""One human being, two registrations: of a yes and a no the no holds, until they are asked again."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.counselling import actions, elsewhere, queries
from rumbo.counselling.models import ShareConsent
from rumbo.registry import actions as registry
from rumbo.registry.models import Person, PossibleDuplicate
from tests import factories
from tests.factories.documents import shares
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
TO = "CONSULATE"
JOINED = factories.MONDAY + timedelta(days=1)
AFTER = factories.MONDAY + timedelta(days=2)
DAY = AFTER.date()


def first(case: Case) -> Person:
    return factories.people_of(case)[0]


def pair(one: Case, other: Case) -> PossibleDuplicate:
    return registry.suspect_duplicate(
        actor=SYSTEM, earlier=first(one), later=first(other), probability=0.97, reasons=[]
    )


def joined(one: Case, other: Case) -> PossibleDuplicate:
    found = pair(one, other)
    registry.decide_duplicate(
        actor=factories.actor("registrar"), pair=found, decision="SAME", at=JOINED
    )
    return found


def answered(case: Case, *, given: bool, at: datetime) -> None:
    actions.record_share_consents(
        actor=SYSTEM, case=case, person=first(case), answers={TO: given}, at=at
    )


def yes_and_no() -> tuple[Case, Case]:
    here, there = factories.registered(), factories.registered()
    shares(here, TO)
    shares(there, TO, given=False)
    return here, there


def test_a_no_under_another_registration_holds_as_soon_as_they_are_joined_and_no_longer() -> None:
    here, there = yes_and_no()
    assert queries.may_share(first(here), TO, DAY)
    found = joined(here, there)
    assert not queries.may_share(first(here), TO, DAY)
    assert queries.shares_of(first(here))[TO].given  # what was written down stays as it was
    registry.undo_merge(actor=factories.actor("registrar"), pair=found)
    assert queries.may_share(first(here), TO, DAY)


def test_a_yes_that_was_taken_back_elsewhere_is_a_no_and_silence_is_none() -> None:
    here, there, silent = (factories.registered() for _ in range(3))
    shares(here, TO)
    shares(there, TO)
    joined(here, there)
    joined(there, silent)
    assert queries.may_share(first(here), TO, DAY)
    actions.withdraw_share_consent(
        actor=SYSTEM, case=there, person=first(there), recipient=TO, at=AFTER
    )
    assert not queries.may_share(first(here), TO, DAY)


def test_who_took_back_the_permission_to_use_their_data_elsewhere_is_told_of_to_nobody() -> None:
    here, there = factories.registered(), factories.registered()
    shares(here, TO, "PHOTO_MEDIA")
    joined(here, there)
    consent = first(there).consents.get()
    registry.withdraw_consent(actor=SYSTEM, consent=consent, at=JOINED)
    assert not any(queries.may_share(first(here), to, DAY) for to in (TO, "PHOTO_MEDIA"))


def test_asked_again_once_both_are_known_it_is_their_last_word_that_counts() -> None:
    here, there = yes_and_no()
    joined(here, there)
    answered(here, given=True, at=AFTER)
    assert queries.may_share(first(here), TO, DAY)
    assert ShareConsent.objects.filter(person=first(here), recipient=TO).count() == 2
    # The same words once more are no new answer.
    answered(here, given=True, at=AFTER + timedelta(hours=1))
    assert ShareConsent.objects.filter(person=first(here), recipient=TO).count() == 2
    answered(there, given=True, at=AFTER)
    answered(there, given=False, at=AFTER + timedelta(hours=2))
    assert not queries.may_share(first(here), TO, DAY)


def test_a_yes_said_later_but_before_anybody_knew_does_not_undo_a_no() -> None:
    here, there = yes_and_no()
    answered(here, given=False, at=factories.MONDAY + timedelta(hours=1))
    answered(here, given=True, at=factories.MONDAY + timedelta(hours=2))
    joined(here, there)
    [no] = elsewhere.overruled(queries.shares_of(first(here)).values()).values()
    assert (no.person, no.recipient) == (first(there).pk, TO)
    assert not queries.may_share(first(here), TO, DAY)


def test_the_panel_asks_again_and_the_form_answers_nothing_by_itself() -> None:
    here, there = yes_and_no()
    client = client_for("counsellor")
    panel = reverse("counselling:panel", args=[here.pk])
    form = reverse("counselling:sharing", args=[here.pk, first(here).pk])
    chosen = client.get(form).context["form"].initial
    assert chosen[TO] == "yes"
    assert "preguntar otra vez" not in client.get(panel).content.decode()
    joined(here, there)
    assert "preguntar otra vez" in client.get(panel).content.decode()
    assert TO not in client.get(form).context["form"].initial


def test_nobody_else_is_narrowed() -> None:
    here, there = yes_and_no()
    alone = factories.registered()
    shares(alone, TO)
    joined(here, there)
    assert queries.may_share_many([first(one).pk for one in (here, there, alone)], TO, DAY) == {
        first(alone).pk
    }
