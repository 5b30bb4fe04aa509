"""Atom feeds of what is newly published."""

import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from boards.models import Body
from reports.models import Edition
from scrutiny import reading
from scrutiny.addresses import edition_url


class PapersFeed(Feed[Edition, Body | None]):
    """The newest papers and minutes of one body or of all.

    Every link is absolute and begins with ``SITE_URL``, not with the host that somebody asked for, so a cache
    cannot be made to hand out another site's links.
    """

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str = "") -> Body | None:
        return get_object_or_404(Body.objects.prefetch_related("names"), slug=slug) if slug else None

    def title(self, body: Body | None) -> str:
        return f"{body.name if body else 'Improvement Board'}: papers and minutes, {settings.COUNCIL_NAME}"

    def subtitle(self, body: Body | None) -> str:
        return "Reports and minutes as they are published, the newest first"

    def link(self, body: Body | None) -> str:
        return settings.SITE_URL + (body.get_absolute_url() if body else reverse("scrutiny:papers"))

    def feed_url(self, body: Body | None) -> str:
        name, where = ("scrutiny:body_feed", [body.slug]) if body else ("scrutiny:feed", [])
        return settings.SITE_URL + reverse(name, args=where)

    def feed_guid(self, body: Body | None) -> str:
        return self.feed_url(body)

    def author_name(self, body: Body | None) -> str:
        return settings.COUNCIL_NAME

    def items(self, body: Body | None) -> list[Edition]:
        return list(reading.new_papers(body=body).rows)

    def item_title(self, item: Edition) -> str:
        return f"{item.title} (edition {item.number})" if item.number > 1 else item.title

    def item_description(self, item: Edition) -> str:
        corrected = f"What this edition corrects: {item.reason}" if item.reason else ""
        return "\n".join(filter(None, [item.summary, corrected]))

    def item_link(self, item: Edition) -> str:
        return settings.SITE_URL + edition_url(item, is_current=True)

    def item_guid(self, item: Edition) -> str:
        return settings.SITE_URL + edition_url(item)

    def item_author_name(self, item: Edition) -> str:
        return item.author or item.body_name

    def item_pubdate(self, item: Edition) -> datetime.datetime:
        return item.published_at

    def item_updateddate(self, item: Edition) -> datetime.datetime:
        return item.published_at
