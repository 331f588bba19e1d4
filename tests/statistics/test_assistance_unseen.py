"""Direct assistance leaves no trace in what `rumbo sitrep` writes, for here or for everybody."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
import typer
from typer.testing import CliRunner

from rumbo.assistance import actions as assistance
from rumbo.casework.models import Case
from rumbo.protection import actions as protection
from rumbo.protection.values import NewClearance
from rumbo.statistics import cli
from tests import factories
from tests.factories import assistance as helped
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db
APRIL = datetime(2025, 4, 10, 15, tzinfo=UTC)  # no report is made of days to come
WORDS = (
    "trata",
    "traffick",
    "sobreviv",
    "survivor",
    "albergue amparo",
    "vale",
    "asistencia directa",
)


def written(out: Path, edition: str) -> dict[str, str]:
    """The figures and the sheet of a report, without the moment at which it was made."""
    app = typer.Typer()
    app.callback()(lambda: None)
    cli.register(app)
    told = ["sitrep", "--since=2025-01-01", "--until=2025-03-31", f"--out={out}"]
    with time_machine.travel(APRIL, tick=False):
        done = CliRunner().invoke(app, [*told, "--public"] if edition == "public" else told)
    assert done.exit_code == 0, done.output
    return {
        name: (out / f"sitrep.{name}").read_text(encoding="utf-8")
        for name in ("json", "csv", "html")
    }


def helped_at_every_step(case: Case) -> None:
    """A survivor of both, with services, vouchers in each state and a joint assessment."""
    person, officer = factories.people_of(case)[0], factories.actor("protection")
    protection.record_survivor(
        actor=officer, case=case, person=person, kidnapping=True, family_violence=False,
        safety_finding_on=helped.DAY, rights_explained_on=helped.DAY, at=factories.MONDAY,
    )  # fmt: skip
    protection.clear_trafficking(
        actor=officer, case=case, person=person, clearance=NewClearance(flag=True),
        at=factories.MONDAY,
    )  # fmt: skip
    service = helped.service(officer, case, person)
    helped.voucher(officer, service)
    made = helped.voucher(officer, service)
    assistance.approve_voucher(
        actor=factories.actor("protection"), voucher=made, at=factories.MONDAY
    )
    assistance.deliver_voucher(
        actor=officer, voucher=made, receipt=helped.receipt(), at=factories.MONDAY
    )
    risk = assistance.assess_risk(
        actor=officer, case=case, person=person, view=helped.view(), at=factories.MONDAY
    )
    assistance.conclude_risk(
        actor=factories.actor("protection"), risk=risk, view=helped.view(), at=factories.MONDAY
    )


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_the_report_is_the_same_whether_anybody_was_helped_or_not(
    edition: str, tmp_path: Path
) -> None:
    ready.reference()
    with time_machine.travel(travel.LEAVES, tick=False):
        case = travel.ready_family()
        travel.departed(case)
        before = written(tmp_path / "before", edition)
        helped_at_every_step(case)
        after = written(tmp_path / "after", edition)
    assert before == after
    assert json.loads(after["json"])["figures"], "a report of nothing proves nothing"
    for text in after.values():
        assert not [word for word in WORDS if word in text.casefold()]
