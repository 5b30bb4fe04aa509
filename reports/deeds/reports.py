"""Starting a report and filling in its cover sheet."""

import datetime
from dataclasses import dataclass
from textwrap import shorten
from typing import Any, Final, Literal

from django.utils.text import slugify

from boards import clock
from boards.dates import full_date
from boards.deeds.record import claim, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import AgendaItem, Body, Meeting, Membership, Role, User
from boards.permissions import Permission, may
from reports.chain import last_report, published_reports, told_until, would_circle
from reports.compose import numbers_of
from reports.cover_sheets import REFERRING
from reports.models import Paragraph, Publication, Report, Section
from reports.permissions import may_write
from reports.references import has_typed, with_keys
from reports.report_templates import CHAIRS_REPORT, ReportTemplate, author_line, signature
from reports.typed import tidy

LONGEST_TITLE = 250
SLUG_LENGTH = 60  # the address stands at the foot of every printed page
LONGEST_TEXT = 20_000
BY_ITSELF: Final = "by itself"
"""The chain chooses the report that another one follows: the last one to the same body."""
Follows = Report | Literal["by itself"] | None
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
    presenter: str = ""


@deed
def start_report(
    *,
    by: User,
    body: Body,
    meeting: Meeting | None = None,
    template: ReportTemplate = CHAIRS_REPORT,
    title: str,
    period_from: datetime.date | None = None,
    period_to: datetime.date | None = None,
    follows: Follows = BY_ITSELF,
) -> Report:
    """Make a draft with the sections of ``template``, at the address it will have for good.

    It follows the last report to this body, unless ``follows`` names another one or none, and its period runs
    from where that one ended, or from ``period_from``, up to ``period_to``, by default today in London. The
    same start sent twice opens the draft that is there.

    Raises:
        Refused: without a title, for a meeting of another body, for somebody who does not report to it, for a
            report to follow that is not in the chain, and for a period that cannot be.
    """
    title = " ".join(tidy(title).split())
    refuse_start(by=by, body=body, meeting=meeting, title=title)
    before = last_report(by, body, meeting) if follows == BY_ITSELF else follows
    refuse_follows(by, body, before)
    period_from = period_from or (told_until(before) if before else None)
    period_to = period_to or clock.today()
    refuse_period(period_from, period_to, meeting)
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)  # two starts at once wait for each other
    if again := started_already(by, body, meeting, title):
        unchanged()
        return again
    report = open_report(
        by=by,
        body=body,
        meeting=meeting,
        title=title,
        follows=before,
        period_from=period_from,
        period_to=period_to,
        **cover_at_first(template, by, body),
    )
    lay_out(report, template)
    record(by=by, deed="started", about=report, after=facts(report))
    return report


@deed
def fill_in_cover(*, by: User, report: Report, version: int, cover: CoverSheet) -> Report:
    """Save the cover sheet. Empty fields are kept as they are: a draft may have gaps, a submission not.
    A paragraph named as {3.7} is tied to, and goes on being named whatever its number becomes.

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
    tie_references(fresh)
    fresh.save()
    record(by=by, deed="filled in the cover sheet of", about=fresh, before=before, after=facts(fresh))
    return fresh


@deed
def set_period(
    *,
    by: User,
    report: Report,
    version: int,
    follows: Report | None,
    period_from: datetime.date | None,
    period_to: datetime.date,
) -> Report:
    """Say which report this one follows and of which days it tells. What was carried forward already stays.

    Raises:
        Refused: to anybody but the writers of a draft, for a report that is not in the chain or leads back to
            this one, and for a period that cannot be.
        Stale: when it was saved in another window in between.
    """
    refuse_follows(by, report.body, follows, report)
    refuse_period(period_from, period_to, report.meeting)
    fresh = claim(report, version)
    if not may_write(by, fresh):
        raise Refused(NOT_YOURS)
    before = facts(fresh) | {"version": version}
    fresh.follows, fresh.period_from, fresh.period_to = follows, period_from, period_to
    fresh.save(update_fields=["follows", "period_from", "period_to", "version"])
    record(by=by, deed="set the period of", about=fresh, before=before, after=facts(fresh))
    return fresh


def open_report(*, by: User, body: Body, meeting: Meeting | None, title: str, **filled_in: Any) -> Report:
    """A draft at the address that it will have for good, with ``filled_in`` on its cover sheet.

    Call it in a deed that holds the body's lock, or two reports to it opened at once would want one address.
    """
    publication = Publication.objects.create(
        kind=Publication.Kind.REPORT, slug=free_slug(title, meeting), body=body, meeting=meeting
    )
    return Report.objects.create(
        publication=publication, body=body, meeting=meeting, author=by, title=title, **filled_in
    )


def started_already(by: User, body: Body, meeting: Meeting | None, title: str) -> Report | None:
    same = Report.objects.filter(author=by, body=body, meeting=meeting, title=title, state=Report.State.DRAFT)
    return same.select_related("publication").first()


def cover_at_first(template: ReportTemplate, by: User, body: Body) -> dict[str, Any]:
    """What the cover sheet says before its author fills it in."""
    office = office_of(by, body)
    return {
        "author_line": author_line(office, body)[:LONGEST_TITLE],
        "signature": signature(office, body),
        "implications": dict.fromkeys(template.implications, ""),
    }


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


def refuse_follows(reader: User, body: Body, follows: Report | None, report: Report | None = None) -> None:
    if follows is None or (report and report.follows_id == follows.pk):
        return
    if not published_reports(reader, body).filter(pk=follows.pk).exists():
        raise Refused(
            f"A report follows one that was published to the same body. Choose a report to the {body.name}.",
            field="follows",
        )
    if report and would_circle(report, follows):
        raise Refused("That report follows this one. Choose an earlier one.", field="follows")


def refuse_period(
    period_from: datetime.date | None, period_to: datetime.date, meeting: Meeting | None
) -> None:
    """A period ends after it begins, and by the day of the meeting; by today where there is none."""
    if period_from and period_to < period_from:
        raise Refused(
            f"The period begins on {full_date(period_from)}, so it cannot end before that. "
            "Choose a later last day, or let it begin earlier.",
            field="period_to",
        )
    latest = max(clock.today(), meeting.date) if meeting else clock.today()
    if period_to > latest:
        why = "the day of the meeting" if meeting and latest == meeting.date else "today"
        raise Refused(
            f"A report tells what was done by {why}. Choose {full_date(latest)} or a day before.",
            field="period_to",
        )


def tie_references(report: Report) -> None:
    texts = {name: getattr(report, name) for name in REFERRING}
    if not any(has_typed(text) for text in (*texts.values(), *report.implications.values())):
        return
    numbers = numbers_of(report)
    for name, text in texts.items():
        setattr(report, name, with_keys(text, numbers))
    report.implications = {kind: with_keys(text, numbers) for kind, text in report.implications.items()}


def refuse_cover(cover: CoverSheet) -> None:
    if not cover.title.strip():
        raise Refused("Give the report a title.", field="title")
    if cover.aim not in AgendaItem.Aim.values:
        raise Refused("Choose whether the report is for information, decision or discussion.", field="aim")
    for name in ("title", "author_line", "presenter"):
        if len(getattr(cover, name)) > LONGEST_TITLE:
            raise Refused(f"Keep this to {LONGEST_TITLE} characters.", field=name)
    for name in ("purpose", "key_issues", "recommendations", "signature", "background_papers"):
        if len(getattr(cover, name)) > LONGEST_TEXT:
            raise Refused(f"Keep this to {LONGEST_TEXT:,} characters.", field=name)


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
