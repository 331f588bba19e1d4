"""What protection refuses, each in one sentence."""

from collections.abc import Sequence
from datetime import date

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
    return Refusal("protection.missing_for_step", _("Falta un dato de este paso."))


def notes_needed() -> Refusal:
    """An assessment says what was found."""
    return Refusal("protection.notes_needed", _("Escriba qué se encontró."))


def step_in_future(today: date) -> Refusal:
    """What was done is written down once it was done."""
    return Refusal(
        "protection.step_in_future",
        _("Ese día todavía no llega. Anote el paso cuando se haya dado."),
        today=f"{today:%d/%m/%Y}",
    )


def steps_missing(missing: Sequence[str]) -> Refusal:
    """A step that rests on others waits for them."""
    return Refusal(
        "protection.steps_missing",
        _("Antes falta: %(missing)s."),
        missing="; ".join(missing),
    )


def panel_needed(least: int) -> Refusal:
    """A determination is the word of a panel, with its reasons."""
    return Refusal(
        "protection.panel_needed",
        _(
            "Una determinación lleva el nombre de al menos %(least)s personas del panel y sus "
            "razones."
        ),
        least=least,
    )


def receiver_identity_needed() -> Refusal:
    """Who receives a child is known by a paper."""
    return Refusal(
        "protection.receiver_identity_needed",
        _(
            "Escriba el nombre, el parentesco y el documento de quien recibe: con ese documento "
            "se comprueba en la entrega."
        ),
    )


def too_many_children(most: int) -> Refusal:
    """One escort looks after a few children alone, and no more."""
    return Refusal(
        "protection.too_many_children",
        _("Quien acompaña lleva como mucho a %(most)s niñas o niños sin familia. Nombre a otra."),
        most=most,
    )


def track_closed() -> Refusal:
    """A way that was ended goes on only with a new determination."""
    return Refusal(
        "protection.track_closed",
        _("La vía se cerró porque no vuelve. Solo una nueva determinación la abre otra vez."),
    )


def not_against() -> Refusal:
    """What happens instead follows a determination against return."""
    return Refusal(
        "protection.not_against",
        _("La vía se cierra así solo tras una determinación en contra del retorno."),
    )


def instead_needed() -> Refusal:
    """A child that does not return is not left without an answer."""
    return Refusal(
        "protection.instead_needed",
        _("Diga qué ocurre en lugar del retorno y quién se hace cargo."),
    )


def no_such_end() -> Refusal:
    """A child is handed over when leaving and when arriving."""
    return Refusal("protection.no_such_end", _("La entrega es a la salida o a la llegada."))


def two_people_sign() -> Refusal:
    """Nobody hands a child to themselves."""
    return Refusal(
        "protection.two_people_sign",
        _("Entregan y reciben dos personas distintas, cada una con su nombre completo."),
    )


def act_place_needed() -> Refusal:
    """An act says where."""
    return Refusal("protection.act_place_needed", _("Escriba en qué lugar se hace la entrega."))


def both_sign() -> Refusal:
    """An act holds with both signatures, on the screen or on the sheet."""
    return Refusal(
        "protection.both_sign",
        _("Falta una firma: firman quien entrega y quien recibe, aquí o en la hoja."),
    )


def paper_unreadable() -> Refusal:
    """The signed sheet is a PDF or a picture."""
    return Refusal(
        "protection.paper_unreadable", _("Esa hoja no se puede leer: adjunte un PDF, JPG o PNG.")
    )


def already_handed_over(number: str) -> Refusal:
    """An act is signed once at each end."""
    return Refusal(
        "protection.already_handed_over",
        _("Ya consta esa entrega, en el acta %(number)s."),
        number=number,
    )


def not_the_escort(name: str) -> Refusal:
    """The child travels with the escort who was named for it."""
    return Refusal(
        "protection.not_the_escort",
        _("Quien acompaña es %(name)s. Si cambió, anótelo primero en la vía de niñez."),
        name=name,
    )


def not_the_receiver() -> Refusal:
    """Only who was assessed receives the child; who differs is no slip of the pen."""
    return Refusal(
        "protection.not_the_receiver",
        _(
            "No se entrega: quien vino no es, por su nombre y documento, la persona evaluada. "
            "La niña o el niño se queda con quien le acompaña y protección lo ve ahora mismo."
        ),
    )


