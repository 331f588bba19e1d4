"""Names the room documents to Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The room documents: travel documents, originals in custody and letters."""

    name = "rumbo.documents"
    label = "documents"
    verbose_name = "Documentos"
    default_auto_field = "django.db.models.BigAutoField"
