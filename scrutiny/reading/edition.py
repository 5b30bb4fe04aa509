"""What is published, and what was: papers and minutes at their addresses."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Length, Replace

from boards.models import Body, Meeting, Reader
from boards.sent_values import read_moment_key
from reports.models import Edition, Paper, Publication, Withdrawal
from scrutiny.reading.body import name_on_the_day
from scrutiny.reading.files import of_file_made, of_first_file, of_pdf
from scrutiny.reading.pages import PAGE, Page, page_of
from scrutiny.reading.reader import READER


def current_editions() -> QuerySet[Edition]:
    """The standing edition of everything that is published and not withdrawn."""
    return Edition.objects.visible_to(READER).newest()


def new_papers(limit: int = PAGE, body: Body | None = None, before: str = "") -> Page[Edition]:
    """Whatever is published, the newest first, without its text but with the length of it. 1 query."""
    rows = (
        current_editions()
        .select_related("publication__meeting__body")
        .defer("html", "text", "data")
        .annotate(
            words=Length("text") - Length(Replace("text", Value(" "))),
            file_format=of_first_file("format"),
            file_size=of_first_file("size"),
        )
        .order_by("-published_at", "-id")
    )
    if body:
        rows = rows.filter(publication__body=body)
    if key := read_moment_key(before):
        moment, last = key
        rows = rows.filter(Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=last))
    return page_of(
        list(rows[: limit + 1]), lambda edition: f"{edition.published_at.isoformat()}_{edition.pk}", limit
    )


def editions(reader: Reader = READER, /, **publication: Any) -> QuerySet[Edition]:
    """The editions at one address, newest first, with what a page or a file needs about their files.

    ``publication`` says which: ``slug="…"``, or ``meeting__body__slug`` and ``meeting__date`` for minutes.
    A ``reader`` is given only where nothing is public at the address (``scrutiny.views.restricted``).
    """
    return (
        Edition.objects.visible_to(reader)
        .filter(**{f"publication__{name}": value for name, value in publication.items()})
        .select_related(
            "publication__body",
            "publication__meeting__body",
            "publication__minutes__confirmation__meeting__body",
        )
        .annotate(pdf_size=of_pdf("size"), pdf_pages=of_pdf("pages"), word_size=of_file_made("docx", "size"))
        .order_by("-number")
    )


def withdrawal(reader: Reader = READER, /, **publication: Any) -> Withdrawal | None:
    """The marker that stands where a publication was; None when nothing for ``reader`` ever stood there."""
    at = Publication.objects.visible_to(reader).filter(**publication)
    markers = Withdrawal.objects.filter(publication__in=at.values("pk"))
    return markers.select_related("publication__body", "publication__meeting__body").first()


def minutes_of(meeting: Meeting) -> Edition | None:
    """The standing edition of a meeting's minutes. 1 query."""
    return editions(kind=Publication.Kind.MINUTES, meeting=meeting).first()


def history(edition: Edition, reader: Reader = READER) -> list[Edition]:
    """Every edition at this address, newest first, without the text. 1 query."""
    same = Edition.objects.visible_to(reader).filter(publication=edition.publication_id)
    return list(same.defer("html", "text", "data").order_by("-number"))


def discussions(publication: Publication, reader: Reader = READER) -> list[Paper]:
    """The published agendas this publication is or was on, the latest first. 1 query.

    Each carries ``called`` (the body's name that day) and ``has_minutes``.
    """
    minutes = current_editions().filter(
        publication__meeting=OuterRef("item__meeting"), publication__kind=Publication.Kind.MINUTES
    )
    return list(
        Paper.objects.visible_to(reader)
        .filter(publication=publication)
        .select_related("item__meeting__body")
        .annotate(
            called=name_on_the_day("item__meeting__body", "item__meeting__date"),
            has_minutes=Exists(minutes),
        )
        .order_by("-item__meeting__date", "pk")
    )


def all_addresses() -> list[str]:
    """Every page for readers whose content is public, newest papers first. 3 queries."""
    published = current_editions().select_related("publication__meeting__body").defer("html", "text", "data")
    agendas = Meeting.objects.visible_to(READER).filter(agenda_published_at__isnull=False)
    return [
        *(edition.publication.get_absolute_url() for edition in published.order_by("-published_at", "-id")),
        *(meeting.get_absolute_url() for meeting in agendas.select_related("body").order_by("-date", "pk")),
        *(body.get_absolute_url() for body in Body.objects.order_by("slug")),
    ]
