"""Many ask and few register: outreach answers, rings back, gives hours; some come, some do not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from rumbo.casework import actions as casework
from rumbo.casework.models import Inquiry, InquiryVisit
from rumbo.casework.values import HowToReach, NewInquiry
from rumbo.common import clock
from rumbo.counselling.wording import current
from rumbo.demo.chance import Chance
from rumbo.demo.people import People
from rumbo.demo.scene import CLOSES, OPENS, Scene
from rumbo.demo.tables import count, profile, rate
from rumbo.registry.values import NewGroup

MORE = ("alternatives", "rights", "withdrawal", "what_is_paid", "conditions_at_origin")
UNREACHED = ("NO_ANSWER", "NO_ANSWER", "MESSAGE_LEFT")
# Today somebody who asks is sent to another role at once, and waits for it.
SENT = ("child_officer", "health")


@dataclass
class Asked:
    """What came of somebody's asking, once that moment has been played."""

    inquiry: Inquiry | None = None


def ask(scene: Scene) -> None:
    """Let people ask on every day of the play, at the booths and shelters around them."""
    chance = scene.chance.fork("inquiries")
    for number in range((scene.today - scene.first_day).days + 1):
        day = scene.first_day + timedelta(days=number)
        draw = chance.fork(day - scene.first_day)
        for n in range(count("inquiries_a_day") + draw.between(-2, 2)):
            one = draw.fork(n)
            moment = scene.office_hour(day, one)
            scene.agenda.plan(moment, "inquiry", partial(_come, scene, one))
    _for_today(scene, chance.fork("today"))
    for n, role in enumerate(SENT):
        moment = scene.now - timedelta(minutes=50 - 15 * n)
        scene.agenda.plan(moment, "inquiry", partial(_send, scene, chance.fork(role), role))


def _for_today(scene: Scene, chance: Chance) -> None:
    """Somebody has an hour today and tomorrow, and somebody waits to be called."""
    yesterday = scene.moment(scene.today - timedelta(days=1), 15)
    hours = [(0, 10, 0), (0, 12, 30), (1, 9, 30), (1, 11, 0)]
    for n in range(count("visits_ahead")):
        days, hour, minute = hours[n % len(hours)]
        starts = scene.moment(scene.today + timedelta(days=days), hour, minute)
        step = partial(_ask_at_tapachula, scene, chance.fork(n), "VISIT", starts)
        scene.agenda.plan(yesterday + timedelta(minutes=7 * n), "inquiry", step)
    for n in range(count("to_be_called")):
        step = partial(_ask_at_tapachula, scene, chance.fork(f"call {n}"), "CALL", None)
        scene.agenda.plan(yesterday + timedelta(minutes=50 + 9 * n), "inquiry", step)


def _ask_at_tapachula(scene: Scene, chance: Chance, wants: str, starts: datetime | None) -> None:
    group = People(chance).group(clock.now(), "TAP")
    inquiry = _record(scene, _told(chance, group, wants=wants, reachable=True))
    if starts is not None:
        _give_hour(scene, inquiry, starts)


def before_registering(scene: Scene, group: NewGroup, start: datetime, chance: Chance) -> Asked:
    """Let a group that will register ask first, some days before; some never asked."""
    asked = Asked()
    if chance.happens(rate("asked_before_registering")):
        earlier = scene.office_hour(
            clock.day_of(start) - timedelta(days=chance.between(1, 4)), chance
        )
        told = _told(chance, group, wants="VISIT", reachable=True)

        def step() -> None:
            asked.inquiry = _record(scene, told)
            _give_hour(scene, asked.inquiry, start)

        scene.agenda.plan(earlier, "inquiry", step)
    return asked


def _come(scene: Scene, chance: Chance) -> None:
    """Somebody asks; most go away informed."""
    site = chance.weighted(profile("site"))
    group = People(chance).group(clock.now(), site)
    wants = chance.weighted(profile("asks_for"))
    reachable = wants == "CALL" or chance.happens(rate("leaves_a_number"))
    inquiry = _record(scene, _told(chance, group, wants=wants, reachable=reachable))
    if wants == "CALL":
        _plan_call(scene, inquiry, chance, tries=0)
    elif wants == "VISIT":
        day = clock.today() + timedelta(days=chance.between(1, 3))
        starts = scene.moment(day, chance.between(OPENS + 1, CLOSES), chance.pick((0, 30)))
        visit = _give_hour(scene, inquiry, starts)
        after = starts + timedelta(minutes=40)
        scene.agenda.plan(after, "inquiry visit", partial(_keep, scene, visit, chance))


