"""A small world is played once; every kind of thing that pages show exists in it."""

import statistics
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from rumbo.access.demo import ACCOUNTS
from rumbo.assistance.models import FundEntry, JointRisk, Service, Voucher
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import (
    Appointment,
    Case,
    Contact,
    EligibilityDecision,
    Inquiry,
    InquiryVisit,
    PriorityFact,
    RankChange,
    SideExit,
    Stay,
    Task,
)
from rumbo.common import clock
from rumbo.common.home import DEMO_MARK
from rumbo.common.refusal import Refusal
from rumbo.config import home
from rumbo.counselling.models import Declaration, GuardianDeclaration
from rumbo.demo import bulk, sign_ins, tables, world
from rumbo.demo.scene import Scene
from rumbo.documents.models import ConsularRequest
from rumbo.movements.models import BookedSeat, Departure, StopService
from rumbo.protection.models import ChildTrack, FearAnswer
from rumbo.reception.models import Arrival, Kit, OnwardMoney, Referral
from rumbo.registry.models import Person, SearchKey

NOW = datetime(2026, 11, 20, 18, 20, tzinfo=UTC)
ROWS, DAYS = 60, 10


def _play(seed: int = 1) -> Scene:
    with clock.travel_to(NOW):
        scene = world.set_up(seed, NOW, DAYS)
        world.play(scene, rows=ROWS)
    return scene


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The world, played once for this file and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _play()
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("played")]


def test_few_steps_are_refused(played: Scene):
    assert played.tally.tried.total() > 300
    assert played.tally.share_refused < 0.05, played.tally.refused.most_common(8)


def test_people_stand_at_every_part_of_the_way(played: Scene):
    stages = set(Case.objects.values_list("stage", flat=True))
    assert stages >= {
        "REGISTRATION", "COUNSELLING", "SCREENING", "REFERRED_PROTECTION", "ELIGIBILITY",
        "DOCUMENTS", "BOOKED", "IN_TRANSIT", "POST_ARRIVAL", "WITHDRAWN", "NOT_ELIGIBLE",
    }  # fmt: skip


def test_a_bus_is_on_the_road_one_is_called_one_leaves_tomorrow_and_one_arrived(played: Scene):
    roles = {t.role: t.departure for t in played.trips if t.role}
    status = {role: Departure.objects.get(pk=d.pk).status for role, d in roles.items() if d}
    assert status == {
        "arrived": "ARRIVED",
        "road": "DEPARTED",
        "boarding": "BOARDING",
        "tomorrow": "CONFIRMED",
    }


def test_somebody_waits_to_be_called_and_somebody_to_be_seen_on_arrival(played: Scene):
    boarding = BookedSeat.objects.live().filter(departure__status="BOARDING")
    assert {"BOOKED", "BOARDED"} <= set(boarding.values_list("state", flat=True))
    here = BookedSeat.objects.filter(state="ARRIVED", departure__status="ARRIVED")
    seen = Arrival.objects.filter(departure__status="ARRIVED").values("person")
    assert here.exclude(person__in=seen).exists()


