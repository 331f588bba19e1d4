"""What protection refuses, each in one sentence."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def asked_alone() -> Refusal:
    """Some questions are only asked with nobody else in the room."""
    return Refusal(
        "protection.asked_alone",
        _("Esta pregunta se hace a solas. Busque un lugar aparte, sin familia ni compañía."),
    )


def child_officer_asks() -> Refusal:
    """A child alone is asked by somebody trained for it."""
    return Refusal(
        "protection.child_officer_asks",
        _("A una niña, un niño o adolescente sin su familia le pregunta una oficial de niñez."),
    )


def fear_stays() -> Refusal:
    """A fear that was spoken of does not go away by asking again."""
    return Refusal(
        "protection.fear_stays",
        _(
            "Ya dijo que teme volver, o que no lo sabe. Eso no se borra preguntando otra vez: "
            "protección lo atiende con la persona, y otra persona lo confirma."
        ),
    )


def nothing_to_resolve() -> Refusal:
    """Nobody spoke of fear."""
    return Refusal("protection.nothing_to_resolve", _("No hay un temor por resolver."))


def asylum_not_explained() -> Refusal:
    """Asylum is explained after the fear was spoken of, and before deciding."""
    return Refusal(
        "protection.asylum_not_explained",
        _(
            "Antes de anotar que decide volver hay que explicarle el asilo, después de que "
            "habló de su temor. Anote esa sesión primero."
        ),
    )


def reason_needed() -> Refusal:
    """A resolution is explained."""
    return Refusal("protection.reason_needed", _("Escriba en qué se apoya."))


def nothing_to_confirm() -> Refusal:
    """No resolution waits for a second person."""
    return Refusal(
        "protection.nothing_to_confirm", _("No hay ninguna resolución que espere otra firma.")
    )


def counsel_needed() -> Refusal:
    """Somebody in custody has counsel of their own."""
    return Refusal(
        "protection.counsel_needed", _("Escriba quién la defiende de forma independiente.")
    )


def not_cleared_yet() -> Refusal:
    """A second name comes after the first."""
    return Refusal(
        "protection.not_cleared_yet",
        _("Primero autoriza una oficial de esta oficina; después firma otra persona."),
    )


def origin_must_not_know() -> Refusal:
    """The survivor does not want the origin office to know."""
    return Refusal(
        "protection.origin_must_not_know",
        _("La persona no quiere que la oficina de origen lo sepa: no se le pregunta nada."),
    )


def escort_needed() -> Refusal:
    """Fit with an escort: who."""
    return Refusal("protection.escort_needed", _("Escriba quién le acompañará."))


def until_needed() -> Refusal:
    """A result holds until a day."""
    return Refusal("protection.until_needed", _("Escriba hasta qué día vale el dictamen."))


def own_words_needed() -> Refusal:
    """Understood is what somebody can say again."""
    return Refusal(
        "protection.own_words_needed",
        _("Para anotar que lo entendió, escriba cómo lo dijo con sus propias palabras."),
    )


def not_in_mpp() -> Refusal:
    """These points are for people with a case in the United States."""
    return Refusal("protection.not_in_mpp", _("La persona no tiene un caso en Estados Unidos."))


def unknown_step() -> Refusal:
    """A step the track does not have."""
    return Refusal("protection.unknown_step", _("Ese paso no está en la vía de niñez."))


def missing_for_step() -> Refusal:
    """A step with a name needs the name."""
    return Refusal("protection.missing_for_step", _("Falta un dato de este paso: el nombre."))