def _send(scene: Scene, chance: Chance, role: str) -> None:
    group = People(chance).group(clock.now(), "TAP", family=False)
    told = _told(chance, group, wants="INFORMATION", reachable=False, attends=role)
    _record(scene, told)


def _told(
    chance: Chance,
    group: NewGroup,
    *,
    wants: str,
    reachable: bool,
    attends: str = "",
) -> NewInquiry:
    """What is written down of a group: how many, from where, and no more unless they say yes."""
    first = group.people[0]
    phone = f"+52 962 {chance.digits(3)} {chance.digits(4)}"
    reach = HowToReach(
        how=chance.pick(("ORAL", "ORAL", "WRITTEN")),
        wording=current("inquiry").version,
        who={
            "name": first.identity["given_names"].split()[0],
            "phone": phone,
            "safe_times": chance.pick(("", "", "después de las seis", "por la mañana")),
        },
        may_call=True,
        channel=chance.pick(("WHATSAPP", "PHONE")),
    )
    return NewInquiry(
        site=group.site,
        channel=chance.weighted(profile("asks_at")),
        how_heard=chance.weighted(profile("heard")),
        language=first.language,
        country=first.origin_country or first.nationalities[0],
        people=len(group.people),
        asked_before=chance.happens(rate("asks_again")),
        explained=("programme", "asylum", chance.pick(MORE)),
        wants=wants,
        attends=attends,
        urgent=bool(attends),
        reach=reach if reachable else None,
    )


def _record(scene: Scene, told: NewInquiry) -> Inquiry:
    office = scene.offices[told.site]
    return casework.record_inquiry(
        actor=scene.staff.actor("outreach", office.id), office=office, inquiry=told
    )


def _give_hour(scene: Scene, inquiry: Inquiry, starts: datetime) -> InquiryVisit:
    actor = scene.staff.actor("outreach", inquiry.office_id)
    return casework.make_visit(actor=actor, inquiry=inquiry, starts_at=starts)


def _plan_call(scene: Scene, inquiry: Inquiry, chance: Chance, *, tries: int) -> None:
    day = clock.today() + timedelta(days=1)
    moment = scene.office_hour(day, chance)
    scene.agenda.plan(moment, "inquiry call", partial(_call, scene, inquiry, chance, tries + 1))


def _call(scene: Scene, inquiry: Inquiry, chance: Chance, tries: int) -> None:
    """Ring back; after five days without an answer the inquiry is let go."""
    actor = scene.staff.actor("outreach", inquiry.office_id)
    reached = chance.happens(rate("reached_by_phone"))
    casework.log_inquiry_call(
        actor=actor,
        inquiry=inquiry,
        channel="PHONE",
        outcome="REACHED" if reached else chance.pick(UNREACHED),
    )
    if reached:
        casework.end_inquiry(actor=actor, inquiry=inquiry, outcome="INFORMED")
    elif tries < 5:
        _plan_call(scene, inquiry, chance, tries=tries)
    else:
        casework.end_inquiry(actor=actor, inquiry=inquiry, outcome="UNREACHED")


def _keep(scene: Scene, visit: InquiryVisit, chance: Chance) -> None:
    """The hour came; whoever came is informed, and did not want to register after all."""
    came = chance.happens(rate("comes_to_appointment"))
    actor = scene.staff.actor("registrar", visit.office_id)
    casework.end_visit(actor=actor, visit=visit, outcome="CAME" if came else "DID_NOT_COME")
    ends = ("INFORMED", "NOT_INTERESTED", "ELSEWHERE") if came else ("INFORMED",)
    casework.end_inquiry(actor=actor, inquiry=visit.inquiry, outcome=chance.pick(ends))
