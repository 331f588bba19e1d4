"""The stage of documents begins with the first work on papers after a declaration."""

from datetime import datetime

from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case


def begin(*, actor: Actor, case: Case, at: datetime) -> None:
    """Take a case that has declared to the stage of documents; leave every other where it stands."""
    if case.stage == "DECLARATION":
        casework.reach(actor=actor, case=case, to="DOCUMENTS", at=at)
