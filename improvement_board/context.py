"""What every page knows: whose service this is."""

from django.conf import settings
from django.http import HttpRequest


def council(request: HttpRequest) -> dict[str, str]:
    return {"council_name": settings.COUNCIL_NAME, "site_url": settings.SITE_URL}
