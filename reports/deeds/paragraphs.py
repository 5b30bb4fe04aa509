"""Writing a report: its headings and paragraphs, their order, and the log on its way into them.

Every deed here locks the report first, so two windows of one author take turns. What was typed is written
before anything is moved; ``order`` says which order of paragraphs the author was looking at, so that a step
sent twice, or from a window left behind, is not taken on something else.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from boards import clock
from boards.deeds.chain import digest
from boards.deeds.record import deed, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.bullets import Line, align
from reports.deeds.reports import NOT_YOURS
from reports.models import Bullet, Paragraph, Report, Section
from reports.permissions import may_write
from reports.since_last_report import INTRODUCTION, LoggedBullet, activities_to_insert, bullets_since
from reports.typed import LONGEST, Typed, as_typed, read_typed, tidy

LONGEST_HEADING = 200
TOO_LONG = (
    "This paragraph has {length:,} characters, and {most:,} is the most. Shorten it, or divide it in two."
)
BEHIND = (
    "What you typed is saved, but the paragraphs were moved in another window, so nothing else was done. "
    "Look at the order as it is now and try again."
)

LAST = 1_000_000

Way = Literal["up", "down"]
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """What stands in a paragraph's box, drawn from ``version``; ``after`` places one made in the browser."""

    key: uuid.UUID
    version: int
    typed: str
    after: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class HeadingChange:
    key: uuid.UUID
    version: int
    heading: str


