"""What each step of a child's way must bring with it, before it is written down."""

from collections.abc import Callable
from datetime import date

from rumbo.protection import errors, refusals, track, words
from rumbo.protection.values import ChildStep
from rumbo.protection.way import Way

# Steps that name somebody: who looks after, consents, receives, goes along.
_NAMED = frozenset(
    {"GUARDIAN_ASSIGNED", "GUARDIAN_CONSENT_ORIGIN", "DISPENSED", "RECEIVER", "ESCORT"}
)
_YES_NO = frozenset({"yes", "no"})


def require(step: ChildStep, way: Way, today: date) -> None:
    """Refuse a step that is out of its order, of a day to come, or without what it rests on."""
    if way.is_closed and step.step != "BID":
        raise errors.track_closed()
    if step.on > today:
        raise errors.step_in_future(today)
    decision = step.decision if step.step == "BID" else way.decision
    if missing := track.missing_before(step.step, way.done, decision):
        raise errors.steps_missing([str(words.MISSING[code]) for code in missing])
    if step.step in _NAMED and not step.name.strip():
        raise errors.missing_for_step()
    if (check := _CHECKS.get(step.step)) is not None:
        check(step)
    if (look := _IN_ITS_WAY.get(step.step)) is not None:
        look(step, way)


def unsettles(step: ChildStep, way: Way) -> bool:
    """Whether a step takes away what a determination in favour of return rested on.

    The family is no longer suitable, or is another one; or the child, who had not said so when the
    panel weighed its word, says no.
    """
    if way.decision != track.RETURN:
        return False
    if step.step == "CHILD_VIEWS":
        return step.details.get("wants") == "no" and way.wants != "no"
    if step.step == "FAMILY_ASSESSMENT":
        return step.details.get("finding") != "SUITABLE" or not _is_same_family(step, way)
    return False


def _is_same_family(step: ChildStep, way: Way) -> bool:
    """Whether a study is of whom the panel weighed.

    An old study may name nobody: then the panel weighed who was to receive the child, if anybody.
    """
    whom, before = step.name.strip() or way.traced, way.assessed
    if not before and whom:
        told = way.now.receiver
        is_family = str(told.get("document_type") or "") != track.INSTITUTION
        before = str(told.get("name") or "") if is_family else ""
    return not before or track.are_one_name(whom, before)


def require_assessed_receiver(way: Way) -> None:
    """Refuse to let a child go towards somebody whom no study names: an old one may name nobody."""
    told = way.now.receiver
    _was_assessed(way, str(told.get("name") or ""), str(told.get("document_type") or ""))


def _was_assessed(way: Way, name: str, paper: str) -> None:
    """Nobody receives a child but who the authority of origin assessed, or an institution."""
    if paper == track.INSTITUTION or "FAMILY_ASSESSMENT" not in way.done:
        return
    if not way.assessed:
        raise refusals.nobody_assessed()
    if not track.are_one_name(way.assessed, name):
        raise refusals.receiver_not_assessed(way.assessed)


def arranged(step: ChildStep) -> str:
    """Who hands the child to whom, where and when, in one line."""
    told = step.details
    parts = (f"{told['giver']} → {told['taker']}", told["place"], told.get("when", ""))
    return " · ".join(part for part in parts if part)


def _noted(step: ChildStep) -> None:
    if not step.notes.strip():
        raise errors.notes_needed()


def _heard(step: ChildStep, way: Way) -> None:
    """A child alone was heard where what it said stands there."""
    said = step.notes.strip() or step.details.get("wants")
    if way.begun is not None and not said:
        raise errors.missing_for_step()


def _receives(step: ChildStep, way: Way) -> None:
    _was_assessed(way, step.name, step.details.get("document_type", ""))


def _receives_then(step: ChildStep, way: Way) -> None:
    del step
    require_assessed_receiver(way)


def _traced(step: ChildStep) -> None:
    if step.details.get("found") not in _YES_NO:
        raise errors.missing_for_step()


def _assessed(step: ChildStep) -> None:
    by_authority = step.details.get("authority", "").strip()
    if step.details.get("finding") not in words.FINDINGS or not by_authority:
        raise errors.missing_for_step()


def _determined(step: ChildStep) -> None:
    if step.decision not in {track.RETURN, track.AGAINST, track.PENDING}:
        raise errors.missing_for_step()
    panel = track.panel_of(step.details.get("panel", ""))
    decided = step.decision != track.PENDING
    if decided and (len(panel) < track.LEAST_PANEL or not step.details.get("reasons", "").strip()):
        raise errors.panel_needed(track.LEAST_PANEL)


def _received(step: ChildStep) -> None:
    told = step.details
    needed = (told.get("relation"), told.get("document_type"))
    number = track.paper_key(told.get("document_number", ""))
    if not all((one or "").strip() for one in needed) or not number:
        raise errors.receiver_identity_needed()


def _escorted(step: ChildStep) -> None:
    number = step.details.get("children", "")
    if step.is_specialised is None or not number.isdecimal() or int(number) < 1:
        raise errors.missing_for_step()
    if int(number) > track.CHILDREN_AN_ESCORT:
        raise errors.too_many_children(track.CHILDREN_AN_ESCORT)


def _agreed(step: ChildStep) -> None:
    if not all(step.details.get(key, "").strip() for key in ("giver", "taker", "place")):
        raise errors.missing_for_step()


def _dispensed(step: ChildStep) -> None:
    if not step.details.get("paper", "").strip():
        raise errors.missing_for_step()


def _called(step: ChildStep) -> None:
    told = step.details
    if told.get("reached") not in _YES_NO:
        raise errors.missing_for_step()
    if told["reached"] == "yes" and told.get("safe") not in _YES_NO:
        raise errors.missing_for_step()


_CHECKS: dict[str, Callable[[ChildStep], None]] = {
    "BIA": _noted,
    "FAMILY_TRACING": _traced,
    "FAMILY_ASSESSMENT": _assessed,
    "BID": _determined,
    "RECEIVER": _received,
    "ESCORT": _escorted,
    "HANDOVER_ARRANGED": _agreed,
    "DISPENSED": _dispensed,
    "FOLLOW_UP_1": _called,
    "FOLLOW_UP_3": _called,
}

# What is looked at beside what was written down before.
_IN_ITS_WAY: dict[str, Callable[[ChildStep, Way], None]] = {
    "CHILD_VIEWS": _heard,
    "RECEIVER": _receives,
    "HANDOVER_ARRANGED": _receives_then,
}
