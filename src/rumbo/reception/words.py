"""The words of reception: who met somebody, what comes next, what an institution is asked for."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MET_BY: "dict[str, _StrPromise]" = {
    "STAFF": _("nuestro equipo"),
    "CENTRE": _("el centro de recepción"),
    "FAMILY": _("su familia"),
    "NOBODY": _("nadie"),
}
NEXT: "dict[str, _StrPromise]" = {
    "HOME": _("Sigue a su casa por su cuenta"),
    "FAMILY": _("Se fue con su familia"),
    "SHELTER": _("Duerme hoy en un albergue"),
    "HEALTH": _("Va a atención médica"),
    "INSTITUTION": _("Sigue con una institución"),
    "CHILD_AUTHORITY": _("Queda con la autoridad de niñez"),
}
# Where a child without an adult of their own may go from the centre.
NEXT_FOR_CHILD_ALONE = ("FAMILY", "HEALTH", "CHILD_AUTHORITY")
# Of these, those for which it is passed from one hand to another.
INTO_A_HAND = ("FAMILY", "CHILD_AUTHORITY")
# How somebody came who did not travel with us.
MANNER: "dict[str, _StrPromise]" = {
    "DEPORTED": _("Por deportación o repatriación"),
    "OWN": _("Por su cuenta"),
    "OTHER": _("Con otra organización o programa"),
}
SIGNED: "dict[str, _StrPromise]" = {
    "SCREEN": _("Firma en esta pantalla"),
    "PAPER": _("Firma en el recibo impreso"),
    "THUMB": _("Pone su huella en el recibo impreso"),
}
NEEDS: "dict[str, _StrPromise]" = {
    "HEALTH": _("Salud"),
    "PSYCHOSOCIAL": _("Apoyo psicosocial"),
    "PROTECTION": _("Protección"),
    "WORK": _("Trabajo o capacitación"),
    "SCHOOL": _("Escuela o validación de estudios"),
    "SCHOOL_ENROLMENT": _("Inscripción en la escuela"),
    "STUDY_VALIDATION": _("Validación de estudios"),
    "HOUSING": _("Dónde vivir"),
    "PAPERS": _("Documentos"),
    "LEGAL": _("Orientación legal"),
}
# Asked of one child at a time, each with its papers and what came of it; SCHOOL is of older rows.
FOR_SCHOOL = ("SCHOOL_ENROLMENT", "STUDY_VALIDATION")
OFFERED = [(code, word) for code, word in NEEDS.items() if code != "SCHOOL"]
TOLD: "dict[str, _StrPromise]" = {
    "name": _("Nombre"),
    "age": _("Edad"),
    "sex": _("Sexo"),
    "language": _("Lengua"),
    "place": _("Municipio y departamento"),
    "safe_contact": _("Teléfono y horas seguras"),
}
REFERRAL_SHAPE = {"SENT": "wait", "ACCEPTED": "wait", "COMPLETED": "ok"}
