"""One life in which every compartment holds something, written by real verbs, and the doors to it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.models import Scoped
from rumbo.access.rules import COMPARTMENTS
from rumbo.access.values import SYSTEM, Actor
from rumbo.audit.models import JournalEntry
from rumbo.audit.sentences import tell
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Inquiry, Task
from rumbo.common import clock, codes
from rumbo.common.money import Money
from rumbo.desk.collecting import offered
from rumbo.desk.tasks import sentence
from rumbo.movements import actions as movements
from rumbo.movements.models import Departure
from rumbo.protection import actions as protection
from rumbo.protection.models import Screening
from rumbo.protection.values import NewAssessment, NewClearance, NewFitness
from rumbo.reception import actions as reception
from rumbo.reception.values import NewPayment, NewReferral
from rumbo.registry.models import AccessRequest
from rumbo.ui.panels import Panel
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as travel
from tests.factories import protection as screens
from tests.factories import reception as home
from tests.security import test_crawl as crawl
from tests.security import world

# A word for each compartment that nobody's name and no text of ours has.
CANARY = {
    "bio": "Zzgeneral",
    "protection": "Zzamparada",
    "medical": "Zzenfermera",
    "trafficking": "Zzcautiva",
    "finance": "Zztesoro",
}
DOORS = (
    "page", "panel", "search", "timeline", "counts", "work", "list", "csv", "xlsx", "paper",
    "statistics",
)  # fmt: skip
# Of these only what they say of this life is compared with; a page also holds words of its forms.
STRICT = frozenset(DOORS) - {"page"}
PAPERS = ("authorities", "internal", "roll-call", "passes", "driver", "border")
PANELS = [one for one in offered("PANELS") if isinstance(one, Panel)]
# Panels that exist because a compartment does, and for nobody who does not hold it.
KEPT_PANELS = {"protection:panel": "protection", "protection:health": "medical"}


@dataclass
class Life:
    """Somebody at one point of the way home: when, and the ids of what is theirs."""

    case: Case
    now: datetime
    ids: dict[str, UUID] = field(default_factory=dict)
    receipts: list[str] = field(default_factory=list)
    staff: dict[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Those who write, there from the beginning: who is new to the team is no sign."""
        roles = {"protection": "protection", "health": "health", "second": "protection"}
        self.staff = {name: factories.actor(role) for name, role in roles.items()}


def booked() -> Life:
    """Registered, met, asked about, with a seat on a bus."""
    made = world.build("TAP", CANARY["bio"])
    # Who asked, and has no file yet, is not what this is about; nor is why a file was asked for.
    for asked in Inquiry.objects.exclude(consented_at=None):
        asked.who = {**asked.who, "name": "Otra"}
        asked.save()
    for request in AccessRequest.objects.all():
        request.reason = "Otra"
        request.save()
    return Life(made.case, crawl.NOW, dict(made.ids))


def before() -> Life:
    """The same with something in each compartment, and the list closed."""
    life = booked()
    fill(life)
    bus = Departure.objects.get(pk=life.ids["departure"])
    movements.close_manifest(actor=SYSTEM, departure=bus, at=crawl.NOW)
    return life


def after() -> Life:
    """Home again, with a kit, money and a referral."""
    mother = factories.new_person(
        identity={
            "given_names": CANARY["bio"],
            "surname_1": "Mejía",
            "document_number": "E7654321",
        },
        contact={"phone": "+504 0000 0000", "note": CANARY["bio"]},
    )
    case = ready.make_ready(factories.registered(mother))
    home.agrees(case, "RECEIVING_MISSION", "GOVERNMENT_RECEPTION", "REFERRAL_BODIES")
    arrivals, moment = home.came(case)
    arrival, about = arrivals[0], _by_the_house(moment)
    reception.give_kit(arrival=arrival, **about)
    paid = reception.pay_onward(
        arrival=arrival, payment=NewPayment(amount=Money(98_765, "HNL")), **about
    )
    sent = reception.refer(
        case=case, person=arrival.person,
        referral=NewReferral(
            target="HN_SENAF", need="WORK", note=CANARY["bio"], agreed_on=clock.day_of(moment)
        ),
        **about,
    )  # fmt: skip
    seat = travel.seat_of(arrival.person)
    ids = {
        "case": case.pk, "person": arrival.person_id, "arrival": arrival.pk, "payment": paid.pk,
        "referral": sent.pk, "seat": seat.pk, "booking": seat.booking_id,
        "departure": seat.departure_id,
    }  # fmt: skip
    life = Life(case, moment + timedelta(minutes=5), ids, [paid.number])
    fill(life)
    return life


