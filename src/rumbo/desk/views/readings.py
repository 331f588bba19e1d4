"""Who has read a file: for the focal point of data protection, without a name of who is in it."""

from django.http import HttpResponse
from django.shortcuts import render

from rumbo.access import lists
from rumbo.access.middleware import PersonalRequest
from rumbo.desk.reading import READINGS, file_of


@lists.page_of(READINGS)
def readings(request: PersonalRequest) -> HttpResponse:
    """List who opened the pages of a case's people, newest first."""
    page = lists.opened(READINGS, request)
    number = page.asked.get("n", "")
    context = {"page": page, "number": number, "case": file_of(request.reader, number)}
    return render(request, "desk/readings.html", context)
