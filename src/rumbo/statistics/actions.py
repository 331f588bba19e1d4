"""What statistics writes: that a report left the house, and that the extract is to be refreshed."""

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common.later import later
from rumbo.statistics.readers import INSIDE, REPORTS
from rumbo.statistics.returns import Period


def note_report(*, actor: Actor, period: Period, form: str, is_public: bool) -> None:
    """Write down that somebody took a report away."""
    with verb(actor, *REPORTS, "finance"):
        audit.record(
            actor=actor,
            code="statistics.public_report" if is_public else "statistics.internal_report",
            since=period.since.isoformat() if period.since else "…",
            until=period.until.isoformat(),
            format=form,
        )


def ask_refresh(*, actor: Actor) -> None:
    """Let the extract be refreshed soon, outside of any request."""
    with verb(actor, *INSIDE):
        later("statistics.refresh_now")
        audit.record(actor=actor, code="statistics.refresh_asked")
