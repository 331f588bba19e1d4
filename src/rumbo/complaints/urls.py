"""Addresses of complaints."""

from django.urls import URLPattern, path

from rumbo.access.lists import export_of
from rumbo.complaints import views
from rumbo.complaints.lists import COMPLAINTS

app_name = "complaints"
urlpatterns: list[URLPattern] = [
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/export.<slug:kind>", export_of(COMPLAINTS), name="complaints_export"),
    path("complaints/new/", views.new, name="new"),
    path("complaints/answer/", views.answer, name="answer"),
    path("complaints/<uuid:complaint>/", views.complaint, name="complaint"),
]
