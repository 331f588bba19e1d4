"""What the columns of a booth's sheet are called for people, beside their headings."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LABELS: "dict[str, _StrPromise]" = {
    "folio": _("Folio de la fila"),
    "fecha_registro": _("Fecha de registro"),
    "lugar_registro": _("Lugar de registro"),
    "nombres": _("Nombres"),
    "apellido_paterno": _("Primer apellido"),
    "apellido_materno": _("Segundo apellido"),
    "sexo": _("Sexo"),
    "fecha_nacimiento": _("Fecha de nacimiento"),
    "edad": _("Edad"),
    "nacionalidad": _("Nacionalidad"),
    "departamento": _("Departamento de origen"),
    "folio_familia": _("Folio de la familia"),
    "parentesco": _("Parentesco"),
    "telefono": _("Teléfono"),
    "tipo_documento": _("Tipo de documento"),
    "numero_documento": _("Número de documento"),
    "vence_documento": _("Vencimiento del documento"),
    "condicion_migratoria": _("Condición migratoria"),
    "escolaridad": _("Escolaridad"),
    "ocupacion": _("Ocupación"),
    "idioma": _("Lengua"),
    "nna_no_acompanado": _("Niña, niño o adolescente sin compañía"),
    "mpp": _("Caso en Estados Unidos (MPP)"),
    "fecha_corte_eeuu": _("Fecha de corte en Estados Unidos"),
    "motivo_retorno": _("Motivo del retorno"),
    "motivo_migracion": _("Motivo de la migración"),
    "incidentes_en_ruta": _("Incidentes en la ruta"),
    "salud": _("Salud"),
    "embarazo_semanas": _("Semanas de embarazo"),
    "teme_volver": _("Temor de volver"),
    "vulnerabilidades": _("Situaciones de vulnerabilidad"),
    "desea_retornar_a_partir_de": _("Desea volver a partir de"),
    "observaciones": _("Observaciones"),
}


def label(column: str) -> str:
    """The name of a column; a heading that is none of ours stays as it is."""
    return str(LABELS.get(column, column))
