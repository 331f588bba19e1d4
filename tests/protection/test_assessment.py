"""The full assessment: only after a flag, on four levels, with reasons, and what follows has a day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.rules import ROLES, compartments_of
from rumbo.access.values import Actor
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case, Task
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal
from rumbo.desk.tasks import sentence
from rumbo.protection import actions, determinants, rules
from rumbo.protection.models import Assessment
from rumbo.protection.values import NewAssessment
from rumbo.registry.models import Person
from tests import factories
from tests.factories import protection as made
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
DAY = factories.MONDAY.date()
FACTORS = ("IND_HARMED", "HOU_SUPPORT", "COM_GANGS", "STR_NO_PROTECTION")
MODEL = determinants.model()
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday, when Dilcia came."""
    with clock.travel_to(factories.MONDAY):
        yield


def flagged(*flags: str, **changes: Any) -> tuple[Case, Person]:
    case = factories.registered(factories.new_person(**changes))
    person = factories.people_of(case)[0]
    if flags:
        made.screened(factories.actor("protection"), case, person, *flags)
    return case, person


def assessed(case: Case, person: Person, actor: Actor | None = None, **changes: Any) -> Assessment:
    values: dict[str, Any] = {
        "factors": FACTORS,
        "finding": "MEDIUM",
        "reasons": "La buscan en su barrio, pero su hermana la recibe en otra ciudad.",
        "actions": ("SAFETY_PLAN", "HEALTH_CARE", "SHELTER"),
    }
    return actions.assess(
        actor=actor or factories.actor("protection"),
        case=case,
        person=person,
        assessment=NewAssessment(**{**values, **changes}),
    )


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


@pytest.mark.parametrize("code", codes.values("vulnerability"))
def test_every_flag_of_the_screen_opens_a_task_that_its_role_sees_by_a_day(code: str) -> None:
    flag = rules.FLAGS[code]
    listed = codes.mapping("vulnerability", "role")[code]
    assert flag.role == listed
    assert flag.compartment == codes.mapping("vulnerability", "compartment")[code]
    assert flag.compartment in ROLES[flag.role]
    assert 0 <= flag.days <= 5
    assert flag.days <= 1 or not flag.urgent


OTHERS = (
    rules.UNFLAG, rules.CHILD_NOT_SAFE, rules.OTHER_RECEIVER, rules.SIBLINGS, rules.INSTEAD,
    rules.REUNITE, rules.DETERMINE, rules.FILE_CAME, rules.ACT_MISSING, rules.FEAR, rules.CUSTODY, rules.MPP, rules.ASSESSMENT, *rules.CALLS.values(),
    *(one.flag for one in MODEL.actions.values()),
)  # fmt: skip


@pytest.mark.parametrize("flag", [*rules.FLAGS.values(), *OTHERS], ids=lambda flag: flag.task)
def test_every_task_of_protection_says_what_to_do_to_a_role_that_sees_it(flag: rules.Flag) -> None:
    assert flag.compartment in compartments_of(frozenset({flag.role}))
    said = sentence(Task(code=flag.task, role=flag.role))
    assert said != sentence(Task(code="NOBODY_KNOWS", role=flag.role))


@pytest.mark.parametrize("code", rules.FLAGS)
def test_a_screen_asks_for_the_full_assessment_only_where_protection_sees_a_flag(code: str) -> None:
    flagged(code)
    asked = Task.objects.filter(code="FULL_ASSESSMENT").first()
    flag = rules.FLAGS[code]
    if flag.role not in {"protection", "child_officer"} or code == "UASC":
        assert asked is None
        return
    assert asked is not None
    assert asked.role == flag.role
    assert asked.compartment == flag.compartment
    assert asked.due_on == DAY + timedelta(days=1 if flag.urgent else 3)


def test_a_child_told_of_trafficking_is_assessed_by_who_may_see_it() -> None:
    flagged("CHILD_AT_RISK", "VOT")
    assert Task.objects.get(code="FULL_ASSESSMENT").role == "protection"


def test_a_screen_without_flags_asks_for_none_and_the_page_refuses_in_words() -> None:
    case, person = flagged("HOMELESS", "PREGNANT")
    assert not Task.objects.filter(code="FULL_ASSESSMENT").exists()
    case, person = flagged()
    url = reverse("protection:assessment", args=[case.id, person.id])
    answer = client_for("protection").get(url)
    assert answer.status_code == 409
    assert "no dejó ningún aviso" in answer.text
    with refused("protection.nothing_flagged"):
        assessed(case, person)


def test_a_flag_that_an_officer_may_not_see_is_no_flag_for_them() -> None:
    case, person = flagged("VOT")
    officer = factories.actor("child_officer")
    with refused("protection.nothing_flagged"):
        assessed(case, person, officer)
    url = reverse("protection:assessment", args=[case.id, person.id])
    assert client_for("child_officer").get(url).status_code == 409
    row = assessed(case, person)
    assert row.compartment == "trafficking"
    assert {t.compartment for t in Task.objects.filter(role="protection")} == {"trafficking"}


def test_what_follows_becomes_tasks_with_a_day_for_the_right_role_and_ends_the_one_that_asked() -> (
    None
):
    case, person = flagged("GANG_THREAT")
    row = assessed(case, person)
    assert row.compartment == "protection"
    assert not Task.objects.open().filter(code="FULL_ASSESSMENT").exists()
    found = {t.code: t for t in Task.objects.open()}
    for code in row.actions:
        flag = MODEL.actions[code].flag
        task = found[flag.task]
        assert (task.role, task.compartment) == (flag.role, flag.compartment)
        assert task.due_on == DAY + timedelta(days=flag.days)
    assert JournalEntry.objects.get(code="protection.assessed").compartment == "protection"


