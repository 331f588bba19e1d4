"""What an officer may not clear by hand, since two who look at the risk together may not either."""

from datetime import date

from rumbo.access.errors import same_person_twice
from rumbo.access.values import Actor
from rumbo.protection import errors, refusals, signals
from rumbo.protection.models import TraffickingClearance
from rumbo.protection.values import JointStanding, NewClearance
from rumbo.registry.models import Person


def require(person: Person, clearance: NewClearance, today: date) -> None:
    """Refuse to say that an office of origin may know, or said something, without the survivor's yes.

    The yes is the one written down with its day; that office said nothing before it. What was found
    unsafe by two who looked together is cleared by two who look together.
    """
    word = clearance.origin_cleared_on
    if clearance.share_with_origin is False and word is not None:
        raise errors.origin_must_not_know()
    standing = _standing(person)
    if clearance.host_cleared and standing.is_unsafe:
        raise refusals.found_unsafe_together()
    if clearance.share_with_origin is not True and word is None:
        return
    if standing.may_know_since is None:
        raise refusals.no_yes_for_origin()
    if word is not None and word < standing.may_know_since:
        raise refusals.asked_before_the_yes(standing.may_know_since)
    if word is not None and word > today:
        raise refusals.word_still_to_come()


def require_two(made: TraffickingClearance, actor: Actor) -> None:
    """Two sign: the word of the office of origin is not written down by who signed for ours."""
    if made.origin_cleared_on is None or made.host_cleared_by is None:
        return
    if actor.id is None or made.host_cleared_by == actor.id:
        raise same_person_twice()


def _standing(person: Person) -> JointStanding:
    """What direct assistance holds of it; where nobody answers, nobody there may know."""
    for _heard, answer in signals.joint_standing_wanted.send(TraffickingClearance, person=person):
        return _told(answer)
    return JointStanding()


def _told(answer: object) -> JointStanding:
    return answer if isinstance(answer, JointStanding) else JointStanding()
