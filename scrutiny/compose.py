"""From the rows of working minutes to the complete paper that is previewed and published."""

from dataclasses import dataclass

from django.db.models import Prefetch

from boards.dates import full_time, plain_date
from boards.models import Attendance, Meeting
from boards.restrictions import is_private, public_title, with_parents
from reports.composed import (
    ComposedBullet,
    ComposedPaper,
    ComposedParagraph,
    ComposedSection,
    CoverRow,
    paragraph_anchor,
    section_anchor,
)
from reports.markdown import plain_text, render_block, render_inline, text_of
from reports.typed import read_typed
from scrutiny.models import Minute, MinuteParagraph, Minutes, NumberingRule, Resolution
from scrutiny.numbering import Before, NumberedItem, municipal_year, number_items
from scrutiny.recorded import FROM_THE_RECORD, declarations, recorded_vote, unnumbered, urgency

HOW = Attendance.How
ATTENDANCE_ROWS = (
    ("Present", (HOW.PRESENT, HOW.SUBSTITUTE)),
    ("Apologies", (HOW.APOLOGIES,)),
    ("Absent", (HOW.ABSENT,)),
    ("In attendance", (HOW.IN_ATTENDANCE, HOW.IN_ATTENDANCE_REMOTE)),
)


PRIVATE = "(p)"
"""What stands at the desk in place of the number of a paragraph that is not published."""


@dataclass(frozen=True, slots=True)
class NumberedMinute:
    """A minute where it stands: its number, and its paragraphs with theirs."""

    row: Minute
    number: str
    paragraphs: tuple[tuple[MinuteParagraph, str], ...]
    summary_number: str = ""
    """Of the one paragraph that readers have of an item taken in private."""

    @property
    def is_private(self) -> bool:
        return is_private(self.row.item)

    @property
    def resolution(self) -> Resolution | None:
        return getattr(self.row, "resolution", None)


def numbered_minutes(minutes: Minutes) -> list[NumberedMinute]:
    """The minutes item by item in agenda order, numbered by the rule of their day, in four queries or five.

    An imported paragraph keeps the number it bore; an empty one has none, because it is not yet there. An
    item taken in private has one number for its public summary, so that no number tells how much was said.
    """
    standing = MinuteParagraph.objects.filter(removed_at=None)
    rows = list(
        minutes.items.select_related("item__restriction", "resolution").prefetch_related(
            Prefetch("paragraphs", queryset=standing), *FROM_THE_RECORD
        )
    )
    with_parents(row.item for row in rows)
    numbers = numbers_for(minutes, [count_of(row) for row in rows])
    return [numbered(row, number) for row, number in zip(rows, numbers, strict=True)]


def count_of(row: Minute) -> int:
    """How many numbered paragraphs readers have of an item."""
    if is_private(row.item):
        return 1
    return sum(1 for paragraph in row.paragraphs.all() if paragraph.text.strip())


def numbers_for(minutes: Minutes, paragraphs: list[int]) -> list[NumberedItem]:
    meeting = minutes.meeting
    rule = meeting.body.numbering_rules.filter(since__lte=meeting.date).first()
    scheme = rule.scheme if rule else NumberingRule.Scheme.PER_MEETING
    first = rule.first_number if rule else 1
    before = minuted_before(meeting, rule)
    return number_items(scheme, paragraphs, day=meeting.date, first=first, before=before)


def minuted_before(meeting: Meeting, rule: NumberingRule | None) -> Before:
    """What was minuted before ``meeting`` in its municipal year, since the rule began."""
    began = meeting.date.replace(year=municipal_year(meeting.date), month=5, day=1)
    earlier = Minutes.objects.filter(
        meeting__body=meeting.body,
        meeting__date__lt=meeting.date,
        meeting__date__gte=max(began, rule.since) if rule else began,
    )
    return Before(items=Minute.objects.filter(minutes__in=earlier).count(), meetings=earlier.count())


def numbered(row: Minute, given: NumberedItem) -> NumberedMinute:
    if is_private(row.item):
        unnumbered = tuple((paragraph, PRIVATE) for paragraph in row.paragraphs.all())
        return NumberedMinute(row, given.number, unnumbered, summary_number=given.paragraphs[0])
    numbers = iter(given.paragraphs)
    paragraphs = []
    for paragraph in row.paragraphs.all():
        derived = next(numbers) if paragraph.text.strip() else ""
        paragraphs.append((paragraph, paragraph.typed_number or derived))
    return NumberedMinute(row, row_number(paragraphs, given.number), tuple(paragraphs))


def row_number(paragraphs: list[tuple[MinuteParagraph, str]], derived: str) -> str:
    """The item's number: that of its first imported paragraph without its last part, else the derived."""
    typed = next((paragraph.typed_number for paragraph, _ in paragraphs if paragraph.typed_number), "")
    return typed.rpartition(".")[0] or derived


