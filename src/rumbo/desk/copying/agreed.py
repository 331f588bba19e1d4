"""What the person allowed, what was told to whom, what was explained, decided and signed."""

from django.utils.translation import gettext as _

from rumbo.casework import reserve
from rumbo.casework.models import EligibilityDecision, SideExit
from rumbo.common import codes
from rumbo.counselling import words as counselling
from rumbo.counselling.models import (
    Declaration,
    GuardianDeclaration,
    Reconfirmation,
    Session,
    ShareConsent,
    Signed,
)
from rumbo.desk.copying.saying import Asked, Section, on, rows_of, within
from rumbo.documents import desk as documents
from rumbo.documents.models import Transfer
from rumbo.programmes import queries as programmes
from rumbo.registry.models import DataConsent
from rumbo.ui import words


def permissions(asked: Asked) -> Section:
    """Each yes and each no, with its day, and the day on which it was taken back."""
    said = []
    for row in rows_of(DataConsent, asked):
        by = _("usted") if row.by == "SELF" else within(codes.label("data_consent_by", row.by))
        said.append(
            _("Usar sus datos: sí, %(day)s. Lo dijo: %(who)s.") % {**on(row.occurred_at), "who": by}
        )
        if row.withdrawn_at is not None:
            said.append(_("Usar sus datos: permiso retirado, %(day)s.") % on(row.withdrawn_at))
    said += [line for row in rows_of(ShareConsent, asked) for line in _share(row)]
    return Section(
        title=_("Los permisos que dio, negó o retiró"),
        lines=tuple(said),
        nothing="" if said else _("No hay ningún permiso anotado."),
    )


def _share(row: ShareConsent) -> list[str]:
    told = {"who": codes.label("consent_recipient", row.recipient), **on(row.occurred_at)}
    answer = _("%(who)s: sí, %(day)s.") if row.given else _("%(who)s: no, %(day)s.")
    said = [answer % told]
    if row.given and row.until is not None:
        said = [
            _("%(who)s: sí, %(day)s; vale hasta el %(until)s.")
            % {**told, "until": words.day_table(row.until)}
        ]
    if row.withdrawn_at is not None:
        said.append(
            _("%(who)s: esa respuesta dejó de valer el %(day)s.") % {**told, **on(row.withdrawn_at)}
        )
    return said


def shared(asked: Asked) -> Section:
    """What left the house: to whom, which parts, what for, and when."""
    said = []
    for row in rows_of(Transfer, asked):
        left = documents.left(row)
        said.append(
            _("%(day)s · %(who)s recibió: %(fields)s. Para %(purpose)s.")
            % {
                **on(row.occurred_at),
                "who": left.to_whom,
                "fields": left.fields,
                "purpose": left.purpose,
            }
        )
    return Section(
        title=_("Con quién compartimos sus datos"),
        lines=tuple(said),
        nothing="" if said else _("Con nadie, en lo que consta en esta copia."),
    )


def explained(asked: Asked) -> Section:
    """The talks: when, about what, and what the person decided where it is theirs to read."""
    said = [line for row in rows_of(Session, asked) for line in _session(row, asked)]
    return Section(
        title=_("Lo que le explicamos y lo que usted decidió"),
        lines=tuple(said),
        nothing="" if said else _("Todavía no hay ninguna conversación anotada."),
    )


def _session(row: Session, asked: Asked) -> list[str]:
    topics = counselling.in_a_sentence(row.topics)
    if topics:
        told = {**on(row.occurred_at), "topics": words.sentence_list(topics)}
        said = [_("%(day)s · Le explicamos: %(topics)s.") % told]
    else:
        said = [_("%(day)s · Hablamos con usted.") % on(row.occurred_at)]
    options = [str(counselling.ALTERNATIVES.get(code, code)) for code in row.alternatives]
    if options:
        named = [one[:1].lower() + one[1:] for one in options]
        said.append(
            _("Otros caminos que vimos: %(options)s.") % {"options": words.sentence_list(named)}
        )
    # What a child said alone is no news for who answers for it.
    if row.decision and asked.to != "GUARDIAN":
        said.append(
            _("Lo que dijo: %(what)s.")
            % {"what": codes.label("counselling_decision", row.decision)}
        )
    return said


def decided(asked: Asked) -> Section:
    """What was decided about the request, in words that name no compartment; and what was signed."""
    said = [
        line
        for row in rows_of(EligibilityDecision, asked, case=asked.case)
        if row.countersigned_at is not None
        for line in _decision(row)
    ]
    said += [line for row in rows_of(Declaration, asked) for line in _signed(row)]
    said += [
        line
        for row in rows_of(GuardianDeclaration, asked, child=asked.person)
        for line in _signed(row)
    ]
    for confirmed in rows_of(Reconfirmation, asked):
        said.append(
            _("%(day)s · El día de la salida se confirmó que quería viajar.")
            % on(confirmed.occurred_at)
        )
    said += [
        _("%(day)s · Dijo que ya no quería viajar.") % on(row.occurred_at)
        for row in _withdrawals(asked)
    ]
    return Section(
        title=_("Las decisiones y lo que se firmó"),
        lines=tuple(said),
        nothing="" if said else _("Todavía no hay ninguna decisión ni declaración."),
        after=_("El porqué completo de una decisión se lo explica en persona quien le atiende."),
    )


def _decision(row: EligibilityDecision) -> list[str]:
    answer = (
        _("%(day)s · Su grupo puede seguir.")
        if row.eligible
        else _("%(day)s · Su grupo no puede seguir por ahora.")
    )
    said = [answer % on(row.occurred_at)]
    # A reason that only says whose word is missing would tell that there is something to tell.
    reasons = [code for code in reserve.plain(row.reasons) if code not in reserve.NEUTRALS]
    said += [
        _("Por qué: %(why)s.") % {"why": codes.label("eligibility_reason", code)}
        for code in reasons
    ]
    if row.programme:
        named = programmes.programme(row.programme) or row.programme
        said.append(_("Programa: %(name)s.") % {"name": named})
    if row.revoked_at is not None:
        said.append(_("%(day)s · Esa decisión dejó de valer.") % on(row.revoked_at))
    return said


def _signed(row: Signed) -> list[str]:
    told = on(row.occurred_at)
    said = [_("%(day)s · Declaración de retorno voluntario, firmada.") % told]
    if row.travel_date is not None:
        more = {**told, "travel": words.day_table(row.travel_date)}
        said = [
            _("%(day)s · Declaración de retorno voluntario, firmada para viajar el %(travel)s.")
            % more
        ]
    if row.withdrawn_at is not None:
        ended = (
            _("%(day)s · La siguió otra declaración.")
            if row.replaced_by
            else _("%(day)s · Declaración retirada.")
        )
        said.append(ended % on(row.withdrawn_at))
    return said


def _withdrawals(asked: Asked) -> list[SideExit]:
    rows = rows_of(SideExit, asked, case=asked.case, kind="WITHDRAWN")
    mine = {None} if asked.to == "GUARDIAN" else {None, asked.person.pk}
    return [row for row in rows if row.person_id in mine]
