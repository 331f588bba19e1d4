"""Where the exchange's pages are."""

from django.urls import path

from rumbo.access.lists import export_of
from rumbo.exchange import lists
from rumbo.exchange.views import corrections, lookalikes, sheets

app_name = "exchange"
urlpatterns = [
    path("sheets/", sheets.sheet, name="sheet"),
    path("sheets/practice/<slug:name>.csv", sheets.practice_sheet, name="practice"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections/export.<slug:kind>", export_of(lists.CORRECTIONS), name="corrections_export"),
    path("corrections/<uuid:row>/", corrections.correction, name="correction"),
    path("corrections/<uuid:row>/aside/", corrections.set_aside, name="set-aside"),
    path("lookalikes/", lookalikes.lookalikes, name="lookalikes"),
    path("lookalikes/export.<slug:kind>", export_of(lists.LOOKALIKES), name="lookalikes_export"),
    path("lookalikes/<uuid:row>/", lookalikes.lookalike, name="lookalike"),
]
