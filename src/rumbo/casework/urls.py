"""Addresses of casework."""

from django.urls import URLPattern, path

from rumbo.access.lists import export_of
from rumbo.casework import lists
from rumbo.casework.views import care, decision, leaving, panel, waiting, work

app_name = "casework"
CASE = "cases/<uuid:case>/"
urlpatterns: list[URLPattern] = [
    path("waiting/", waiting.waiting, name="waiting"),
    path("waiting/rule/", waiting.rule, name="rule"),
    path("waiting/export.<slug:kind>", waiting.export, name="waiting_export"),
    path("tasks/", work.tasks, name="tasks"),
    path("tasks/export.<slug:kind>", export_of(lists.TASKS), name="tasks_export"),
    path("tasks/<uuid:task>/", work.task, name="task"),
    path("contacts/", work.contacts, name="contacts"),
    path("contacts/export.<slug:kind>", export_of(lists.CONTACTS), name="contacts_export"),
    path("contacts/<uuid:contact>/try/", work.attempt, name="attempt"),
    path("appointments/", work.calendar, name="calendar"),
    path("appointments/export.<slug:kind>", export_of(lists.APPOINTMENTS), name="calendar_export"),
    path("appointments/<uuid:appointment>/met/", work.met, name="met"),
    path("family/<uuid:contact>/call/", care.family_call, name="family_call"),
    path("family/<uuid:contact>/end/", care.family_end, name="family_end"),
    path(f"{CASE}contact/", panel.contact, name="panel_contact"),
    path(f"{CASE}eligibility/", decision.eligibility, name="eligibility"),
    path(f"{CASE}eligibility/confirm/", decision.countersign, name="countersign"),
    path(f"{CASE}eligibility/revoke/", decision.revoke, name="revoke"),
    path(f"{CASE}withdraw/", leaving.withdraw, name="withdraw"),
    path(f"{CASE}leave/", leaving.leave, name="leave"),
    path(f"{CASE}split/", leaving.split, name="split"),
    path(f"{CASE}hold/", leaving.hold, name="hold"),
    path(f"{CASE}release/", leaving.release, name="release"),
    path(f"{CASE}close/", leaving.close, name="close"),
    path(f"{CASE}reopen/", leaving.reopen, name="reopen"),
    path(f"{CASE}lost/", leaving.lost, name="lost"),
    path(f"{CASE}assign/", care.assign, name="assign"),
    path(f"{CASE}assign/<uuid:assignment>/end/", care.unassign, name="unassign"),
    path(f"{CASE}stay/", care.stay, name="stay"),
    path(f"{CASE}danger/", care.danger, name="danger"),
    path(f"{CASE}family/", care.family, name="family"),
    path(f"{CASE}tell/", care.tell, name="tell"),
    path(f"{CASE}appointment/", care.appointment, name="appointment"),
    path(f"{CASE}rank/", waiting.rank, name="rank"),
    path(f"{CASE}rank/end/", waiting.unrank, name="unrank"),
]