def not_on_its_way() -> Refusal:
    """A hand-over belongs to a journey."""
    return Refusal(
        "protection.not_on_its_way",
        _("Todavía no hay un lugar confirmado en una salida: la entrega se firma ese día."),
    )


def before_the_first_act() -> Refusal:
    """Arriving comes after leaving."""
    return Refusal(
        "protection.before_the_first_act", _("La llegada no puede ser anterior a la salida.")
    )


def another_undoes() -> Refusal:
    """An act is undone by somebody who did not write it."""
    return Refusal(
        "protection.another_undoes",
        _("Un acta la anula otra persona, no quien la anotó, y dice por qué."),
    )


def nothing_to_undo() -> Refusal:
    """The act is undone already, or a later one rests on it."""
    return Refusal(
        "protection.nothing_to_undo",
        _("Esa acta ya está anulada, o la de la llegada se apoya en ella."),
    )


def already_decided() -> Refusal:
    """Somebody else said it before."""
    return Refusal("protection.already_decided", _("Otra persona ya lo decidió."))


def not_two_children() -> Refusal:
    """Siblings are looked for among children, each with a file of its own."""
    return Refusal(
        "protection.not_two_children",
        _("Son la misma persona, o alguna no es una niña, un niño o adolescente con expediente."),
    )


def not_confirmed_siblings() -> Refusal:
    """Files are joined once protection said that they are siblings."""
    return Refusal(
        "protection.not_confirmed_siblings", _("Primero se confirma que son hermanas o hermanos.")
    )


def nothing_flagged() -> Refusal:
    """A full assessment follows a screen that flagged something (domain.md 4.4), never everybody's."""
    return Refusal(
        "protection.nothing_flagged",
        _(
            "El tamizaje rápido no dejó ningún aviso que usted atienda: no hace falta la valoración completa."
        ),
    )


def level_not_looked_at(level: str) -> Refusal:
    """Each of the four levels is looked at: what is left out is not found by anybody."""
    return Refusal(
        "protection.level_not_looked_at",
        _("Falta mirar «%(level)s»: marque algo, o escriba con palabras que no hay nada."),
        level=level,
    )


def finding_needs_reasons() -> Refusal:
    """A finding without reasons cannot be checked by anybody."""
    return Refusal(
        "protection.finding_needs_reasons",
        _("La conclusión lleva sus razones: escriba en qué se apoya."),
    )


def nothing_follows() -> Refusal:
    """Somebody found exposed is not left without anything to follow."""
    return Refusal(
        "protection.nothing_follows",
        _("Con una vulnerabilidad media o alta, marque al menos una cosa por hacer."),
    )


def no_such_file() -> Refusal:
    """One sentence for a number that is none and for a file that is protection's alone."""
    return Refusal(
        "protection.no_such_file",
        _("No hay un expediente con ese número que usted pueda abrir. Revise el número."),
    )


def reentry_unknown() -> Refusal:
    """A paper that no list has."""
    return Refusal("protection.reentry_unknown", _("Ese papel no está en la lista."))


def reentry_day_needed() -> Refusal:
    """A paper and the day until which it holds belong together."""
    return Refusal(
        "protection.reentry_day_needed",
        _("Diga qué papel es y hasta qué día vale: uno sin el otro no sirve para saber si vuelve."),
    )


def mpp_step_unknown() -> Refusal:
    """A line that no list has."""
    return Refusal("protection.mpp_step_unknown", _("Eso no está en la lista."))


def no_yes_for_referral() -> Refusal:
    """Nobody is named to an institution without their yes."""
    return Refusal(
        "protection.no_yes_for_referral",
        _(
            "No ha dicho que sí a que se comparta con instituciones: anote antes ese permiso, o lo que respondió."
        ),
    )


def referral_says_nothing() -> Refusal:
    """To whom, or that it was not wanted."""
    return Refusal(
        "protection.referral_says_nothing",
        _("Diga a quién se le deriva, o que no lo quiso."),
    )
