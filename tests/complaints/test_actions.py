"""A complaint: kept from whom it may be about, due on a day, answered, told, without effect."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from rumbo.access import actions as access
from rumbo.access.entry import reading
from rumbo.access.models import User
from rumbo.access.queries import actor_of, reader_of
from rumbo.access.rules import ROLES, SEE_NOBODY, kept_apart
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.complaints import actions, queries, rules
from rumbo.complaints.models import Complaint
from rumbo.complaints.values import NewComplaint
from tests import factories

pytestmark = pytest.mark.django_db
NOW = factories.MONDAY
DAY = NOW.date()


def hearer(name: str, **where: Any) -> User:
    """Somebody who hears complaints, by a name."""
    user = factories.user("complaints", **where)
    User.objects.filter(pk=user.pk).update()
    user.display_name = name
    user.save(update_fields=["display_name"])
    return user


def filed(kind: str = "COMPLAINT", about: str = "", **told: str) -> tuple[Complaint, str]:
    complaint = NewComplaint(words="Me gritaron en la ventanilla.", kind=kind, about=about, **told)
    return actions.file_complaint(
        actor=SYSTEM, office=factories.office(), complaint=complaint, at=NOW
    )


def seen_by(user: User) -> list[Complaint]:
    with reading(reader_of(user, DAY)) as reader:
        return list(Complaint.objects.visible_to(reader))


def test_only_a_focal_point_hears_a_complaint() -> None:
    row, _code = filed()
    for role in ROLES:
        user = factories.user(role, everywhere=True)
        assert seen_by(user) == ([row] if role == rules.HEARS else []), role


@pytest.mark.parametrize("about", ["Noemí Sandoval", "la señora SANDOVAL", "una tal noemi"])
def test_whom_it_is_about_never_sees_it(about: str) -> None:
    meant, other = hearer("Noemí Sandoval"), hearer("Inés Portillo")
    row, _code = filed(about=about)
    assert seen_by(meant) == []
    assert seen_by(other) == [row]


def test_a_focal_point_who_knows_better_takes_it_out_of_anothers_sight() -> None:
    one, other = hearer("Noemí Sandoval"), hearer("Inés Portillo")
    row, _code = filed(about="la jefa")
    actions.keep_from(actor=actor_of(one, DAY), complaint=row, user=other.pk, at=NOW)
    assert seen_by(other) == []
    with pytest.raises(Refusal, match="Nadie más podría leer"):
        actions.keep_from(actor=actor_of(one, DAY), complaint=row, user=one.pk, at=NOW)
    assert seen_by(one) == [row]


def test_nobody_of_a_files_team_hears_complaints() -> None:
    for role in sorted(set(ROLES) - SEE_NOBODY):
        assert kept_apart(frozenset({role, rules.HEARS})), role
    counsellor = factories.user("counsellor")
    with pytest.raises(Refusal):
        access.give_role(actor=SYSTEM, user=counsellor, role=rules.HEARS, office=None, since=DAY)


def test_what_nobody_can_hear_is_counted() -> None:
    assert queries.unheard(DAY) == 0
    filed()
    assert queries.unheard(DAY) == 1
    meant = hearer("Noemí Sandoval")
    assert queries.unheard(DAY) == 0
    filed(about="Noemí")
    assert queries.unheard(DAY) == 1
    assert seen_by(meant)


@pytest.mark.parametrize(("kind", "days"), [("COMPLAINT", 3), ("ABUSE", 1)])
def test_each_kind_has_its_days(kind: str, days: int) -> None:
    row, _code = filed(kind)
    assert row.acknowledge_by == NOW + timedelta(days=days)
    assert row.answer_by == NOW + timedelta(days=30)


def test_its_outcome_is_told_by_the_code_and_the_reading_is_noted() -> None:
    focal = factories.actor("complaints")
    row, code = filed()
    assert len(rules.plain(code)) == rules.LENGTH
    spoken = code.lower().replace("-", " ")
    found = queries.by_code(spoken)
    assert found == row
    assert queries.by_code("AAAA-AAAA-AAAA") is None
    assert code.replace("-", "").encode() not in bytes(row.code_key)
    actions.mark_read(actor=SYSTEM, complaint=row, at=NOW)
    assert row.read_at is None
    done = actions.answer_complaint(
        actor=focal, complaint=row, outcome="UPHELD", told="Pedimos perdón.", at=NOW
    )
    assert (done.closed_at, done.acknowledged_at) == (NOW, NOW)
    actions.mark_read(actor=SYSTEM, complaint=done, at=NOW)
    done.refresh_from_db()
    assert (done.read_at, done.told) == (NOW, "Pedimos perdón.")


def test_a_report_of_abuse_is_answered_only_after_others_look_into_it() -> None:
    focal = factories.actor("complaints")
    row, _code = filed("ABUSE")
    with pytest.raises(Refusal, match="quien investiga"):
        actions.answer_complaint(
            actor=focal, complaint=row, outcome="NOT_UPHELD", told="No.", at=NOW
        )
    actions.refer_complaint(actor=focal, complaint=row, to="Unidad de investigación", at=NOW)
    assert actions.answer_complaint(
        actor=focal, complaint=row, outcome="REFERRED", told="Se investiga.", at=NOW
    ).closed_at


def test_what_was_answered_is_not_changed() -> None:
    focal = factories.actor("complaints")
    row, _code = filed()
    actions.answer_complaint(actor=focal, complaint=row, outcome="UNCLEAR", told="No se supo.")
    for act in (
        lambda: actions.note_step(actor=focal, complaint=row, words="Otra cosa."),
        lambda: actions.acknowledge_complaint(actor=focal, complaint=row),
        lambda: actions.refer_complaint(actor=focal, complaint=row, to="Otra"),
        lambda: actions.answer_complaint(actor=focal, complaint=row, outcome="UPHELD", told="Sí."),
    ):
        with pytest.raises(Refusal, match="ya tiene su respuesta"):
            act()


@pytest.mark.parametrize("role", sorted(set(ROLES) - {rules.HEARS}))
def test_nobody_else_does_anything_about_it(role: str) -> None:
    row, _code = filed()
    with pytest.raises(Refusal):
        actions.acknowledge_complaint(actor=factories.actor(role), complaint=row)


def test_it_says_something_or_is_none() -> None:
    with pytest.raises(Refusal, match="qué pasó"):
        actions.file_complaint(
            actor=SYSTEM, office=factories.office(), complaint=NewComplaint(words=" \n ")
        )
    assert not Complaint.objects.exists()


def test_the_journal_tells_its_number_and_no_word_of_it() -> None:
    row, code = filed(about="Noemí", name="Zzquejosa", contact="+52 962 000 0000")
    actions.note_step(actor=factories.actor("complaints"), complaint=row, words="Zzgestion")
    entries = list(JournalEntry.objects.filter(code__startswith="complaints."))
    assert len(entries) == 2
    for entry in entries:
        assert entry.compartment == "complaint"
        assert (entry.case_id, entry.person_id) == (None, None)
        assert entry.details == {"number": row.number}
        assert code not in str(entry.details)


def test_it_is_tied_to_no_file() -> None:
    related = {field.related_model for field in Complaint._meta.get_fields()}
    assert Case not in related


def test_who_becomes_a_focal_point_later_does_not_hear_what_is_about_them() -> None:
    row, _code = filed(about="Marta, la consejera")
    assert row.kept_from == []
    marta = hearer("Marta Lagos")
    assert seen_by(marta) == []
    assert queries.unheard(DAY) == 1
    with pytest.raises(Refusal) as refusal:
        actions.acknowledge_complaint(actor=actor_of(marta, DAY), complaint=row, at=NOW)
    assert refusal.value.code == "access.not_your_role"
    assert seen_by(hearer("Inés Portillo")) == [row]
    assert queries.unheard(DAY) == 0


@pytest.mark.parametrize(
    ("name", "about", "said", "heard"),
    [
        ("Li Wei", "la señora Li", "Algo.", False),
        ("Noemí Sandoval", "", "Noemí me pidió dinero.", False),
        ("Ana de la Paz", "la de la puerta", "Algo de la fila.", True),
        ("Ita Uc", "", "No me dio uc ni nada.", True),
    ],
)
def test_a_name_is_looked_for_in_what_is_told(
    name: str, about: str, said: str, heard: bool
) -> None:
    told = NewComplaint(words=said, about=about)
    row, _code = actions.file_complaint(
        actor=SYSTEM, office=factories.office(), complaint=told, at=NOW
    )
    assert (seen_by(hearer(name)) == [row]) is heard


def test_a_complaint_that_tells_of_abuse_becomes_a_report_of_it_and_never_back() -> None:
    focal = factories.actor("complaints")
    row, _code = filed()
    row = actions.call_abuse(actor=focal, complaint=row, at=NOW)
    assert (row.kind, row.acknowledge_by) == (rules.ABUSE, NOW + timedelta(days=1))
    with pytest.raises(Refusal, match="quien investiga"):
        actions.answer_complaint(
            actor=focal, complaint=row, outcome="UPHELD", told="Listo.", at=NOW
        )


def test_to_whom_it_was_sent_lies_sealed_in_the_row_and_in_its_history() -> None:
    focal = factories.actor("complaints")
    row, _code = filed("ABUSE")
    actions.refer_complaint(actor=focal, complaint=row, to="Lic. Zzpaguada, fiscalía", at=NOW)
    row.refresh_from_db()
    assert row.sent_to == "Lic. Zzpaguada, fiscalía"
    with connection.cursor() as cursor:
        for table in ("complaints_complaint", "complaints_complaintevent"):
            cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608
            told = " ".join(line for (line,) in cursor.fetchall())
            assert row.number in told
            assert "Zzpaguada" not in told
            assert b"Zzpaguada".hex() not in told


def test_who_reads_it_is_kept_and_nobody_else_may_note_it() -> None:
    row, _code = filed()
    one = factories.actor("complaints")
    actions.note_complaint_read(actor=one, complaint=row, at=NOW)
    actions.note_complaint_read(actor=one, complaint=row, at=NOW + timedelta(hours=2))
    with reading(reader_of(hearer("Inés Portillo"), DAY)) as reader:
        [(who, last)] = queries.readers_of(row, reader)
    assert (bool(who), last) == (True, NOW + timedelta(hours=2))
    with pytest.raises(Refusal):
        actions.note_complaint_read(actor=factories.actor("protection"), complaint=row)
    assert row.readings.count() == 2