@dataclass(frozen=True, slots=True)
class Changes:
    headings: Sequence[HeadingChange] = ()
    paragraphs: Sequence[ParagraphChange] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody, perhaps the author in another window, saved ``theirs`` in between; ``yours`` is not saved."""

    theirs: str
    yours: str
    version: int


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a write: texts before and after and new versions by key; what was not saved, and why."""

    before: Texts = field(default_factory=dict)
    after: Texts = field(default_factory=dict)
    versions: dict[uuid.UUID, int] = field(default_factory=dict)
    clashes: dict[uuid.UUID, Clash] = field(default_factory=dict)
    refused: dict[uuid.UUID, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not self.clashes and not self.refused


@deed
def write_report(*, by: User, report: Report, changes: Changes) -> Written:
    """Save what stands in the boxes. Boxes that were not touched are skipped, by text and not by version.

    A box drawn from an older version is not saved but told with both texts; one over 100,000 characters is
    told with a sentence; the rest is saved all the same. Words after a blank line become the next paragraph.

    Raises:
        Refused: to anybody but the author of a draft.
    """
    lock_draft(by, report)
    written = Written()
    write_headings(report, changes.headings, written)
    write_paragraphs(report, changes.paragraphs, written)
    if written.before or written.after:
        record(by=by, deed="wrote", about=report, before=written.before, after=written.after)
    else:
        unchanged()
    return written


@deed
def add_paragraph(*, by: User, report: Report, order: str, after: uuid.UUID) -> Paragraph:
    """An empty paragraph after a paragraph, or first in a section; one that is empty already will do."""
    lock_draft(by, report, order)
    section, place = whereabouts(report, after)
    standing = standing_in(section)
    beside = standing[place : place + 1]
    if beside and not text_of(beside[0]):
        unchanged()
        return beside[0]
    added = Paragraph(section=section)
    put_in_order(section, [*standing[:place], added, *standing[place:]])
    record(by=by, deed="added a paragraph to", about=report, after={"paragraph": str(added.key)})
    return added


@deed
def move_paragraph(*, by: User, report: Report, order: str, key: uuid.UUID, way: Way) -> Paragraph:
    """One place up or down; from the edge of its section into the next one."""
    lock_draft(by, report, order)
    paragraph = paragraph_of(report, key)
    if paragraph.removed_at:
        raise Refused("This paragraph was removed. Put it back before you move it.")
    before = place_of(paragraph)
    if way == "up":
        move_up(paragraph)
    else:
        move_down(paragraph)
    paragraph.refresh_from_db()
    log_move(by, report, before, place_of(paragraph))
    return paragraph


@deed
def remove_paragraph(*, by: User, report: Report, key: uuid.UUID) -> Paragraph:
    """Take a paragraph out. Its row, its text and its bullets stay, and it can be put back."""
    lock_draft(by, report)
    paragraph = paragraph_of(report, key)
    if paragraph.removed_at:
        unchanged()
        return paragraph
    paragraph.removed_at = clock.now()
    paragraph.version += 1
    paragraph.save(update_fields=["removed_at", "version"])
    put_in_order(paragraph.section, standing_in(paragraph.section))
    record(by=by, deed="removed a paragraph from", about=report, before={str(key): text_of(paragraph)})
    return paragraph


@deed
def restore_paragraph(*, by: User, report: Report, key: uuid.UUID) -> Paragraph:
    """Put a removed paragraph back where it stood, or last where its section has become shorter."""
    lock_draft(by, report)
    paragraph = paragraph_of(report, key)
    if paragraph.removed_at is None:
        unchanged()
        return paragraph
    put_back(paragraph)
    record(by=by, deed="put a paragraph back into", about=report, after={str(key): text_of(paragraph)})
    return paragraph


@deed
def add_section(*, by: User, report: Report, order: str, after: uuid.UUID | None = None) -> Section:
    """A section without a heading yet and with one empty paragraph, after another one or last."""
    lock_draft(by, report, order)
    sections = list(report.sections.all())
    place = next((place for place, each in enumerate(sections, start=1) if each.key == after), len(sections))
    added = Section(report=report)
    put_sections_in_order([*sections[:place], added, *sections[place:]])
    Paragraph.objects.create(section=added, position=1)
    record(by=by, deed="added a section to", about=report, after={"section": str(added.key)})
    return added


@deed
def move_section(*, by: User, report: Report, order: str, key: uuid.UUID, way: Way) -> Section:
    """A whole section one place up or down; at the edge of the report it stays."""
    lock_draft(by, report, order)
    section = section_of(report, key)
    sections = list(report.sections.all())
    place = sections.index(section)
    other = max(place - 1, 0) if way == "up" else min(place + 1, len(sections) - 1)
    sections.insert(other, sections.pop(place))
    put_sections_in_order(sections)
    log_move(by, report, {"section": str(key), "place": place + 1}, {"section": str(key), "place": other + 1})
    return section


@deed
def remove_section(*, by: User, report: Report, order: str, key: uuid.UUID) -> None:
    """Take out a section in which nothing stands; its removed paragraphs move to the section before it.

    Raises:
        Refused: while there is text in it, or when it is the last one.
    """
    lock_draft(by, report, order)
    section = section_of(report, key)
    others = [each for each in report.sections.all() if each != section]
    if any(text_of(paragraph) for paragraph in standing_in(section)):
        raise Refused("There is text in this section. Move or remove its paragraphs first.")
    if not others:
        raise Refused("A report has at least one section. Change the heading instead.")
    heir = next((each for each in reversed(others) if each.position < section.position), others[0])
    for paragraph in section.paragraphs.all():
        paragraph.section, paragraph.removed_at = heir, paragraph.removed_at or clock.now()
        paragraph.save(update_fields=["section", "removed_at"])
    record(by=by, deed="removed a section from", about=report, before={str(key): section.heading})
    section.delete()
    put_sections_in_order(others)


@deed
def insert_activities(
    *, by: User, report: Report, order: str, into: uuid.UUID, until: datetime.date | None = None
) -> int:
    """Write what was logged since the last report as bullets tied to their entries; return how many.

    They join the paragraph that tells such activities already, or else come last in the section ``into``.
    ``until`` is a London date, by default today, and becomes the end of the report's period.

    Raises:
        Refused: when every activity with a sentence is in the report already.
    """
    locked = lock_draft(by, report, order)
    until = until or clock.today()
    bullets = bullets_since(activities_to_insert(locked, until))
    if not bullets:
        raise Refused("Everything in your activity log since the last report is in this report already.")
    paragraph = telling_paragraph(report) or room_at_the_end(section_of(report, into))
    before = text_of(paragraph)
    append_bullets(paragraph, bullets)
    locked.period_to = max(filter(None, (locked.period_to, until)))
    locked.save(update_fields=["period_to"])
    record(
        by=by,
        deed="inserted logged activities into",
        about=report,
        before={str(paragraph.key): before},
        after={
            str(paragraph.key): text_of(paragraph_of(report, paragraph.key)),
            "activities": [bullet.activity.pk for bullet in bullets],
        },
    )
    return len(bullets)


def order_of(report: Report) -> str:
    """A short name for the present order of sections and paragraphs."""
    sections = report.sections.values_list("key", flat=True)
    standing = Paragraph.objects.filter(section__report=report, removed_at=None)
    paragraphs = standing.order_by("section__position", "section__pk", "position", "pk").values_list(
        "section__key", "key"
    )
    return digest([list(sections), list(paragraphs)])[:16]


def lock_draft(by: User, report: Report, order: str | None = None) -> Report:
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if not may_write(by, locked):
        raise Refused(NOT_YOURS)
    if order is not None and order != order_of(locked):
        raise Refused(BEHIND)
    return locked


# Headings


def write_headings(report: Report, changes: Iterable[HeadingChange], written: Written) -> None:
    rows = {section.key: section for section in report.sections.all()}
    for change in changes:
        row, heading = rows.get(change.key), " ".join(tidy(change.heading).split())
        if row is None or row.heading == heading:
            continue
        if len(heading) > LONGEST_HEADING:
            sentence = f"Keep the heading to {LONGEST_HEADING} characters. It has {len(heading)}."
            written.refused[change.key] = (sentence, change.heading)
        elif row.version != change.version:
            written.clashes[change.key] = Clash(row.heading, change.heading, row.version)
        else:
            written.before[str(row.key)], written.after[str(row.key)] = row.heading, heading
            row.heading, row.version = heading, row.version + 1
            row.save(update_fields=["heading", "version"])
            written.versions[row.key] = row.version


# Paragraphs


def write_paragraphs(report: Report, changes: Iterable[ParagraphChange], written: Written) -> None:
    paragraphs = Paragraph.objects.filter(section__report=report).select_related("section")
    rows = {row.key: row for row in paragraphs.prefetch_related("bullets")}
    targets: list[tuple[Paragraph, Typed]] = []
    old: list[Bullet] = []
    for change in changes:
        row = rows.get(change.key)
        if not is_to_write(row, change, written):
            continue
        if row is None:
            row = new_after(report, change)
            rows[row.key] = row
        elif text_of(row):
            written.before[str(row.key)] = text_of(row)
            old.extend(row.bullets.all())
        targets.extend(spread(row, read_typed(change.typed)))
    write_texts(targets, old)
    for row, typed in targets:
        written.after[str(row.key)] = as_typed(typed.text, typed.bullets)
        written.versions[row.key] = row.version


def is_to_write(row: Paragraph | None, change: ParagraphChange, written: Written) -> bool:
    """Whether a box holds something new that may be saved; if it may not, say so in ``written``."""
    typed = read_typed(change.typed)
    if row is None and change.after is None:
        return False
    if row is not None and typed == read_typed(text_of(row)):
        return False
    if len(change.typed) > LONGEST:
        sentence = TOO_LONG.format(length=len(change.typed), most=LONGEST)
        written.refused[change.key] = (sentence, change.typed)
        return False
    if row is not None and row.version != change.version and row.removed_at is None:
        written.clashes[change.key] = Clash(text_of(row), change.typed, row.version)
        return False
    return True


def new_after(report: Report, change: ParagraphChange) -> Paragraph:
    """The row of a paragraph that was made in the browser, which also gave it its key."""
    try:
        section, place = whereabouts(report, change.after or change.key)
    except Refused:  # what it stood after is gone: better last than lost
        section, place = last_section(report), LAST
    standing = standing_in(section)
    taken = Paragraph.objects.filter(section__report=report, key=change.key).exists()
    row = Paragraph(section=section, key=uuid.uuid4() if taken else change.key, version=0)
    put_in_order(section, [*standing[:place], row, *standing[place:]])
    return row


def spread(row: Paragraph, typed: list[Typed]) -> list[tuple[Paragraph, Typed]]:
    """One box's paragraphs on their rows: the first keeps the row, the others get rows after it."""
    if row.removed_at:
        put_back(row)
    added = [Paragraph(section=row.section, version=0) for _ in typed[1:]]
    if added:
        standing = standing_in(row.section)
        place = standing.index(row) + 1
        put_in_order(row.section, [*standing[:place], *added, *standing[place:]])
    return list(zip([row, *added], typed, strict=True))


def write_texts(targets: Sequence[tuple[Paragraph, Typed]], old: Sequence[Bullet]) -> None:
    for row, typed in targets:
        row.text, row.version = typed.text, row.version + 1
        row.save(update_fields=["text", "version"])
    new = [
        Bullet(paragraph=row, position=position, text=text)
        for row, typed in targets
        for position, text in enumerate(typed.bullets, start=1)
    ]
    matched = align([line_of(bullet) for bullet in old], [line_of(bullet) for bullet in new])
    kept, fresh = [], []
    for bullet, index in zip(new, matched, strict=True):
        if index is None:
            fresh.append(bullet)
        else:
            kept.append(continued(old[index], bullet))
    gone = {bullet.pk for bullet in old} - {bullet.pk for bullet in kept}
    Bullet.objects.filter(pk__in=gone).delete()
    Bullet.objects.bulk_update(kept, ["paragraph", "position", "text"], batch_size=200)
    Bullet.objects.bulk_create(fresh, batch_size=200)


def line_of(bullet: Bullet) -> Line:
    return Line(bullet.paragraph_id, bullet.text)


def continued(old: Bullet, new: Bullet) -> Bullet:
    old.paragraph, old.position, old.text = new.paragraph, new.position, new.text
    return old


def text_of(paragraph: Paragraph) -> str:
    """The paragraph as it stands in its box."""
    return as_typed(paragraph.text, (bullet.text for bullet in paragraph.bullets.all()))


# Order


def paragraph_of(report: Report, key: uuid.UUID) -> Paragraph:
    found = Paragraph.objects.filter(section__report=report, key=key).select_related("section").first()
    if found is None:
        raise Refused("This paragraph is not in the report any more.")
    return found


def last_section(report: Report) -> Section:
    section = report.sections.last()
    if section is None:
        raise Refused("This report has no sections. Add one first.")
    return section


def section_of(report: Report, key: uuid.UUID) -> Section:
    found = report.sections.filter(key=key).first()
    if found is None:
        raise Refused("This section is not in the report any more.")
    return found


def whereabouts(report: Report, after: uuid.UUID) -> tuple[Section, int]:
    """Section and place that come after a paragraph; for a section's key, its first place."""
    section = report.sections.filter(key=after).first()
    if section:
        return section, 0
    paragraph = paragraph_of(report, after)
    standing = standing_in(paragraph.section)
    place = standing.index(paragraph) + 1 if paragraph in standing else len(standing)
    return paragraph.section, place


def standing_in(section: Section) -> list[Paragraph]:
    standing = section.paragraphs.filter(removed_at=None)
    return list(standing.select_related("section").prefetch_related("bullets"))


def put_in_order(section: Section, paragraphs: Iterable[Paragraph]) -> None:
    for position, paragraph in enumerate(paragraphs, start=1):
        if paragraph.pk is None:
            paragraph.position = position
            paragraph.save(force_insert=True)
        elif (paragraph.section_id, paragraph.position) != (section.pk, position):
            paragraph.section, paragraph.position = section, position
            paragraph.save(update_fields=["section", "position"])


def put_sections_in_order(sections: Iterable[Section]) -> None:
    for position, section in enumerate(sections, start=1):
        if section.pk is None:
            section.position = position
            section.save(force_insert=True)
        elif section.position != position:
            section.position = position
            section.save(update_fields=["position"])


def put_back(paragraph: Paragraph) -> None:
    standing, place = standing_in(paragraph.section), max(paragraph.position - 1, 0)
    paragraph.removed_at = None
    paragraph.version += 1
    paragraph.save(update_fields=["removed_at", "version"])
    put_in_order(paragraph.section, [*standing[:place], paragraph, *standing[place:]])


def move_up(paragraph: Paragraph) -> None:
    section = paragraph.section
    standing = standing_in(section)
    place = standing.index(paragraph)
    if place:
        standing.insert(place - 1, standing.pop(place))
        put_in_order(section, standing)
        return
    before = section.report.sections.filter(position__lt=section.position).last()
    if before:
        put_in_order(section, standing[1:])
        put_in_order(before, [*standing_in(before), paragraph])


def move_down(paragraph: Paragraph) -> None:
    section = paragraph.section
    standing = standing_in(section)
    place = standing.index(paragraph)
    if place < len(standing) - 1:
        standing.insert(place + 1, standing.pop(place))
        put_in_order(section, standing)
        return
    after = section.report.sections.filter(position__gt=section.position).first()
    if after:
        put_in_order(section, standing[:-1])
        put_in_order(after, [paragraph, *standing_in(after)])


def place_of(paragraph: Paragraph) -> dict[str, object]:
    section = paragraph.section
    return {"paragraph": str(paragraph.key), "section": section.position, "place": paragraph.position}


def log_move(by: User, report: Report, before: dict[str, object], after: dict[str, object]) -> None:
    if before == after:
        unchanged()
    else:
        record(by=by, deed="moved a part of", about=report, before=before, after=after)


# The log's way in


def telling_paragraph(report: Report) -> Paragraph | None:
    """The paragraph that tells logged activities already."""
    tied = Paragraph.objects.filter(section__report=report, removed_at=None, bullets__activity__isnull=False)
    return tied.order_by("-section__position", "-position").first()


def room_at_the_end(section: Section) -> Paragraph:
    """The section's last paragraph while it is empty, or a new one behind it."""
    standing = standing_in(section)
    if standing and not text_of(standing[-1]):
        paragraph = standing[-1]
    else:
        paragraph = Paragraph(section=section, version=0)
        put_in_order(section, [*standing, paragraph])
    paragraph.text = INTRODUCTION
    return paragraph


def append_bullets(paragraph: Paragraph, bullets: Sequence[LoggedBullet]) -> None:
    paragraph.version += 1
    paragraph.save(update_fields=["text", "version"])
    places = range(paragraph.bullets.count() + 1, paragraph.bullets.count() + len(bullets) + 1)
    Bullet.objects.bulk_create(
        Bullet(paragraph=paragraph, position=position, text=bullet.text, activity=bullet.activity)
        for position, bullet in zip(places, bullets, strict=True)
    )
