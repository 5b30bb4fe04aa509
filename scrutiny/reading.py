"""What the reading room asks the database: as a reader without a name, in a fixed number of queries."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Length, Replace
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from boards.deadlines import ClosedDays, last_publication_day
from boards.models import (
    AgendaItem,
    Attendance,
    Body,
    BodyName,
    ClosedDay,
    Meeting,
    Membership,
    Reader,
    Role,
    TermsOfReference,
)
from boards.models.meetings import MeetingQuerySet
from reports.frozen_sections import frozen_sections
from reports.models import Edition, Paper, Publication, Rendition, Withdrawal

READER: Final[Reader] = AnonymousUser()
"""Public pages are the same for everyone, signed in or not, so that caches may keep them."""

PAGE: Final = 20

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list and the key with which the older ones are asked for; empty at the end."""

    rows: Sequence[Row]
    older: str = ""


# ---- Bodies


def bodies(kind: str) -> list[Body]:
    """The bodies of a kind by name, each with ``next_meeting_on``. 2 queries."""
    coming = Meeting.objects.visible_to(READER).upcoming(timezone.localdate()).filter(body=OuterRef("pk"))
    found = Body.objects.filter(kind=kind).prefetch_related("names")
    rows = found.annotate(next_meeting_on=Subquery(coming.values("date")[:1]))
    return sorted(rows, key=lambda body: body.name)


def all_bodies() -> list[Body]:
    """Every body by name, to choose from. 2 queries."""
    return sorted(Body.objects.prefetch_related("names"), key=lambda body: body.name)


def members_now(body: Body) -> list[Membership]:
    """Who sits on the body today, the chair first, each person once."""
    seats = body.memberships.on(timezone.localdate()).seated().select_related("user", "on_behalf_of")
    members: dict[int, Membership] = {}
    for seat in sorted(seats, key=lambda seat: (seat.role != Role.CHAIR, seat.user.name, seat.since)):
        members.setdefault(seat.user_id, seat)
    return list(members.values())


def terms_in_force(body: Body) -> TermsOfReference | None:
    return body.terms.filter(in_force_from__lte=timezone.localdate()).first()


# ---- Meetings


def name_on_the_day(body: str, day: str) -> Coalesce:
    """The name that the body at ``body`` bore on the day at ``day``, worked out by the database.

    As ``Body.name_on``: before its first name a body is called by that first name.
    """
    names = BodyName.objects.filter(body=OuterRef(body))
    borne = names.filter(since__lte=OuterRef(day)).order_by("-since").values("name")[:1]
    return Coalesce(Subquery(borne), Subquery(names.order_by("since").values("name")[:1]), Value(""))


def meetings() -> MeetingQuerySet:
    """Meetings with their body, its name of that day (``called``), and whether minutes are out."""
    minutes = current_editions().filter(
        publication__meeting=OuterRef("pk"), publication__kind=Publication.Kind.MINUTES
    )
    return (
        Meeting.objects.visible_to(READER)
        .select_related("body")
        .annotate(called=name_on_the_day("body", "date"), has_minutes=Exists(minutes))
    )


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """A meeting to come and the day its agenda is due."""

    meeting: Meeting
    agenda_due: datetime.date

    @property
    def is_overdue(self) -> bool:
        return self.agenda_due < timezone.localdate() and not self.meeting.agenda_is_published


def coming_meetings(limit: int, body: Body | None = None) -> list[ComingMeeting]:
    """The next meetings of one body, or of all. 2 queries."""
    rows = meetings().upcoming(timezone.localdate())
    if body:
        rows = rows.filter(body=body)
    closed = ClosedDay.objects.reasons()
    return [ComingMeeting(meeting, agenda_due(meeting, closed)) for meeting in rows[:limit]]


def agenda_due(meeting: Meeting, closed: ClosedDays) -> datetime.date:
    return last_publication_day(meeting.date, meeting.body.notice_days, closed)


def past_meetings(body: Body | None = None, before: str = "", limit: int = PAGE) -> Page[Meeting]:
    """Meetings before today, the latest first; ``before`` is the key of the page before. 1 query."""
    rows = meetings().past(timezone.localdate()).order_by("-date", "-pk")
    if body:
        rows = rows.filter(body=body)
    day, _, last = before.partition("_")
    if (seen := _read_day(day)) and _is_number(last):
        rows = rows.filter(Q(date__lt=seen) | Q(date=seen, pk__lt=int(last)))
    return _page(list(rows[: limit + 1]), lambda meeting: f"{meeting.date.isoformat()}_{meeting.pk}", limit)