def alone() -> Life:
    """A boy without his family, at the door: every step of his way written, given to his escort."""
    word, officer = CANARY["protection"], factories.actor("child_officer")
    names = {
        **children.BOY["identity"],
        "given_names": CANARY["bio"],
        "document_number": "E7654321",
    }
    case, boy = children.ready_boy(officer, identity=names)
    about: dict[str, Any] = {"actor": officer, "case": case, "person": boy}
    for minutes, code in enumerate(("BIA", "FAMILY_TRACING", "CHILD_VIEWS", "BID"), start=20):
        step = replace(children.step_of(code), notes=word)
        protection.record_child_step(
            step=step, at=factories.MONDAY + timedelta(minutes=minutes), **about
        )
    sister = {**names, "given_names": "Génesis"}
    _other, girl = children.boy(sex="F", identity=sister)
    pair = protection.suspect_siblings(actor=officer, person=boy, other=girl)
    protection.decide_siblings(actor=officer, pair=pair, decision="NOT_SIBLINGS", notes=word)
    plane = children.at_the_door(case)
    act = protection.hand_over(
        act=children.act("DEPARTURE", notes=word), at=travel.AT_DOOR, **about
    )
    seat = travel.seat_of(boy)
    ids = {
        "case": case.pk, "person": boy.pk, "departure": plane.pk, "seat": seat.pk,
        "booking": seat.booking_id, "pair": pair.pk, "act": act.pk,
    }  # fmt: skip
    return Life(case, travel.AT_DOOR + timedelta(minutes=5), ids)


def _by_the_house(moment: datetime) -> dict[str, Any]:
    return {"actor": SYSTEM, "at": moment}


def fill(life: Life) -> None:
    """Write something into each compartment of this file, as those who work in it do."""
    life.case.refresh_from_db()
    for write in FILL.values():
        write(life)


def _about(life: Life) -> dict[str, Any]:
    return {"case": life.case, "person": factories.people_of(life.case)[0], "at": life.now}


def _protected(life: Life) -> None:
    """Screened, assessed where the file is open, asked about fear, found in custody."""
    about, word, officer = _about(life), CANARY["protection"], life.staff["protection"]
    if life.case.is_open:
        earlier = about | {"at": life.now - timedelta(hours=1)}
        _screened(officer, earlier, ("GANG_THREAT", "LGBTIQ"), word)
        told = NewAssessment(
            factors=("IND_HARMED", "COM_GANGS", "STR_NO_PROTECTION"),
            told={"household": word},
            finding="HIGH",
            reasons=word,
            actions=("SAFETY_PLAN", "LEGAL_AID"),
        )
        protection.assess(actor=officer, assessment=told, **about)
        protection.ask_fear(actor=officer, alone=True, answer="NO", words=word, **about)
    protection.record_custody_finding(actor=officer, counsel=word, notes=word, **about)
    _task(life, "protection")


def _screened(officer: Actor, about: dict[str, Any], flags: tuple[str, ...], notes: str) -> None:
    screens.screened(officer, about["case"], about["person"], *flags, at=about["at"], notes=notes)


def _cared_for(life: Life) -> None:
    """Flagged for health, found fit with a note, and expecting."""
    about, word, nurse = _about(life), CANARY["medical"], life.staff["health"]
    if life.case.is_open:
        flags = ("SERIOUS_MEDICAL", "PREGNANT")
        _screened(life.staff["protection"], about, flags, CANARY["protection"])
    found = NewFitness(result="FIT", valid_until=date(2025, 12, 31), found=("CHRONIC",), notes=word)
    protection.record_fitness(actor=nurse, fitness=found, **about)
    protection.record_pregnancy(actor=nurse, status="YES", weeks=11, multiple=False, **about)
    _task(life, "medical")


def _survived(life: Life) -> None:
    """Flagged for trafficking, cleared by two, safe and told of their rights."""
    about, word, officer = _about(life), CANARY["trafficking"], life.staff["protection"]
    if life.case.is_open:
        earlier = about | {"at": life.now - timedelta(minutes=30)}
        _screened(officer, earlier, ("VOT", "DEBT_BONDAGE"), CANARY["protection"])
    clearance = NewClearance(host_cleared=True, share_with_origin=False, notes=word)
    cleared = protection.clear_trafficking(actor=officer, clearance=clearance, **about)
    protection.second_trafficking_clearance(
        actor=life.staff["second"], clearance=cleared, at=life.now
    )
    protection.record_survivor(
        actor=officer, kidnapping=True, family_violence=True, notes=word,
        safety_finding_on=date(2025, 3, 3), rights_explained_on=date(2025, 3, 3), **about,
    )  # fmt: skip
    _task(life, "trafficking")


def _paid(life: Life) -> None:
    """Something of money alone, for those who work with money alone."""
    _task(life, "finance")


def _task(life: Life, compartment: str) -> None:
    role = {"medical": "health", "trafficking": "protection"}.get(compartment, compartment)
    casework.open_task(
        actor=SYSTEM, role=role, code=f"LOOK_{compartment}".upper(), compartment=compartment,
        note=CANARY[compartment], urgent=True, **_about(life),
    )  # fmt: skip


FILL = {
    "protection": _protected,
    "medical": _cared_for,
    "trafficking": _survived,
    "finance": _paid,
}
LIVES = {"before": before, "after": after, "alone": alone}


