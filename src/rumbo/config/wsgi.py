"""The door through which the web server calls Django."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