def test_what_pages_show_exists(played: Scene):
    kinds: dict[str, Any] = {
        "appointments for today": Appointment.objects.filter(
            starts_at__date=NOW.date(), outcome="", cancelled_at=None
        ),
        "people to be told": Contact.objects.filter(done_at=None, due_on__lte=NOW.date()),
        "holds": SideExit.objects.filter(kind="ON_HOLD", ended_at=None),
        "withdrawals": SideExit.objects.filter(kind="WITHDRAWN"),
        "no-shows": SideExit.objects.filter(kind="NO_SHOW"),
        "decisions without a second name": EligibilityDecision.objects.filter(
            countersigned_at=None, revoked_at=None
        ),
        "a place on the list changed by hand": RankChange.objects.all(),
        "reasons for priority": PriorityFact.objects.filter(ended_at=None),
        "where people sleep": Stay.objects.filter(kind="SHELTER"),
        "tasks of protection": Task.objects.open().filter(role="protection"),
        "fear that leads to asylum": FearAnswer.objects.filter(resolution="ASYLUM"),
        "a child led on its track": ChildTrack.objects.exclude(family_traced_on=None),
        "a service for a survivor": Service.objects.all(),
        "a voucher that waits for another officer": Voucher.objects.filter(state="REQUESTED"),
        "a voucher given with a receipt": Voucher.objects.filter(state="DELIVERED"),
        "what is left of a voucher, free again": FundEntry.objects.filter(kind="RELEASED"),
        "a look at the risk of going back": JointRisk.objects.all(),
        "declarations": Declaration.objects.filter(withdrawn_at=None),
        "declarations for children": GuardianDeclaration.objects.all(),
        "consulates that have not answered": ConsularRequest.objects.filter(answered_on=None),
        "services on the way": StopService.objects.all(),
        "kits": Kit.objects.all(),
        "money for the way": OnwardMoney.objects.all(),
        "referrals": Referral.objects.all(),
        "somebody who asked and waits for a call": Inquiry.objects.to_call(),
        "somebody who asked and was sent to another role": Inquiry.objects.open().exclude(
            attends=""
        ),
        "somebody who asked and was told enough": Inquiry.objects.filter(outcome="INFORMED"),
        "hours given to those who asked": InquiryVisit.objects.filter(
            starts_at__gte=NOW, outcome="", cancelled_at=None
        ),
        "somebody to call a month later": Arrival.objects.filter(
            occurred_at__lt=datetime(2026, 10, 20, tzinfo=UTC)
        ),
    }
    assert [name for name, rows in kinds.items() if not rows.exists()] == []


def test_more_people_ask_than_register_and_some_registrations_come_of_it(played: Scene):
    registered = Case.objects.filter(occurred_at__gte=played.moment(played.first_day, 8))
    came_of_it = registered.filter(inquiries__isnull=False)
    assert came_of_it.exists()
    assert Inquiry.objects.count() > 2 * registered.count()
    assert all(
        list(case.steps.order_by("occurred_at").values_list("to_stage", flat=True)[:2])
        == ["INQUIRY", "REGISTRATION"]
        for case in came_of_it
    )


def test_nothing_happened_after_this_moment(played: Scene):
    assert not JournalEntry.objects.filter(occurred_at__gt=NOW).exists()


def test_the_sign_ins_name_each_role(played: Scene):
    told = sign_ins.lines()
    assert len(told) == 1 + len(ACCOUNTS)
    assert any("Irma Castellanos" in line for line in told)


def test_many_people_enter_at_once_with_keys_and_history(played: Scene):
    before, keys = Person.objects.count(), SearchKey.objects.count()
    with transaction.atomic():
        with clock.travel_to(NOW):
            bulk.add(played, 2000, progress=world.silent)
        assert Person.objects.count() == before + 2000
        assert SearchKey.objects.count() > keys + 20_000
        newest = Person.objects.order_by("-search_no")[0]
        assert newest.full_name
        assert apps.get_model("registry", "PersonEvent").objects.filter(pgh_obj=newest).exists()
        assert JournalEntry.objects.filter(person_id=newest.id).exists()
        assert Case.objects.filter(stage="WITHDRAWN").count() > 50
        transaction.set_rollback(True)


def test_a_home_where_people_work_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RUMBO_HOME", str(tmp_path))
    (tmp_path / "pg").mkdir()
    with pytest.raises(Refusal) as refused, home.playing():
        pass
    assert refused.value.code == "home.not_empty"
    assert not (tmp_path / DEMO_MARK).exists()


def test_nobody_comes_home_sooner_or_later_than_people_do(played: Scene):
    """From request to return: by land with papers 3 to 14 days, at most 90 (domain.md 7.4)."""
    came = Arrival.objects.exclude(case=None).select_related("case")
    days = [(clock.day_of(one.occurred_at) - one.case.requested_on).days for one in came]
    assert len(days) >= 10
    assert min(days) >= 3
    assert max(days) <= 90
    assert 7 <= statistics.median(days) <= 14


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("withdraws", 0.08, 0.15), ("no_show", 0.04, 0.08), ("consulate_late", 0.1, 0.2),
        ("temporarily_unfit", 0.01, 0.03), ("reached_by_phone", 0.45, 0.65),
    ],
)  # fmt: skip
def test_what_goes_otherwise_goes_as_often_as_in_the_field(name: str, least: float, most: float):
    assert least <= tables.rate(name) <= most
