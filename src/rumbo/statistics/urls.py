"""Addresses of statistics."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from rumbo.statistics import views

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


register_converter(Form, "report_form")
register_converter(Quarter, "report_quarter")
register_converter(Year, "report_year")

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
    path("reports/funnel/", views.funnel, name="funnel"),
    path("reports/funnel/export.<slug:kind>", views.funnel_export, name="funnel_export"),
]