def signs(life: Life) -> dict[str, set[str]]:
    """What tells that a compartment holds something, beside its canary: each sign, and whose it is.

    The id of every row, the sentence of every task and of every journal entry, the label of every
    flag, the address of a panel. A sign of two compartments is told by either.
    """
    found: dict[str, set[str]] = {}
    for sign, compartment in _signs(life):
        found.setdefault(sign, set()).add(compartment)
    return {sign: whose for sign, whose in found.items() if "inquiry" not in whose}


def _signs(life: Life) -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        if issubclass(model, Scoped):
            for pk, compartment in model.objects.values_list("pk", "compartment"):
                yield str(pk), compartment
    for task in Task.objects.all():
        yield sentence(task)[1:], task.compartment
    for entry in JournalEntry.objects.all():
        yield tell(entry.code, entry.details), entry.compartment
    lies = codes.mapping("vulnerability", "compartment")
    for row in Screening.objects.all():
        yield from ((codes.label("vulnerability", code), lies[code]) for code in row.codes)
    for name, compartment in KEPT_PANELS.items():
        yield f'{reverse(name, args=[life.case.pk])}"', compartment


def read(answer: Any) -> str:
    """What somebody reads in an answer: the words of a page, of a paper, of a workbook."""
    body = b"".join(answer) if answer.streaming else answer.content
    told = " ".join(f"{k}: {v}" for k, v in answer.headers.items())
    if body.startswith(b"%PDF-1.7"):
        return told + " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(body))
        return told + " ".join(book.read(n).decode(errors="replace") for n in book.namelist())
    return told + body.decode(errors="replace")


def addresses(life: Life) -> Iterator[tuple[str, str]]:
    """Every address of the house with the ids of this life, and the door that it is."""
    yield "page", reverse("desk:case", args=[life.case.pk])
    for panel in PANELS:
        yield "panel", reverse(panel.url_name, args=[life.case.pk])
    for name in PAPERS:
        yield "paper", reverse("movements:paper", args=[life.ids["departure"], name])
    yield "timeline", f"{reverse('desk:readings')}?n={life.case.number}"
    yield "work", reverse("casework:tasks")
    for task in Task.objects.filter(code__startswith="LOOK_"):
        yield "work", reverse("casework:task", args=[task.pk])
    for path, space, pattern in crawl.ALL:
        for url in crawl.of_rows(crawl.filled(path, space, pattern, life), life):
            yield _door(url, path, pattern), url
            if url.endswith("export.csv"):
                yield "xlsx", url.replace(".csv", ".xlsx")


def _door(url: str, path: str, pattern: Any) -> str:
    if url.endswith("export.csv"):
        return "csv"
    if url.endswith((".pdf", ".svg")) or "paper" in path:
        return "paper"
    if path.startswith("reports/"):
        return "statistics"
    return "list" if hasattr(pattern.callback, "listing") else "page"


def told_to(client: Client, life: Life) -> dict[str, list[tuple[str, str]]]:
    """Everything that somebody is told by each door: where, and what they read there."""
    found: dict[str, list[tuple[str, str]]] = {door: [] for door in DOORS}
    for door, url in {url: (door, url) for door, url in addresses(life)}.values():
        answer = client.get(url)
        if answer.status_code == 200:
            found[door].append((url, read(answer)))
    _home(client, found)
    _events(client, life, found)
    search = reverse("desk:search")
    for typed in (f"{CANARY['bio']} Mejía".lower(), "E7654321", "E1234567", life.case.number):
        found["search"].append(
            (f"{search} {typed}", client.post(search, {"q": typed}, follow=True).text)
        )
    return found


def _home(client: Client, found: dict[str, list[tuple[str, str]]]) -> None:
    context = client.get("/").context
    for section in context["work"]:
        told = [f"{item.sentence} {item.detail} {item.url}" for item in section.items]
        found["work"].append(("/", "\n".join(told)))
    counts = [f"{one.number} {one.label} {one.url}" for one in context["counts"]]
    found["counts"].append(("/", "\n".join(counts)))


def _events(client: Client, life: Life, found: dict[str, list[tuple[str, str]]]) -> None:
    url = reverse("desk:case", args=[life.case.pk])
    for place in range(2):
        answer = client.get(url, {"p": place})
        if answer.status_code == 200:
            told = [f"{one['sentence']}" for one in answer.context["events"]]
            found["timeline"].append((f"{url}?p={place}", "\n".join(told)))


def numbers_of(client: Client) -> dict[str, Any]:
    """Every number that somebody reads on their home page and as the length of a list."""
    context = client.get("/").context
    found: dict[str, Any] = {str(one.label): one.number for one in context["counts"]}
    for section in context["work"]:
        found[f"work {section.heading}"] = (
            section.total,
            sorted(str(i.sentence) for i in section.items),
        )
    for path, _space, pattern in crawl.ALL:
        if hasattr(pattern.callback, "listing") and "<" not in path:
            answer = client.get("/" + path)
            if answer.status_code == 200:
                found[path] = answer.context["page"].total
    return found


assert set(CANARY) == set(COMPARTMENTS)