@pytest.mark.parametrize("level", MODEL.levels, ids=lambda level: level.code)
def test_each_level_is_looked_at_or_said_to_hold_nothing(level: determinants.Level) -> None:
    case, person = flagged("GANG_THREAT")
    own = {word.code for word in level.factors}
    others = tuple(code for code in FACTORS if code not in own)
    with refused("protection.level_not_looked_at"):
        assessed(case, person, factors=others)
    row = assessed(case, person, factors=others, told={level.code: "Nada que anotar."})
    assert row.told == {level.code: "Nada que anotar."}


def test_a_finding_has_reasons_and_what_exposes_somebody_is_followed() -> None:
    case, person = flagged("GANG_THREAT")
    with refused("protection.finding_needs_reasons"):
        assessed(case, person, reasons=" ")
    with refused("protection.finding_needs_reasons"):
        assessed(case, person, finding="NONE")
    with refused("protection.nothing_follows"):
        assessed(case, person, actions=())
    assert assessed(case, person, finding="LOW", actions=()).actions == []


def test_only_protection_and_childhood_assess() -> None:
    case, person = flagged("GANG_THREAT")
    for role in set(ROLES) - {"protection", "child_officer"}:
        with refused("access.not_your_role"):
            assessed(case, person, factories.actor(role))
        url = reverse("protection:assessment", args=[case.id, person.id])
        assert client_for(role).get(url).status_code == 404
    theirs = client_for("protection", at=elsewhere())
    assert (
        theirs.get(reverse("protection:assessment", args=[case.id, person.id])).status_code == 404
    )


def test_it_is_written_on_its_page_reached_from_the_panel_and_from_the_task() -> None:
    case, person = flagged("GANG_THREAT")
    client, url = (
        client_for("protection"),
        reverse("protection:assessment", args=[case.id, person.id]),
    )
    panel = client.get(reverse("protection:panel", args=[case.id])).text
    assert url in panel
    assert "Falta la valoración completa" in panel
    assert url in client.get(reverse("desk:case", args=[case.id])).text
    assert url in client.get("/").text
    task = Task.objects.get(code="FULL_ASSESSMENT")
    assert client.get(reverse("casework:task", args=[task.id]))["Location"] == url
    typed = {
        "individual_risk": ["IND_HARMED"], "household_protective": ["HOU_SUPPORT"],
        "community_risk": ["COM_GANGS"], "structural_told": "Nada distinto de su región.",
        "finding": "HIGH", "reasons": "No hay quien la proteja.", "actions": ["SAFETY_PLAN"],
    }  # fmt: skip
    assert client.post(url, typed).status_code == 303
    row = Assessment.objects.get()
    assert row.factors == ["IND_HARMED", "HOU_SUPPORT", "COM_GANGS"]
    assert (row.finding, row.notes, row.actions) == (
        "HIGH",
        "No hay quien la proteja.",
        ["SAFETY_PLAN"],
    )
    assert "Alta: atenderla hoy" in client.get(reverse("protection:panel", args=[case.id])).text
    assert "No hay quien la proteja." in client.get(url).text


def test_a_page_left_half_done_says_what_is_missing() -> None:
    case, person = flagged("GANG_THREAT")
    client, url = (
        client_for("protection"),
        reverse("protection:assessment", args=[case.id, person.id]),
    )
    typed = {"individual_risk": ["IND_HARMED"], "finding": "LOW", "reasons": "Nada más."}
    answer = client.post(url, typed)
    assert "Falta mirar «Su hogar y su familia»" in answer.text
    assert "Nada más." in answer.text
    assert not Assessment.objects.exists()


def test_a_high_vulnerability_is_seen_to_by_tomorrow_and_says_so_to_nobody_else() -> None:
    case, person = flagged("GANG_THREAT")
    with refused("protection.nothing_soon"):
        assessed(case, person, finding="HIGH", actions=("ARRIVAL_PLAN", "TALK_AGAIN"))
    followed = ("LEGAL_AID", "TALK_AGAIN", "PSYCHOSOCIAL", "ARRIVAL_PLAN")
    assessed(case, person, finding="HIGH", actions=followed)
    due = {t.code: (t.urgent, t.due_on) for t in Task.objects.open()}
    assert due["LEGAL_AID"] == (True, DAY + timedelta(days=1))
    assert due["TALK_AGAIN"] == (False, DAY + timedelta(days=14))
    assert due["PSYCHOSOCIAL"] == (False, DAY + timedelta(days=3))
    assert due["ARRIVAL_PLAN"] == (False, DAY + timedelta(days=7))
    case.refresh_from_db()
    assert not case.urgent
    other = flagged("GANG_THREAT")
    assessed(*other, actions=("LEGAL_AID",))
    assert Task.objects.get(case=other[0], code="LEGAL_AID").due_on == DAY + timedelta(days=5)


def test_what_is_written_is_read_by_who_sees_its_compartment_alone() -> None:
    case, person = flagged("GANG_THREAT")
    assessed(case, person)
    for role in ROLES:
        with reading(reader_of(factories.user(role), DAY)) as reader:
            seen = Assessment.objects.visible_to(reader).exists()
        assert seen == (role in {"protection", "child_officer"}), role


@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_factor_stands_in_the_docs_in_both_languages(lang: str) -> None:
    text = (DOCS / "assessment.md").read_text(encoding="utf-8")
    words = [w for level in MODEL.levels for w in (level.word, *level.factors)]
    words += [*MODEL.findings.values(), *(one.word for one in MODEL.actions.values())]
    for word in words:
        assert getattr(word, lang) in text, word.code
    assert len({word.code for word in words}) == len(words)
