"""Pages that belong to the server and to no room."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from rumbo.access.doors import open_to_all


@open_to_all
def health(_request: HttpRequest) -> HttpResponse:
    """Answer a monitor that the server and its database are up, and nothing more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
