"""The council's colour, as a stylesheet: the content policy forbids styles inside pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from boards.brand import brand_colours


@require_safe
@cache_control(public=True, max_age=3600)
def stylesheet(request: HttpRequest) -> HttpResponse:
    colours = brand_colours(settings.BRAND_COLOUR)
    return render(request, "parts/brand.css", colours, content_type="text/css; charset=utf-8")
