"""A survivor is helped: a service, a voucher that another officer approves, a signed receipt."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from rumbo.assistance.models import JointRisk, Payment, Voucher
from rumbo.casework.models import Case
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.factories import assistance as helped

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = ("TRAFFICKER", "DEBT", "FAMILY", "STIGMA", "SHELTER", "POLICE")


def test_a_service_a_voucher_by_two_a_receipt_and_what_finance_sees(
    window: Window, hour: Hour
) -> None:
    hour.moment = factories.MONDAY + timedelta(hours=1)
    case, _person = helped.survivor()
    officer, other = factories.user("protection"), factories.user("protection")
    with window(officer) as screen:
        page = screen.open(f"/cases/{case.pk}/assistance/")
        page.get_by_role("link", name="Acordar un servicio").click()
        page.get_by_text("Alojamiento seguro", exact=True).click()
        page.get_by_label("Quién lo da").fill("Casa Amparo")
        screen.check("assistance-service")
        page.get_by_role("button", name="Guardar el servicio").click()
        page.get_by_label("Importe").fill("150")
        screen.check("assistance-ask")
        page.get_by_role("button", name="Pedir el vale").click()
        expect(page.get_by_role("main")).to_contain_text("Falta que lo apruebe otra oficial")
    row = Voucher.objects.get()
    with window(other) as screen:
        page = screen.open("/")
        page.locator(f'a[href="/cases/{case.pk}/assistance/vouchers/{row.pk}/"]').first.click()
        screen.check("assistance-voucher")
        page.get_by_role("button", name="Aprobar", exact=True).click()
        expect(page.get_by_role("main")).to_contain_text("Aprobado. Finanzas lo ve como AD-")
    with window(officer, width=390) as screen:
        page = screen.open(f"/cases/{case.pk}/assistance/vouchers/{row.pk}/deliver/")
        page.get_by_label("Quién recibe y firma").fill("Rosa Amparo")
        screen.check("assistance-deliver")
        _sign(page)
        page.get_by_role("button", name="Guardar la entrega").click()
        expect(page.get_by_role("main")).to_contain_text("Entregado.")
    with window(officer) as screen:
        _looks_at_the_risk(page := screen.open(_risk(case)))
        expect(page.get_by_role("main")).to_contain_text("Falta la segunda conclusión")
        screen.check("assistance-panel")
        screen.open("/assistance/fund/")
        screen.check("assistance-fund")
    assert JointRisk.objects.count() == 1
    with window(factories.user("finance")) as screen:
        page = screen.open("/")
        page = screen.open("/assistance/payments/")
        expect(page.get_by_role("main")).to_contain_text(Payment.objects.get().reference)
        expect(page.get_by_role("main")).not_to_contain_text(case.number)
        screen.check("assistance-payments")


def _risk(case: Case) -> str:
    person = factories.people_of(case)[0]
    return f"/cases/{case.pk}/assistance/people/{person.pk}/risk/"


def _looks_at_the_risk(page: Page) -> None:
    for part in PARTS:
        page.locator(f'label:has(input[name="{part}"][value="LOW"])').click()
    page.locator('label:has(input[name="DEBT"][value="HIGH"])').click()
    page.locator('textarea[name="DEBT_done"]').fill("Se acordó no pagar y denunciar.")
    page.get_by_text("Puede volver con las medidas acordadas", exact=True).click()
    page.get_by_label(re.compile("^En qué se apoya")).fill("Se habló con ella dos veces.")
    page.get_by_role("button", name="Guardar y firmar con mi nombre").click()
    page.wait_for_url("**/assistance/")


def _sign(page: Page) -> None:
    pad = page.locator("[data-sign] canvas").first
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    left, top = box["x"] + 30, box["y"] + box["height"] / 2
    page.mouse.move(left, top)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(left + 18 * step, top + (14 if step % 2 else -14))
    page.mouse.up()
