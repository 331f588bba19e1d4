"""Addresses of the desk."""

from django.urls import URLPattern, path

from rumbo.access.lists import export_of
from rumbo.desk.inquiring import INQUIRIES
from rumbo.desk.reading import READINGS
from rumbo.desk.retaining import KEPT
from rumbo.desk.team import TEAM
from rumbo.desk.touching import TOUCHED
from rumbo.desk.views import (
    case,
    copies,
    correcting,
    families,
    home,
    human,
    inquiries,
    overseeing,
    people,
    readings,
    registration,
    retaining,
    search,
    stopping,
    team,
)

app_name = "desk"
COLLEAGUE = "team/<uuid:user>/"
MEMBER = "cases/<uuid:case>/people/<uuid:person>/"
ASKED = "inquiries/<uuid:inquiry>/"
WAY = "programmes/countries/<slug:host>/<slug:origin>/"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/access/", search.ask, name="ask"),
    path("search/opened/<uuid:person>/", search.opened, name="opened"),
    path("people/", people.people, name="people"),
    path("people/export.<slug:kind>", people.export, name="export"),
    path("people/<uuid:person>/", human.one, name="human"),
    path("people/pairs/<uuid:pair>/help/", human.help_given, name="help_given"),
    path("register/", registration.consent, name="register"),
    path("register/family/", registration.family, name="family"),
    path("register/likely/", registration.likely, name="likely"),
    path("cases/<uuid:case>/", case.case, name="case"),
    path("cases/<uuid:case>/consent/<uuid:person>/", registration.late, name="consent"),
    path("cases/<uuid:case>/families/", families.families, name="families"),
    path("cases/<uuid:case>/families/<uuid:change>/undo/", families.undo, name="family_undo"),
    path(f"{MEMBER}correct/", correcting.correct, name="correct"),
    path(f"{MEMBER}relation/", correcting.relation, name="relation"),
    path(f"{MEMBER}copy/", copies.copy, name="copy"),
    path("tasks/<uuid:task>/done/", case.task_done, name="task_done"),
    path("inquiries/", inquiries.inquiries, name="inquiries"),
    path("inquiries/export.<slug:kind>", export_of(INQUIRIES), name="inquiries_export"),
    path("inquiries/new/", inquiries.new, name="new_inquiry"),
    path(ASKED, inquiries.inquiry, name="inquiry"),
    path(f"{ASKED}call/", inquiries.call, name="inquiry_call"),
    path(f"{ASKED}visit/", inquiries.visit, name="inquiry_visit"),
    path(f"{ASKED}visit/<uuid:visit>/", inquiries.visited, name="inquiry_visited"),
    path(f"{ASKED}end/", inquiries.end, name="inquiry_end"),
    path(f"{ASKED}forget/", inquiries.forget, name="inquiry_forget"),
    path(f"{ASKED}join/", inquiries.join, name="inquiry_join"),
    path("team/", team.team, name="team"),
    path("team/export.<slug:kind>", export_of(TEAM), name="team_export"),
    path("team/new/", team.invite, name="team_new"),
    path("team/offices/", team.offices, name="offices"),
    path(COLLEAGUE, team.colleague, name="colleague"),
    path(f"{COLLEAGUE}functions/", team.give, name="colleague_give"),
    path(f"{COLLEAGUE}functions/<uuid:grant>/end/", team.end, name="colleague_end"),
    path(f"{COLLEAGUE}link/", team.link, name="colleague_link"),
    path(f"{COLLEAGUE}<slug:what>/", team.act, name="colleague_act"),
    path("touched/", stopping.touched, name="touched"),
    path("touched/export.<slug:kind>", export_of(TOUCHED), name="touched_export"),
    path(f"{WAY}finding/", stopping.finding, name="finding"),
    path(f"{WAY}finding/record/", stopping.record, name="finding_record"),
    path("programmes/<slug:programme>/close/", stopping.close, name="close_programme"),
    path("readings/", readings.readings, name="readings"),
    path("watch/", overseeing.watch, name="watch"),
    path("watch/kept/", retaining.kept, name="kept"),
    path("watch/kept/export.<slug:kind>", export_of(KEPT), name="kept_export"),
    path("watch/kept/forget/", retaining.forget, name="forget_asked"),
    path("watch/kept/<uuid:case>/erase/", retaining.erase, name="erase"),
    path("watch/kept/<uuid:case>/keep/", retaining.keep, name="keep"),
    path("watch/kept/<uuid:case>/back/", retaining.undecide, name="undecide"),
    path("money/", overseeing.money, name="money"),
    path("readings/export.<slug:kind>", export_of(READINGS), name="readings_export"),
]
