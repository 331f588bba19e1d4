"""Addresses of access."""

from django.urls import path

from rumbo.access import views
from rumbo.access.emergencies import EMERGENCIES
from rumbo.access.lists import export_of

app_name = "access"
urlpatterns = [
    path("demo/sign-in/", views.demo_sign_in, name="demo_sign_in"),
    path("post/", views.change_post, name="post"),
    path("emergencies/", views.emergencies, name="emergencies"),
    path("emergencies/export.<slug:kind>", export_of(EMERGENCIES), name="emergencies_export"),
    path("emergencies/<uuid:glass>/", views.emergency, name="emergency"),
    path("emergencies/<uuid:glass>/close/", views.close, name="emergency_close"),
]
