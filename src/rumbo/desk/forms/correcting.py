"""Mending one person's registration, in the order of the paper form; and who is whose in a group."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.desk import places
from rumbo.desk.forms.fields import words_field
from rumbo.desk.forms.person import NOBODY, YES_NO, PersonForm, tick
from rumbo.registry.models import GroupMember
from rumbo.registry.values import Correction, NewRelation
from rumbo.ui import words
from rumbo.ui.choosing import offer

# Each field of the page, and the part of the registration where it is kept.
IDENTITY = ("surname_1", "surname_2", "also_known_as", "mother", "father", "document_type")
CONTACT = ("phone", "whatsapp", "phone_home", "safe_times")
PLACE = ("municipality", "community")
PLAIN = ("sex", "age_disputed", "nationalities", "origin_country", "return_country", "language")
TICKS = ("needs_interpreter", "can_read")
PROFILE = (
    "status", "education", "sector", "travelling_with", "how_heard",
    "reason_migrating", "reason_returning", "plan_on_return",
)  # fmt: skip


class CorrectionForm(PersonForm):
    """The registration as it stands, to be mended; what is left as it was is not written again."""

    mother = words_field(_("Nombre de su madre"))
    father = words_field(_("Nombre de su padre"))
    whatsapp = words_field("WhatsApp", most=40, widget=forms.TextInput({"inputmode": "tel"}))
    phone_home = words_field(
        _("Teléfono en su país"), most=40, widget=forms.TextInput({"inputmode": "tel"})
    )
    third_language = forms.ChoiceField(label=_("Y otra más"), required=False)
    base_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, now: Correction, version: int) -> None:
        """Show what stands; only what was known before may not be left empty."""
        super().__init__(data, place=0, size=1, initial={**_as_typed(now), "base_version": version})
        self.now = now
        offer(self, "third_language", [("", _("Ninguna otra")), *codes.choices("language")])
        for name, known in (
            ("surname_1", now.identity.get("surname_1")),
            ("given_1", now.identity.get("given_names")),
            ("sex", now.sex),
            ("nationalities", now.nationalities),
        ):
            self.fields[name].required = bool(known)

    def correction(self) -> Correction:
        """The registration as it should read: what stands, with what was changed on the page."""
        data, changed = self.cleaned_data, set(self.changed_data)
        told: dict[str, Any] = {name: data[name] for name in PLAIN if name in changed}
        told |= {name: tick(data[name]) for name in TICKS if name in changed}
        if changed & {"born", "age"}:
            told["birth_date"], told["birth_precision"] = self.birth()
        if changed & {"other_language", "third_language"}:
            spoken = (data["other_language"], data["third_language"])
            rest = self.now.other_languages[2:]
            told["other_languages"] = tuple(dict.fromkeys([*filter(None, spoken), *rest]))
        if "channel" in changed:
            told["contact_channel"] = data["channel"]
        for which in ("origin", "return"):
            if f"{which}_department" in changed or f"{which}_country" in changed:
                told[f"{which}_department"] = data.get(f"{which}_department_code", "")
        told["identity"] = self._names(changed)
        told["contact"] = {**self.now.contact, **self._changed(CONTACT, changed)}
        told["place"] = {**self.now.place, **self._changed(PLACE, changed)}
        if "origin_department" in changed:
            known = bool(data.get("origin_department_code"))
            told["place"]["department"] = "" if known else data["origin_department"]
        told["profile"] = {**self.now.profile, **self._changed(PROFILE, changed)}
        return replace(self.now, **told)

    def _names(self, changed: set[str]) -> dict[str, str]:
        names = {**self.now.identity, **self._changed((*IDENTITY, "document_number"), changed)}
        if changed & {"given_1", "given_2"}:
            names["given_names"] = self.identity()["given_names"]
        return names

    def _changed(self, names: Sequence[str], changed: set[str]) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names if name in changed}


def _as_typed(now: Correction) -> dict[str, Any]:
    """A registration as somebody would have typed it."""
    first, _space, rest = now.identity.get("given_names", "").partition(" ")
    other = [*now.other_languages, "", ""]
    return {
        "given_1": first,
        "given_2": rest,
        **{name: now.identity.get(name, "") for name in (*IDENTITY, "document_number")},
        **_birth(now),
        "sex": now.sex,
        "age_disputed": now.age_disputed,
        "nationalities": ", ".join(words.country(code) for code in now.nationalities),
        "origin_country": words.country(now.origin_country) if now.origin_country else "",
        "origin_department": places.department_name(now.origin_department)
        or now.place.get("department", ""),
        "return_country": words.country(now.return_country) if now.return_country else "",
        "return_department": places.department_name(now.return_department),
        **{name: now.place.get(name, "") for name in PLACE},
        "language": now.language,
        "other_language": other[0],
        "third_language": other[1],
        **{name: _tile(getattr(now, name)) for name in TICKS},
        **{name: now.contact.get(name, "") for name in CONTACT},
        "channel": now.contact_channel,
        **{name: now.profile.get(name, "") for name in PROFILE},
    }


def _birth(now: Correction) -> dict[str, Any]:
    born = now.birth_date
    if born is None:
        return {}
    if now.birth_precision == "age":
        return {"age": words.today().year - born.year}
    day = str(born.day) if now.birth_precision == "day" else ""
    return {"born": [day, "" if now.birth_precision == "year" else str(born.month), str(born.year)]}


def _tile(value: bool | None) -> str:  # noqa: FBT001
    return "" if value is None else YES_NO[0 if value else 1][0]


class RelationForm(forms.Form):
    """What somebody is of the first person, and who of the group answers for them."""

    relation = forms.ChoiceField(label=_("¿Qué es de la primera persona?"), required=False)
    guardian = forms.ChoiceField(label=_("¿Quién responde por esta persona?"), required=False)
    guardian_relation = forms.ChoiceField(
        label=_("¿Qué es esa persona suya?"),
        required=False,
        choices=[
            ("", "—"),
            *(pair for pair in codes.choices("relation_to_guardian") if pair[0] != "NONE"),
        ],
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        member: GroupMember,
        others: Sequence[GroupMember],
        is_child: bool,
    ) -> None:
        """Offer everybody else of the group by name; a child's answer may not be left open."""
        guardian = str(member.guardian_id or "")
        if not guardian and member.guardian_relation == "NONE":
            guardian = NOBODY
        super().__init__(
            data,
            initial={
                "relation": member.relation,
                "guardian": guardian,
                "guardian_relation": member.guardian_relation,
                "base_version": member.person.version,
            },
        )
        self.member = member
        open_word = _("No se ha dicho") if is_child else _("Nadie: es mayor de 18 años")
        names = [(str(one.person_id), one.person.full_name) for one in others]
        nobody = (NOBODY, _("Nadie de este grupo"))
        offer(self, "guardian", [("", open_word), *names, nobody])
        if member.relation == "HEAD":
            del self.fields["relation"]
        else:
            offer(
                self, "relation", [pair for pair in codes.choices("relation") if pair[0] != "HEAD"]
            )

    def said(self) -> NewRelation:
        """What was said; nobody of the group is said openly."""
        data = self.cleaned_data
        chosen = data["guardian"]
        somebody = chosen not in ("", NOBODY)
        nobody = "NONE" if chosen == NOBODY else ""
        return NewRelation(
            relation=data.get("relation") or self.member.relation,
            guardian=UUID(chosen) if somebody else None,
            guardian_relation=data["guardian_relation"] if somebody else nobody,
        )
