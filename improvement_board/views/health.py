"""Is the service able to work? For the council's monitoring."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when database and storage answer, 503 when one does not; names the one, not the reason."""
    answers = {"database": database_answers(), "storage": storage_answers()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def storage_answers() -> bool:
    try:
        name = default_storage.save("health/probe", ContentFile(b"ok"))
        default_storage.delete(name)
    except OSError:
        return False
    return True
