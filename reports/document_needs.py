"""Uploaded documents that wait to be looked at or published, for the front page of the desk."""

import datetime

from django.db.models import Exists, OuterRef

from boards.models import User
from boards.needs import MOST, Need
from boards.permissions import Permission, bodies_where
from reports.models import Document, Edition, Paper


def needs(user: User, today: datetime.date) -> list[Need]:
    """Documents on an agenda that ``user`` may publish and readers do not have, the nearest meeting first."""
    waiting = (
        Document.objects.visible_to(user)
        .filter(
            Exists(Paper.objects.filter(publication=OuterRef("publication"))),
            ~Exists(Edition.objects.filter(publication=OuterRef("publication"))),
            publication__body__in=bodies_where(user, Permission.PUBLISH_PAPERS),
        )
        .select_related("publication__meeting")
        .order_by("publication__meeting__date", "pk")
    )
    return [need(document, today) for document in waiting[:MOST]]


def need(document: Document, today: datetime.date) -> Need:
    """A document is needed by the day of its meeting, or now when it has none."""
    meeting = document.publication.meeting
    day = meeting.date if meeting else today
    verb = "Publish the document" if document.may_go_public else "See what is in the document"
    return Need(day, document.title, verb, document.get_desk_url(), late=day < today)
