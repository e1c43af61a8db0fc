from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from core.authorise import public


@public("A machine asks whether the portal works; it is told nothing else.")
def health(request: HttpRequest) -> HttpResponse:
    """200 when PostgreSQL and the cache answer; otherwise their error is logged and the answer is 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    cache.get("health")
    return JsonResponse({"status": "ok"})
