"""Direct assistance: a survivor is helped, the fund pays with two names and a receipt, two look at the risk."""

from functools import partial

from rumbo.assistance import actions as assistance
from rumbo.assistance import rules
from rumbo.assistance.models import JointRisk, Service, Voucher
from rumbo.assistance.values import NewService, NewVoucher, Receipt, RiskView
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.demo.scene import Party, Scene

DRAWN = "M12 30L40 12L66 34L98 18"
SHELTER, TALKS = "Casa Amparo", "Centro Alba"


def help_survivor(scene: Scene, party: Party) -> None:
    """A roof that the person said yes to, and the sum for it asked of the fund."""
    service = _arrange(scene, party, "SHELTER", SHELTER)
    asked = _ask(scene, party, service, 180_00, SHELTER)
    scene.after(party, 1, "voucher approved", partial(_approve, asked))
    scene.after(party, 1, "risk looked at", _look)


def _arrange(scene: Scene, party: Party, kind: str, provider: str) -> Service:
    today = clock.today()
    return assistance.arrange_service(
        actor=scene.actor("protection", party),
        case=party.case,
        person=party.head,
        service=NewService(kind=kind, provider=provider, agreed_on=today, starts_on=today),
    )


def _ask(scene: Scene, party: Party, service: Service, minor: int, payee: str) -> Voucher:
    return assistance.request_voucher(
        actor=scene.actor("protection", party),
        service=service,
        voucher=NewVoucher(amount=Money(minor), payee_kind="ORGANISATION", payee=payee),
    )


def _approve(asked: Voucher, scene: Scene, party: Party) -> None:
    assistance.approve_voucher(actor=scene.actor("protection", party, 1), voucher=asked)
    scene.after(party, 1, "voucher given", partial(_give, asked))


def _give(asked: Voucher, scene: Scene, party: Party) -> None:
    """Given for less than was approved, with a receipt; what it leads to waits for another officer."""
    receipt = Receipt(amount=Money(165_00), received_by="Rosa Amparo Díaz", strokes=DRAWN)
    assistance.deliver_voucher(
        actor=scene.actor("protection", party), voucher=asked, receipt=receipt
    )
    talks = _arrange(scene, party, "PSYCHOLOGICAL", TALKS)
    _ask(scene, party, talks, 60_00, TALKS)


def _look(scene: Scene, party: Party) -> None:
    """Protection looks at each risk; the person wants nobody to know in their country."""
    looked = assistance.assess_risk(
        actor=scene.actor("protection", party),
        case=party.case,
        person=party.head,
        view=_view("Va a otra ciudad, con su hermana; nadie de allá lo sabe."),
    )
    if party.chance.happens(0.5):
        scene.after(party, 1, "risk concluded", partial(_conclude, looked))


def _conclude(looked: JointRisk, scene: Scene, party: Party) -> None:
    assistance.conclude_risk(
        actor=scene.actor("protection", party, 1),
        risk=looked,
        view=_view("Habló a solas con ella: conoce los riesgos y quiere volver."),
    )


def _view(notes: str) -> RiskView:
    matrix = {part: {"level": "LOW", "mitigation": ""} for part in rules.MATRIX}
    matrix["TRAFFICKER"] = {"level": "MEDIUM", "mitigation": "Cambia de ciudad y de teléfono."}
    return RiskView(matrix=matrix, finding="MEASURES", notes=notes)
