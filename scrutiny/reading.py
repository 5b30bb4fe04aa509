"""What the reading room asks the database: as a reader without a name, in a fixed number of queries."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Length, Replace
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from boards import clock
from boards.deadlines import ClosedDays, last_publication_day
from boards.models import (
    AgendaItem,
    Attendance,
    Body,
    BodyName,
    ClosedDay,
    Consultation,
    Meeting,
    Membership,
    Reader,
    Restriction,
    Role,
)
from boards.models.meetings import MeetingQuerySet
from boards.restrictions import (
    PRIVATE_ITEM,
    PRIVATE_PAPER,
    is_private,
    paper_reason,
    public_reason,
    public_title,
    with_parents,
)
from boards.standing import Arrival, arrivals_of
from boards.templatetags.house import full_date
from boards.timings import Slot, timetable
from reports.documents import FORMATS
from reports.frozen_sections import frozen_sections
from reports.models import Edition, Paper, Publication, Rendition, Withdrawal
from scrutiny.addresses import edition_url

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
    taking_place = Meeting.objects.visible_to(READER).taking_place()
    coming = taking_place.upcoming(clock.today()).filter(body=OuterRef("pk"))
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


def over_time(body: Body, terms_from: str = "") -> dict[str, object]:
    """What the body was called and is bound by, whom it succeeded, and to whom it reports.

    ``terms_from`` asks for earlier terms of reference by their first day; those to come are not shown yet.
    """
    today = clock.today()
    versions = [version for version in body.terms_over_time() if not version.is_to_come(today)]
    asked = _read_day(terms_from)
    return {
        "today": today,
        "earlier_names": [name for name in body.names_over_time() if name.is_past(today)],
        "lineage": body.lineage(),
        "reports_to": body.reports_to.on(today).select_related("to").prefetch_related("to__names"),
        "hears_from": body.hears_from.on(today).select_related("body").prefetch_related("body__names"),
        "terms": next((version for version in versions if version.since == asked), None)
        or next(iter(versions), None),
        "versions": versions,
    } | future_of(body, today)


def future_of(body: Body, today: datetime.date) -> dict[str, object]:
    """What readers are told of consultations on its future: only of those announced, and never an answer."""
    announced = list(Consultation.objects.announced(today).filter(body=body).order_by("-decided_on", "-pk"))
    return {
        "under_discussion": any(not each.is_decided for each in announced),
        "decided": next((each for each in announced if each.is_decided), None),
    }


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
        .select_related("body", "theme", "moved_to")
        .annotate(called=name_on_the_day("body", "date"), has_minutes=Exists(minutes))
    )


def in_diaries() -> MeetingQuerySet:
    """Meetings with all that a calendar file tells of them. 5 queries, however many there are."""
    rows = Meeting.objects.visible_to(READER).select_related("moved_to")
    return rows.prefetch_related("body__names", "items").order_by("date", "pk")


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """A meeting to come and the day its agenda is due."""

    meeting: Meeting
    agenda_due: datetime.date

    @property
    def is_overdue(self) -> bool:
        return self.agenda_due < clock.today() and not self.meeting.agenda_is_published


def coming_meetings(limit: int, body: Body | None = None) -> list[ComingMeeting]:
    """The next meetings of one body, or of all, those called off among them. 2 queries."""
    rows = meetings().upcoming(clock.today())
    if body:
        rows = rows.filter(body=body)
    closed = ClosedDay.objects.reasons()
    return [ComingMeeting(meeting, agenda_due(meeting, closed)) for meeting in rows[:limit]]


def agenda_due(meeting: Meeting, closed: ClosedDays) -> datetime.date:
    return last_publication_day(meeting.date, meeting.body.notice_days, closed)


def past_meetings(body: Body | None = None, before: str = "", limit: int = PAGE) -> Page[Meeting]:
    """Meetings before today, the latest first; ``before`` is the key of the page before. 1 query."""
    rows = meetings().past(clock.today()).order_by("-date", "-pk")
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
    """A paper of an item, as anybody may know of it. What is kept from readers is not in here at all.

    ``address`` is empty while there is nothing to read at it. ``added_on`` is set when it came after the
    agenda, be it on the same day (rule 7), ``expected_on`` while it is to follow.
    """

    title: str
    author: str = ""
    address: str = ""
    pdf_address: str = ""
    pdf_size: int = 0
    file_name: str = "PDF"
    added_on: datetime.date | None = None
    expected_on: datetime.date | None = None
    withdrawn_on: datetime.date | None = None
    urgency_reason: str = ""
    not_for_publication: str = ""


@dataclass(frozen=True, slots=True)
class ItemOnPage:
    """An item of a published agenda, as anybody may know of it: of a private one no more than its number and
    what the law lets readers be told (rule 8), whatever a template asks for."""

    number: str
    anchor: str
    is_sub_item: bool
    title: str
    not_for_publication: str = ""
    purpose: str = ""
    aim: str = ""
    presenter: str = ""
    is_verbal: bool = False
    urgency_reason: str = ""
    minutes_planned: int | None = None
    slot: Slot | None = None
    carried_from: Meeting | None = None
    papers: Sequence[PaperOnPage] = ()
    arrivals: Sequence[Arrival] = ()
    outcome: Outcome | None = None


def agenda(meeting: Meeting, minutes: Edition | None) -> list[ItemOnPage]:
    """The published agenda, each item complete; empty while it is not published.

    3 queries, and those of the standing items that are on it.
    """
    items = AgendaItem.objects.visible_to(READER).filter(meeting=meeting)
    items = items.select_related("restriction", "carried_from__meeting__body")
    papers: Prefetch[Any] = Prefetch("papers", papers_on_agendas(), to_attr="papers_to_read")
    outcomes = outcomes_of(minutes) if minutes else []
    shown = []
    for item in with_parents(items.prefetch_related(papers)):
        item.meeting = meeting
        shown.append(item_on_page(item, outcome_of(item, outcomes)))
    slots = timetable(meeting.starts_at, shown).slots
    return [
        each if each.not_for_publication else replace(each, slot=slot)
        for each, slot in zip(shown, slots, strict=True)
    ]


def ends_at(meeting: Meeting, agenda: Sequence[ItemOnPage]) -> datetime.time | None:
    """When the meeting is meant to end; None while that is not planned."""
    times = timetable(meeting.starts_at, agenda)
    return times.ends_at if times.is_given else None


def item_on_page(item: AgendaItem, outcome: Outcome | None) -> ItemOnPage:
    told: dict[str, Any] = {
        "number": item.number,
        "anchor": item.anchor,
        "is_sub_item": item.is_sub_item,
        "minutes_planned": item.minutes_planned,
    }
    if item.restriction and is_private(item):
        reason = public_reason(item.restriction, item.meeting.body)
        title = public_title(item)
        return ItemOnPage(**told, title=title, not_for_publication=reason, outcome=outcome)
    papers: Sequence[Paper] = item.papers_to_read  # type: ignore[attr-defined]
    return ItemOnPage(
        **told,
        title=item.title,
        purpose=item.purpose,
        aim=item.get_aim_display(),
        presenter=item.presenter,
        is_verbal=item.verbal,
        urgency_reason=item.urgency_reason,
        carried_from=item.carried_from.meeting if item.carried_from else None,
        papers=[paper_on_page(paper, item.meeting) for paper in papers],
        arrivals=arrivals_of(item, READER),
        outcome=outcome,
    )


def paper_on_page(paper: Any, meeting: Meeting) -> PaperOnPage:
    """``paper`` comes from ``papers_on_agendas``."""
    publication = paper.publication
    if publication is None:
        return PaperOnPage(paper.title, expected_on=paper.expected_on, urgency_reason=paper.urgency_reason)
    if paper.first_published_at is None:
        return restricted_paper(paper, meeting)
    address = publication.get_absolute_url()
    if hasattr(publication, "withdrawal"):
        day = timezone.localdate(publication.withdrawal.withdrawn_at)
        return PaperOnPage(
            f"A paper that was withdrawn on {full_date(day)}", address=address, withdrawn_on=day
        )
    format = paper.file_format or "pdf"
    return PaperOnPage(
        paper.title,
        author=paper.author or "",
        address=address,
        pdf_address=edition_url(Edition(publication=publication), format, is_current=True),
        pdf_size=paper.file_size or 0,
        file_name=FORMATS[format].name,
        added_on=added_on(paper, meeting),
        urgency_reason=paper.urgency_reason,
    )


def restricted_paper(paper: Any, meeting: Meeting) -> PaperOnPage:
    """Of an exempt paper its title and the reason, of any other no more than that there is one."""
    restriction = paper.publication.restriction
    if restriction is None or restriction.kind != Restriction.Kind.EXEMPT:
        return PaperOnPage(PRIVATE_PAPER)
    return PaperOnPage(paper.title, not_for_publication=paper_reason(restriction))


def added_on(paper: Any, meeting: Meeting) -> datetime.date | None:
    """The day a published paper was added to an agenda that was already out; None when it came with it."""
    if meeting.agenda_published_at is None or paper.first_published_at is None:
        return None
    added_at = max(paper.added_at, paper.first_published_at)
    return timezone.localdate(added_at) if added_at > meeting.agenda_published_at else None


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

    Minutes number their items by a rule of their own, so the number of the agenda is no guide. The minutes of
    an item that was released since then may still call it a private one.
    """
    titles = {public_title(item)}
    if item.restriction and item.restriction.kind == Restriction.Kind.CONFIDENTIAL:
        titles.add(PRIVATE_ITEM)
    for place, outcome in enumerate(outcomes):
        if outcome.title in titles:
            return outcomes.pop(place)
    return None


