"""The words for where a voucher and a payment stand, and for what the ledger's lines do."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATES: "dict[str, StrOrPromise]" = {
    "REQUESTED": _("pedido"),
    "APPROVED": _("aprobado"),
    "DELIVERED": _("entregado"),
    "RETURNED": _("devuelto"),
    "CANCELLED": _("cancelado"),
    "DECLINED": _("no aprobado"),
}
SHAPES = {"APPROVED": "wait", "REQUESTED": "wait", "DELIVERED": "ok", "RETURNED": "", "CANCELLED": "", "DECLINED": "stop"}  # fmt: skip
PAYMENTS: "dict[str, StrOrPromise]" = {
    "RESERVED": _("por pagar"),
    "DELIVERED": _("entregado con recibo"),
    "RETURNED": _("devuelto"),
    "CANCELLED": _("cancelado"),
}
PAYMENT_SHAPES = {"RESERVED": "wait", "DELIVERED": "ok"}
LINES: "dict[str, StrOrPromise]" = {
    "RESERVED": _("se reservó"),
    "RELEASED": _("quedó libre"),
    "DELIVERED": _("se entregó"),
    "RETURNED": _("volvió al fondo"),
}
PAYEES: "dict[str, StrOrPromise]" = {
    "ORGANISATION": _("A una organización o proveedor"),
    "PERSON": _("A otra persona (arrendamiento, transporte …)"),
    "SURVIVOR": _("A la propia persona: finanzas no ve su nombre"),
}
# What stands where a survivor is paid: the reference is all that finance has.
NEUTRAL = _("Nombre reservado")
SIGNED: "dict[str, StrOrPromise]" = {
    "SCREEN": _("Firma en esta pantalla"),
    "PAPER": _("Firma en el recibo impreso"),
    "THUMB": _("Pone su huella en el recibo impreso"),
}
