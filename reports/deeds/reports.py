"""Starting a report and filling in its cover sheet."""

import datetime
from dataclasses import dataclass
from textwrap import shorten

from django.utils.text import slugify

from boards import clock
from boards.deeds.record import claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Body, Meeting, Membership, Role, User
from boards.permissions import Permission, may
from reports.models import Paragraph, Publication, Report, Section
from reports.permissions import may_write
from reports.report_templates import CHAIRS_REPORT, ReportTemplate, author_line, signature
from reports.typed import tidy

LONGEST_TITLE = 250
SLUG_LENGTH = 60  # the address stands at the foot of every printed page
LONGEST_TEXT = 20_000
NOT_YOURS = "Only its author can change this report, and only while it is a draft."


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """What an author fills in. Recommendations, signature and background papers: one on each line."""

    title: str
    purpose: str
    aim: str
    author_line: str
    key_issues: str
    recommendations: str
    implications: dict[str, str]
    signature: str
    background_papers: str


@deed
def start_report(
    *,
    by: User,
    body: Body,
    meeting: Meeting | None = None,
    template: ReportTemplate = CHAIRS_REPORT,
    title: str,
    period_to: datetime.date | None = None,
) -> Report:
    """Make a draft with the sections of ``template``, at the address it will have for good.

    Its period runs from the day of the author's last published report to this body up to ``period_to``, by
    default today in London. The same start sent twice opens the draft that is there.

    Raises:
        Refused: without a title, for a meeting of another body, or for somebody who does not report to it.
    """
    title = " ".join(tidy(title).split())
    refuse_start(by=by, body=body, meeting=meeting, title=title)
    Body.objects.select_for_update().get(pk=body.pk)  # two starts at once wait for each other
    same = Report.objects.filter(author=by, body=body, meeting=meeting, title=title, state=Report.State.DRAFT)
    again = same.select_related("publication").first()
    if again:
        unchanged()
        return again
    publication = Publication.objects.create(
        kind=Publication.Kind.REPORT, slug=free_slug(title, meeting), body=body, meeting=meeting
    )
    office = office_of(by, body)
    report = Report.objects.create(
        publication=publication,
        body=body,
        meeting=meeting,
        author=by,
        title=title,
        period_from=last_reported_day(by, body),
        period_to=period_to or clock.today(),
        author_line=author_line(office, body)[:LONGEST_TITLE],
        signature=signature(office, body),
        implications=dict.fromkeys(template.implications, ""),
    )
    lay_out(report, template)
    record(by=by, deed="started", about=report, after=facts(report))
    return report


@deed
def fill_in_cover(*, by: User, report: Report, version: int, cover: CoverSheet) -> Report:
    """Save the cover sheet. Empty fields are kept as they are: a draft may have gaps, a submission not.

    Raises:
        Refused: to anybody but the author of a draft, without a title, or for overlong text.
        Stale: when it was saved in another window in between.
    """
    refuse_cover(cover)
    fresh = claim(report, version)
    if not may_write(by, fresh):
        raise Refused(NOT_YOURS)
    before = facts(fresh) | {"version": version}
    for name in CoverSheet.__slots__:
        value = getattr(cover, name)
        setattr(fresh, name, tidy(value).strip() if isinstance(value, str) else value)
    fresh.save()
    record(by=by, deed="filled in the cover sheet of", about=fresh, before=before, after=facts(fresh))
    return fresh


def lay_out(report: Report, template: ReportTemplate) -> None:
    for position, heading in enumerate(template.sections, start=1):
        section = Section.objects.create(report=report, position=position, heading=heading)
        Paragraph.objects.create(section=section, position=1)


def refuse_start(*, by: User, body: Body, meeting: Meeting | None, title: str) -> None:
    if not title:
        raise Refused("Give the report a title.", field="title")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"Keep the title to {LONGEST_TITLE} characters.", field="title")
    if meeting and meeting.body_id != body.pk:
        raise Refused("Choose a meeting of the body that the report goes to.", field="meeting")
    if not may(by, Permission.WRITE_REPORTS, body):
        raise Refused("You can start a report only to a body that you report to.", field="meeting")


def refuse_cover(cover: CoverSheet) -> None:
    if not cover.title.strip():
        raise Refused("Give the report a title.", field="title")
    if cover.aim not in AgendaItem.Aim.values:
        raise Refused("Choose whether the report is for information, decision or discussion.", field="aim")
    for name in ("title", "author_line"):
        if len(getattr(cover, name)) > LONGEST_TITLE:
            raise Refused(f"Keep this to {LONGEST_TITLE} characters.", field=name)
    for name in ("purpose", "key_issues", "recommendations", "signature", "background_papers"):
        if len(getattr(cover, name)) > LONGEST_TEXT:
            raise Refused(f"Keep this to {LONGEST_TEXT:,} characters.", field=name)


def last_reported_day(author: User, body: Body) -> datetime.date | None:
    """The day up to which the author's last published report to the body tells what was done."""
    published = Report.objects.filter(
        author=author, body=body, publication__editions__isnull=False, publication__withdrawal=None
    )
    days = published.values_list("period_to", flat=True)
    return max((day for day in days if day), default=None)


def office_of(author: User, body: Body) -> Membership | None:
    """The office in which somebody reports to the body today."""
    today = clock.today()
    held = Membership.objects.on(today).filter(user=author, body=body).select_related("user")
    return held.filter(role=Role.CHAIR).first() or held.first()


def free_slug(title: str, meeting: Meeting | None) -> str:
    """The address: title and day of the meeting, with a number behind it when it is taken."""
    day = (meeting.date if meeting else clock.today()).isoformat()
    words = shorten(slugify(title).replace("-", " "), SLUG_LENGTH, placeholder="").replace(" ", "-")
    slug = f"{words or 'report'}-{day}"
    taken = set(Publication.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    if slug not in taken:
        return slug
    return next(free for number in range(2, len(taken) + 3) if (free := f"{slug}-{number}") not in taken)