def neighbours(meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The meetings of this body before and after this one. 2 queries."""
    same = Meeting.objects.visible_to(READER).filter(body=meeting.body)
    before = same.filter(date__lt=meeting.date).order_by("-date").first()
    return before, same.filter(date__gt=meeting.date).order_by("date").first()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the published minutes say was resolved on an item, and where they say it."""

    title: str
    resolutions: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class PaperOnPage:
    """A paper of an item; ``added_on`` is set when it came on a later day than the agenda (rule 7)."""

    paper: Paper
    added_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class ItemOnPage:
    item: AgendaItem
    papers: Sequence[PaperOnPage]
    outcome: Outcome | None


def agenda(meeting: Meeting, minutes: Edition | None) -> list[ItemOnPage]:
    """The published agenda, each item complete; empty while it is not published. 2 queries."""
    items = AgendaItem.objects.visible_to(READER).filter(meeting=meeting)
    papers: Prefetch[Any] = Prefetch("papers", papers_on_agendas(), to_attr="papers_to_read")
    outcomes = outcomes_of(minutes) if minutes else []
    shown = []
    for item in items.prefetch_related(papers):
        to_read = item.papers_to_read  # type: ignore[attr-defined]
        on_page = [PaperOnPage(paper, added_on(paper, meeting)) for paper in to_read]
        shown.append(ItemOnPage(item, on_page, outcome_of(item, outcomes)))
    return shown


def added_on(paper: Any, meeting: Meeting) -> datetime.date | None:
    """The day a published paper was added to an agenda that was already out; None when it came with it."""
    if meeting.agenda_published_at is None or paper.first_published_at is None:
        return None
    day = timezone.localdate(max(paper.added_at, paper.first_published_at))
    return day if day > timezone.localdate(meeting.agenda_published_at) else None


def outcomes_of(minutes: Edition) -> list[Outcome]:
    """From the frozen record: working minutes are never looked at."""
    page = minutes.publication.get_absolute_url()
    return [
        Outcome(
            title=section.heading,
            resolutions=tuple(each.text for each in section.resolutions),
            url=f"{page}#{section.anchor}" if section.anchor else page,
        )
        for section in frozen_sections(minutes)
    ]


def outcome_of(item: AgendaItem, outcomes: list[Outcome]) -> Outcome | None:
    """The first outcome under this item's title, taken out: items of one name stand in the same order.

    Minutes number their items by a rule of their own, so the number of the agenda is no guide.
    """
    for place, outcome in enumerate(outcomes):
        if outcome.title == item.title:
            return outcomes.pop(place)
    return None


def papers_on_agendas() -> QuerySet[Paper]:
    """Papers as an agenda shows them: when published, the size of the PDF, whether withdrawn."""
    editions = Edition.objects.filter(publication=OuterRef("publication"))
    newest = editions.order_by("-number")
    return (
        Paper.objects.visible_to(READER)
        .select_related("publication__meeting__body", "publication__withdrawal")
        .annotate(
            first_published_at=Subquery(editions.order_by("number").values("published_at")[:1]),
            pdf_size=Subquery(newest.annotate(size=_pdf("size")).values("size")[:1]),
        )
    )


@dataclass(frozen=True, slots=True)
class Attended:
    heading: str
    people: Sequence[Attendance]


ATTENDANCE_GROUPS: Final = (
    ("Present", (Attendance.How.PRESENT, Attendance.How.SUBSTITUTE)),
    ("Apologies", (Attendance.How.APOLOGIES,)),
    ("Absent", (Attendance.How.ABSENT,)),
    ("In attendance", (Attendance.How.IN_ATTENDANCE, Attendance.How.IN_ATTENDANCE_REMOTE)),
)


def attendance(meeting: Meeting, minutes: Edition | None) -> list[Attended]:
    """Who was there, in the order of minutes. It is public from the day the minutes are. 2 queries."""
    if minutes is None:
        return []
    rows = Attendance.objects.of(meeting)
    groups = ((heading, [row for row in rows if row.how in hows]) for heading, hows in ATTENDANCE_GROUPS)
    return [Attended(heading, people) for heading, people in groups if people]


# ---- Papers and minutes


def current_editions() -> QuerySet[Edition]:
    """The standing edition of everything that is published and not withdrawn."""
    return Edition.objects.visible_to(READER).newest()


def new_papers(limit: int = PAGE, body: Body | None = None, before: str = "") -> Page[Edition]:
    """Reports and minutes, the newest first, without their text but with its length. 1 query."""
    rows = (
        current_editions()
        .select_related("publication__meeting__body")
        .defer("html", "text", "data")
        .annotate(words=Length("text") - Length(Replace("text", Value(" "))))
        .order_by("-published_at", "-id")
    )
    if body:
        rows = rows.filter(publication__body=body)
    moment, _, last = before.partition("_")
    if (seen := _read_moment(moment)) and _is_number(last):
        rows = rows.filter(Q(published_at__lt=seen) | Q(published_at=seen, pk__lt=int(last)))
    return _page(
        list(rows[: limit + 1]), lambda edition: f"{edition.published_at.isoformat()}_{edition.pk}", limit
    )


def editions(**publication: Any) -> QuerySet[Edition]:
    """The editions at one address, newest first, with what a page or a file needs about their PDF.

    ``publication`` says which: ``slug="…"``, or ``meeting__body__slug`` and ``meeting__date`` for minutes.
    """
    return (
        Edition.objects.visible_to(READER)
        .filter(**{f"publication__{name}": value for name, value in publication.items()})
        .select_related("publication__body", "publication__meeting__body")
        .annotate(pdf_size=_pdf("size"), pdf_pages=_pdf("pages"))
        .order_by("-number")
    )


def withdrawal(**publication: Any) -> Withdrawal | None:
    """The marker that stands where a publication was; None when nothing public ever stood there."""
    at = Publication.objects.visible_to(READER).filter(**publication)
    markers = Withdrawal.objects.filter(publication__in=at.values("pk"))
    return markers.select_related("publication__body", "publication__meeting__body").first()


def minutes_of(meeting: Meeting) -> Edition | None:
    """The standing edition of a meeting's minutes. 1 query."""
    return editions(kind=Publication.Kind.MINUTES, meeting=meeting).first()


def history(edition: Edition) -> list[Edition]:
    """Every edition at this address, newest first, without the text. 1 query."""
    same = Edition.objects.visible_to(READER).filter(publication=edition.publication_id)
    return list(same.defer("html", "text", "data").order_by("-number"))


def discussions(publication: Publication) -> list[Paper]:
    """The published agendas this publication is or was on, the latest first. 1 query.

    Each carries ``called`` (the body's name that day) and ``has_minutes``.
    """
    minutes = current_editions().filter(
        publication__meeting=OuterRef("item__meeting"), publication__kind=Publication.Kind.MINUTES
    )
    return list(
        Paper.objects.visible_to(READER)
        .filter(publication=publication)
        .select_related("item__meeting__body")
        .annotate(
            called=name_on_the_day("item__meeting__body", "item__meeting__date"),
            has_minutes=Exists(minutes),
        )
        .order_by("-item__meeting__date", "pk")
    )


def rendition(edition: Edition) -> Rendition | None:
    """The PDF of an edition. 1 query."""
    return Rendition.objects.filter(content_sha256=edition.content_sha256, format="pdf").first()


def _pdf(fact: str) -> Subquery:
    made = Rendition.objects.filter(content_sha256=OuterRef("content_sha256"), format="pdf")
    return Subquery(made.values(fact)[:1], output_field=IntegerField())


def all_addresses() -> list[str]:
    """Every page for readers whose content is public, newest papers first. 3 queries."""
    published = current_editions().select_related("publication__meeting__body").defer("html", "text", "data")
    agendas = Meeting.objects.visible_to(READER).filter(agenda_published_at__isnull=False)
    return [
        *(edition.publication.get_absolute_url() for edition in published.order_by("-published_at", "-id")),
        *(meeting.get_absolute_url() for meeting in agendas.select_related("body").order_by("-date", "pk")),
        *(body.get_absolute_url() for body in Body.objects.order_by("slug")),
    ]


# ---- Pages by key


def _page(rows: list[Row], key: Callable[[Row], str], limit: int) -> Page[Row]:
    return Page(rows[:limit], key(rows[limit - 1]) if len(rows) > limit else "")


def _read_day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _read_moment(text: str) -> datetime.datetime | None:
    """A moment with its time zone; in an address a plus may have become a space."""
    try:
        moment = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