def papers_on_agendas() -> QuerySet[Paper]:
    """Papers as an agenda lists them: when published to everybody, the size of the file, whether withdrawn.

    Restricted papers are among them, ``first_published_at`` being empty: an agenda says that they are there.
    """
    all_editions = Edition.objects.filter(publication=OuterRef("publication"))
    editions = all_editions.filter(not_for_publication="")
    newest = editions.order_by("-number")
    return (
        Paper.objects.filter(
            Exists(all_editions) | Q(publication=None, expected_on__isnull=False),
            item__meeting__agenda_published_at__isnull=False,
        )
        .select_related("publication__meeting__body", "publication__withdrawal", "publication__restriction")
        .annotate(
            author=Subquery(newest.values("author")[:1]),
            first_published_at=Subquery(editions.order_by("number").values("published_at")[:1]),
            file_size=Subquery(newest.annotate(size=_file("size")).values("size")[:1]),
            file_format=Subquery(newest.annotate(format=_file("format")).values("format")[:1]),
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
    """Whatever is published, the newest first, without its text but with the length of it. 1 query."""
    rows = (
        current_editions()
        .select_related("publication__meeting__body")
        .defer("html", "text", "data")
        .annotate(
            words=Length("text") - Length(Replace("text", Value(" "))),
            file_format=_file("format"),
            file_size=_file("size"),
        )
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
        .annotate(pdf_size=_pdf("size"), pdf_pages=_pdf("pages"), word_size=_made("docx", "size"))
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


def rendition(edition: Edition, format: str = "pdf") -> Rendition | None:
    """A file of an edition. 1 query."""
    return rendition_at(edition.content_sha256, format)


def rendition_at(content_sha256: str, format: str = "pdf") -> Rendition | None:
    """The file that was made of some content. 1 query."""
    return Rendition.objects.filter(content_sha256=content_sha256, format=format).first()


def _pdf(fact: str) -> Subquery:
    return _made("pdf", fact)


def _made(format: str, fact: str) -> Subquery:
    made = Rendition.objects.filter(content_sha256=OuterRef("content_sha256"), format=format)
    return Subquery(made.values(fact)[:1], output_field=IntegerField())


def _file(fact: str) -> Subquery:
    """Of the file that was made first: the PDF of a paper, the one file of a document."""
    made = Rendition.objects.filter(content_sha256=OuterRef("content_sha256")).order_by("pk")
    return Subquery(made.values(fact)[:1])


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
