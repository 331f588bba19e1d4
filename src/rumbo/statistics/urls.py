"""Addresses of statistics."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from rumbo.access.lists import export_of
from rumbo.statistics.dashboards import lists
from rumbo.statistics.dashboards.names import PANELS
from rumbo.statistics.views import live, supposed
from rumbo.statistics.views import reports as views

app_name = "statistics"


class Form(StringConverter):
    """The forms in which a report is taken away."""

    regex = "html|pdf|xlsx|csv|json"


class Quarter(StringConverter):
    """One of the four quarters of a year."""

    regex = "[1-4]"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        """Give its number."""
        return int(value)


class Year(StringConverter):
    """A year in which there may have been returns."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:  # type: ignore[override]
        """Give its number."""
        return int(value)


class Panel(StringConverter):
    """One panel of the dashboards."""

    regex = "|".join(sorted(PANELS))


class Taken(StringConverter):
    """The forms in which a panel is taken away: as a picture, as data."""

    regex = "svg|csv"


register_converter(Form, "report_form")
register_converter(Quarter, "report_quarter")
register_converter(Year, "report_year")
register_converter(Panel, "live_panel")
register_converter(Taken, "live_form")

urlpatterns = [
    path("reports/", views.report, name="report"),
    path("reports/report.<report_form:form>", views.internal, name="internal"),
    path(
        "reports/<report_year:year>-<report_quarter:number>.<report_form:form>",
        views.public,
        name="public",
    ),
    path("reports/highlights.<report_form:form>", views.highlights, name="highlights"),
    path(
        "reports/highlights-<report_year:year>.<report_form:form>",
        views.highlights_public,
        name="highlights_public",
    ),
    path("reports/lines/<slug:line>/", views.line, name="line"),
    path(
        "reports/lines/<slug:line>/<report_year:year>-<report_quarter:number>.<report_form:form>",
        views.line_report,
        name="line_report",
    ),
    path(
        "departures/what-if/<uuid:what_if>/for-donors.pdf",
        supposed.paper,
        name="what_if_paper",
    ),
    path("reports/funnel/", views.funnel, name="funnel"),
    path("reports/funnel/export.<slug:kind>", views.funnel_export, name="funnel_export"),
    path("reports/live/", live.live, name="live"),
    path("reports/live/refresh/", live.refresh, name="live_refresh"),
    path("reports/live/<live_panel:panel>/", live.panel, name="live_panel"),
    path("reports/live/<live_panel:panel>.<live_form:form>", live.take, name="live_take"),
    path("reports/files/", live.files, name="files"),
    path("reports/files/export.<slug:kind>", export_of(lists.FILES), name="files_export"),
    path("reports/departed/", live.departed, name="departed"),
    path("reports/departed/export.<slug:kind>", export_of(lists.DEPARTED), name="departed_export"),
    path("reports/referred/", live.referred, name="referred"),
    path("reports/referred/export.<slug:kind>", export_of(lists.REFERRED), name="referred_export"),
    path("reports/called/", live.called, name="called"),
    path("reports/called/export.<slug:kind>", export_of(lists.CALLED), name="called_export"),
    path("reports/children/", live.children, name="children"),
    path("reports/children/export.<slug:kind>", export_of(lists.CHILDREN), name="children_export"),
]
