"""Addresses of access."""

from django.urls import path

from rumbo.access import views

app_name = "access"
urlpatterns = [
    path("demo/sign-in/", views.demo_sign_in, name="demo_sign_in"),
    path("post/", views.change_post, name="post"),
]