def compose_minutes(minutes: Minutes, edition: int | None = None) -> ComposedPaper:
    """The minutes as they will be read. ``edition`` is None for a preview; only that word differs."""
    meeting = minutes.meeting
    items = enumerate(numbered_minutes(minutes), start=1)
    return ComposedPaper(
        kind="minutes",
        title=f"Minutes of the {meeting.body_name}, {plain_date(meeting.date)}",
        body_name=meeting.body_name,
        meeting_date=meeting.date,
        meeting_line="",
        edition=edition,
        cover=attendance_rows(meeting),
        sections=tuple(compose_item(minute, place) for place, minute in items),
        signature=(),
        background_papers=None,
        correction_reason=minutes.correction_reason,
    )


def attendance_rows(meeting: Meeting) -> tuple[CoverRow, ...]:
    """Present, apologies, absent and in attendance: four different things (domain rule 13)."""
    people = Attendance.objects.of(meeting)
    rows = [(label, [person for person in people if person.how in how]) for label, how in ATTENDANCE_ROWS]
    return tuple(
        CoverRow(label, render_inline("; ".join(as_listed(person) for person in listed)))
        for label, listed in rows
        if listed
    )


def as_listed(person: Attendance) -> str:
    """A person with everything a record says of them: "Ann (Councillor, in the chair, left at 11.20am)"."""
    said = (
        person.office,
        f"substitute for {person.substitute_for}" if person.substitute_for else "",
        "in the chair" if person.in_the_chair else "",
        "remote" if person.how == HOW.IN_ATTENDANCE_REMOTE else "",
        f"arrived at {full_time(person.arrived_at)}" if person.arrived_at else "",
        f"left at {full_time(person.left_at)}" if person.left_at else "",
    )
    extra = ", ".join(filter(None, said))
    return f"{person.name} ({extra})" if extra else person.name


def compose_item(minute: NumberedMinute, place: int) -> ComposedSection:
    if minute.is_private:
        return compose_private_item(minute, place)
    number = minute.number
    paragraphs = [
        compose_paragraph(row, given, section=number or str(place), position=position)
        for position, (row, given) in enumerate(
            [pair for pair in minute.paragraphs if pair[0].text.strip()], start=1
        )
    ]
    return ComposedSection(
        key=str(minute.row.pk),
        number=number,
        heading=minute.row.item.title,
        anchor=section_anchor(number or str(place)),
        paragraphs=(
            *urgency(minute.row, number or str(place)),
            *declarations(minute.row, number or str(place)),
            *paragraphs,
            *compose_resolution(minute, number or str(place)),
            *recorded_vote(minute.row, number or str(place)),
        ),
    )


def compose_private_item(minute: NumberedMinute, place: int) -> ComposedSection:
    """No more than the public summary, under the title that the agenda shows (LGA 1972 s.100C(2)). What was
    said and resolved stays at the desk."""
    number = minute.number
    key, summary = f"summary-{minute.row.pk}", minute.row.public_summary.strip()
    section = number or str(place)
    paragraph = compose_text(key, summary, minute.summary_number, section=section, position=1)
    return ComposedSection(
        key=str(minute.row.pk),
        number=number,
        heading=public_title(minute.row.item),
        anchor=section_anchor(section),
        paragraphs=(paragraph,) if summary else (),
    )


def compose_paragraph(row: MinuteParagraph, number: str, *, section: str, position: int) -> ComposedParagraph:
    kind = "" if row.kind == MinuteParagraph.Kind.NOTE else row.kind
    return compose_text(str(row.key), row.text, number, section=section, position=position, kind=kind)


def compose_text(
    key: str, text: str, number: str, *, section: str, position: int, kind: str = ""
) -> ComposedParagraph:
    typed = read_typed(text)[0]
    return ComposedParagraph(
        key=key,
        number=number,
        anchor=paragraph_anchor("minutes", number, section_number=section, position=position),
        html=render_block(typed.text),
        text=plain_text(typed.text),
        bullets=tuple(compose_bullet(f"{key}-{n}", text) for n, text in enumerate(typed.bullets, 1)),
        kind=kind,
    )


def compose_bullet(key: str, text: str) -> ComposedBullet:
    html = render_inline(text)
    return ComposedBullet(key=key, html=html, text=text_of(html))


def compose_resolution(minute: NumberedMinute, section: str) -> tuple[ComposedParagraph, ...]:
    """The resolution after the discussion; "No resolution" is recorded, and printed nowhere."""
    resolution = minute.resolution
    if resolution is None or resolution.verb == Resolution.Verb.NONE:
        return ()
    key, anchor = f"resolution-{resolution.pk}", f"{section}-resolution"
    return (unnumbered(key, anchor, resolution.in_house_style, kind="resolution"),)
