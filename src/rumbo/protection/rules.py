"""The rules of protection: which answer opens whose task, and what an answer of fear asks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from rumbo.common import codes

MPP_POINTS = codes.values("mpp_point")
AFRAID = ("YES", "UNSURE")
# Whose flags ask for a full assessment.
_ASSESSED = frozenset({"protection", "child_officer"})


@dataclass(frozen=True, slots=True)
class Flag:
    """What an answer of the screen opens: whose task, which, by when, in which compartment."""

    role: str
    task: str
    days: int
    compartment: str
    urgent: bool = False


_CHILD = Flag("child_officer", "CHILD_ALONE", 0, "protection", urgent=True)
_CHILD_AT_RISK = Flag("child_officer", "CHILD_AT_RISK", 0, "protection", urgent=True)
_TRAFFICKING = Flag("protection", "TRAFFICKING", 0, "trafficking", urgent=True)
_NOT_SAFE = Flag("protection", "CHILD_NOT_SAFE", 0, "protection", urgent=True)
_SURVIVOR = Flag("protection", "SURVIVOR_SAFETY", 0, "trafficking", urgent=True)
_ASYLUM = Flag("protection", "FEAR", 0, "protection", urgent=True)
_THREAT = Flag("protection", "PROTECTION_NEED", 1, "protection", urgent=True)
_NEED = Flag("protection", "PROTECTION_NEED", 3, "protection")
_ILL = Flag("health", "HEALTH_CHECK", 1, "medical", urgent=True)
_HEALTH = Flag("health", "HEALTH_CHECK", 3, "medical")
_TONIGHT = Flag("counsellor", "SHELTER", 0, "bio", urgent=True)
_INTERPRETER = Flag("counsellor", "INTERPRETER", 2, "bio")
_CARE = Flag("counsellor", "CARE_ON_THE_WAY", 5, "bio")
_IDENTITY = Flag("documents", "IDENTITY", 3, "bio")

# A danger somebody told of is taken back by two, so that no single hand undoes it.
UNFLAG = Flag("protection", "UNFLAG", 1, "trafficking", urgent=True)

# The full assessment that a screen asks for, where it flagged something for protection to see.
ASSESSMENT = Flag("protection", "FULL_ASSESSMENT", 3, "protection")

# A child that was handed over and is not safe there; somebody else came for it; a possible sibling.
CHILD_NOT_SAFE = _NOT_SAFE
OTHER_RECEIVER = Flag("protection", "OTHER_RECEIVER", 0, "protection", urgent=True)
SIBLINGS = Flag("child_officer", "SIBLINGS", 1, "protection", urgent=True)
# A child left, and no act says in whose hands.
ACT_MISSING = Flag("child_officer", "ACT_MISSING", 0, "protection", urgent=True)
# A determination against return asks what happens instead.
INSTEAD = Flag("child_officer", "CHILD_INSTEAD", 3, "protection")
# What a determination rested on has changed: the panel weighs it again.
DETERMINE = Flag("child_officer", "DETERMINE_AGAIN", 1, "protection", urgent=True)
# A child's file came from another office, to be with a sibling's.
FILE_CAME = Flag("child_officer", "FILE_CAME", 1, "protection", urgent=True)
REUNITE = Flag("child_officer", "REUNITE", 3, "protection")
# What a hand-over opens: a call after so many months.
CALLS = {
    "FOLLOW_UP_1": Flag("child_officer", "CHILD_CALL_1", 30, "protection"),
    "FOLLOW_UP_3": Flag("child_officer", "CHILD_CALL_3", 91, "protection"),
}

# Every code of the rapid screen (domain.md 4.4) and what it opens; days from the day of asking.
FLAGS: dict[str, Flag] = {
    "UASC": _CHILD,
    "CHILD_AT_RISK": _CHILD_AT_RISK,
    "SINGLE_HEADED": _CARE,
    "PREGNANT": _HEALTH,
    "LACTATING": _HEALTH,
    "ELDERLY": _CARE,
    "DISABILITY": _HEALTH,
    "SERIOUS_MEDICAL": _ILL,
    "MENTAL_HEALTH": _HEALTH,
    "GBV": _SURVIVOR,
    "FAMILY_VIOLENCE": _SURVIVOR,
    "VOT": _TRAFFICKING,
    "VIOLENCE_EXPLOITATION_ABUSE": _THREAT,
    "KIDNAPPING_VICTIM": _SURVIVOR,
    "EXTORTION_VICTIM": _NEED,
    "TORTURE": _THREAT,
    "SMUGGLED_AGGRAVATED": _NEED,
    "LGBTIQ": _NEED,
    "INDIGENOUS_LANG": _INTERPRETER,
    "STATELESS": _NEED,
    "NO_ID": _IDENTITY,
    "ASYLUM_NEED": _ASYLUM,
    "GANG_THREAT": _THREAT,
    "DEBT_BONDAGE": _TRAFFICKING,
    "HOMELESS": _TONIGHT,
    "LARGE_FAMILY": _CARE,
}
FEAR = _ASYLUM
# What is done on the page of a child's way, and ends there.
OF_THE_WAY = (_CHILD, INSTEAD, DETERMINE, ACT_MISSING, *CALLS.values())
TRAFFICKING = _TRAFFICKING
CUSTODY = Flag("protection", "CUSTODY", 0, "protection", urgent=True)
MPP = Flag("counsellor", "MPP", 2, "bio")
MPP_LEGAL_AID = Flag("counsellor", "MPP_LEGAL_AID", 3, "bio")
MPP_SPECIAL = Flag("protection", "PROTECTION_NEED", 1, "protection", urgent=True)
# What leads somebody elsewhere: to whom, or that they did not want it.
MPP_REFERRALS = frozenset({"LEGAL_AID", "SPECIAL_CASE"})

# The screen as the page asks it, in groups of what is told together; the words are in words.py.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("children", ("UASC", "CHILD_AT_RISK", "SINGLE_HEADED", "LARGE_FAMILY")),
    ("health", ("PREGNANT", "LACTATING", "SERIOUS_MEDICAL", "MENTAL_HEALTH", "DISABILITY")),
    ("living", ("ELDERLY", "HOMELESS", "NO_ID", "INDIGENOUS_LANG", "STATELESS", "LGBTIQ")),
    (
        "harm",
        (
            "VOT",
            "DEBT_BONDAGE",
            "KIDNAPPING_VICTIM",
            "EXTORTION_VICTIM",
            "FAMILY_VIOLENCE",
            "GBV",
            "TORTURE",
            "VIOLENCE_EXPLOITATION_ABUSE",
            "SMUGGLED_AGGRAVATED",
        ),
    ),
    ("danger", ("ASYLUM_NEED", "GANG_THREAT")),
)

# Answers that keep somebody flagged until protection has found otherwise.
TRAFFICKED = frozenset({"VOT", "DEBT_BONDAGE"})
KIDNAPPED = frozenset({"KIDNAPPING_VICTIM"})
FAMILY_VIOLENCE = frozenset({"GBV", "FAMILY_VIOLENCE"})

# What a booth's sheet calls an incident on the way, as the screen would ask it.
INCIDENTS: dict[str, str] = {
    "KIDNAPPING": "KIDNAPPING_VICTIM",
    "SEXUAL_VIOLENCE": "GBV",
    "EXTORTION": "EXTORTION_VICTIM",
    "VIOLENCE": "VIOLENCE_EXPLOITATION_ABUSE",
    "ABUSE": "VIOLENCE_EXPLOITATION_ABUSE",
    "EXPLOITATION": "VIOLENCE_EXPLOITATION_ABUSE",
}

# The steps of the child track, and the column that each one dates; their order is in track.py.
CHILD_STEPS: dict[str, str] = {
    "UASC_IDENTIFIED": "",
    "GUARDIAN_ASSIGNED": "",
    "BIA": "",
    "FAMILY_TRACING": "",
    "FAMILY_ASSESSMENT": "family_traced_on",
    "CHILD_VIEWS": "heard_on",
    "BID": "best_interests_on",
    "GUARDIAN_CONSENT_ORIGIN": "guardian_consent_on",
    "CONSENT_WITHDRAWN": "guardian_consent_withdrawn_on",
    "DISPENSED": "dispensed_by_authority_on",
    "RECEIVER": "receiver_confirmed_on",
    "ESCORT": "",
    "HANDOVER_ARRANGED": "handover_arranged_on",
    "FOLLOW_UP_1": "",
    "FOLLOW_UP_3": "",
}


def is_open_fear(answer: str, resolution: str, *, confirmed: bool) -> bool:
    """Whether an answer still asks for protection: only a return confirmed by two ends it."""
    return answer in AFRAID and not (resolution == "RETURN" and confirmed)


def may_answer_no(*, open_fear: bool, was_alone: bool, roles: frozenset[str]) -> bool:
    """Whether a "no" may be written down now.

    Not over a fear that was spoken of alone. Over one from a booth's sheet only protection or a
    child officer may, having asked alone themselves.
    """
    if not open_fear:
        return True
    return not was_alone and bool(roles & {"protection", "child_officer"})


def warns(fear: str, codes: Iterable[str], incidents: Iterable[str]) -> bool:
    """Whether what somebody said, before anybody screened them, opens a task for today."""
    told = {*codes, *(INCIDENTS[one] for one in incidents if one in INCIDENTS)}
    return fear in AFRAID or any(FLAGS[code].urgent for code in told if code in FLAGS)


@dataclass(frozen=True, slots=True)
class Standing:
    """A flag as it stands, and who asked first to take it back (None: nobody)."""

    flag: bool
    asked_by: UUID | None = None


def flagged_now(before: Standing, said: bool, officer: UUID | None) -> Standing:  # noqa: FBT001
    """A flag stands at one word and falls only at the word of two different officers."""
    if said or not before.flag:
        return Standing(said)
    if officer is not None and before.asked_by not in {None, officer}:
        return Standing(flag=False)
    return Standing(flag=True, asked_by=before.asked_by or officer)


def answers(told: Sequence[str]) -> list[str]:
    """Give several answers in their order; "none" beside something else is no answer."""
    return [one for one in told if one != "NONE"] or list(told[:1])


def assessment_of(told: Collection[str], *, child: bool) -> Flag | None:
    """The full assessment that a screen asks for, and of whom; None where nothing asks for it.

    Protection's flags ask for it. A child alone is assessed on its own way (domain.md 3.1), so UASC
    by itself asks for none; a child's assessment is the child officer's unless it touches what only
    protection may see. What cannot wait is assessed by tomorrow.
    """
    asking = [
        code for code in told if code in FLAGS and FLAGS[code].role in _ASSESSED and code != "UASC"
    ]
    if not asking:
        return None
    lies = {FLAGS[code].compartment for code in asking}
    is_childs = (child or "CHILD_AT_RISK" in asking) and "trafficking" not in lies
    return replace(
        ASSESSMENT,
        role="child_officer" if is_childs else "protection",
        days=1 if any(FLAGS[code].urgent for code in asking) else ASSESSMENT.days,
        compartment=compartment_of(asking),
    )


def compartment_of(told: Collection[str]) -> str:
    """Where an assessment of these flags lies: with trafficking where nothing else was flagged."""
    lies = {FLAGS[code].compartment for code in told if FLAGS[code].role in _ASSESSED}
    return "trafficking" if lies == {"trafficking"} else "protection"
