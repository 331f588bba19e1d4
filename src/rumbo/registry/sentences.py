"""What the journal says of the registry."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "registry.registered": _("Pidió ayuda para volver y quedó su registro."),
    "registry.registered_from_sheet": _("Quedó su registro a partir de la hoja de un módulo."),
    "registry.consented": _("Aceptó que se traten sus datos."),
    "registry.consent_withdrawn": _("Retiró su consentimiento para tratar sus datos."),
    "registry.corrected": _("Se corrigieron sus datos: %(fields)s."),
    "registry.relation_changed": _("Se corrigió con quién viene: %(fields)s."),
    "registry.duplicate_suspected": _("Puede tener otro registro: falta que alguien lo mire."),
    "registry.duplicate_decided": _("Se miraron dos registros parecidos: %(decision)s."),
    "registry.duplicate_reopened": _("Dos registros parecidos volvieron a la lista por mirar."),
    "registry.merge_undone": _("Se deshizo la unión de dos registros."),
    "registry.fact_chosen": _("Se eligió cuál de sus registros vale para un dato."),
    "registry.access_requested": _("Otra oficina pidió ver su registro."),
    "registry.access_answered": _("Se respondió a la oficina que pidió ver su registro."),
    "registry.sealed": _("Su nombre y su expediente quedaron reservados. %(why)s."),
    "registry.unsealed": _("Su nombre y su expediente dejaron de estar reservados. %(why)s."),
    "registry.office_changed": _("Desde ahora le atiende otra oficina."),
    "registry.family_changed": _("Cambió con quién viaja."),
}
