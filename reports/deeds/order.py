"""Where paragraphs stand: places without gaps in each section, and the deeds that move a paragraph."""

import uuid
from collections.abc import Iterable
from typing import Literal

from boards.deeds.record import deed, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import User
from reports.deeds.draft import lock_draft, paragraph_of
from reports.models import Paragraph, Report, Section

Way = Literal["up", "down"]


@deed
def move_paragraph(*, by: User, report: Report, order: str, key: uuid.UUID, way: Way) -> Paragraph:
    """One place up or down; from the edge of its section into the next one."""
    lock_draft(by, report, order)
    paragraph = standing_paragraph(report, key)
    before = place_of(paragraph)
    if way == "up":
        move_up(paragraph)
    else:
        move_down(paragraph)
    paragraph.refresh_from_db()
    log_move(by, report, before, place_of(paragraph))
    return paragraph


@deed
def move_to(*, by: User, report: Report, order: str, key: uuid.UUID, after: uuid.UUID) -> Paragraph:
    """Behind another paragraph, or first in a section when ``after`` is a section's key."""
    lock_draft(by, report, order)
    paragraph = standing_paragraph(report, key)
    before = place_of(paragraph)
    if after != key:
        section, place = whereabouts(report, after)
        old, standing = paragraph.section, standing_in(section)
        others = [each for each in standing[:place] if each != paragraph]
        behind = [each for each in standing[place:] if each != paragraph]
        put_in_order(section, [*others, paragraph, *behind])
        put_in_order(old, standing_in(old))
        paragraph.refresh_from_db()
    log_move(by, report, before, place_of(paragraph))
    return paragraph


def standing_paragraph(report: Report, key: uuid.UUID) -> Paragraph:
    """A paragraph that was not removed.

    Raises:
        Refused: when it was removed, or is not of this report.
    """
    paragraph = paragraph_of(report, key)
    if paragraph.removed_at:
        raise Refused("This paragraph was removed. Put it back first.")
    return paragraph


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
    """Give ``paragraphs`` the places 1, 2, 3 … of a section; those without a row get one."""
    added, moved = list[Paragraph](), list[Paragraph]()
    for position, paragraph in enumerate(paragraphs, start=1):
        if (paragraph.section_id, paragraph.position) != (section.pk, position):
            paragraph.section, paragraph.position = section, position
            (moved if paragraph.pk else added).append(paragraph)
    Paragraph.objects.bulk_create(added, batch_size=200)
    Paragraph.objects.bulk_update(moved, ["section", "position"], batch_size=200)


def put_sections_in_order(sections: Iterable[Section]) -> None:
    for position, section in enumerate(sections, start=1):
        if section.pk is None:
            section.position = position
            section.save(force_insert=True)
        elif section.position != position:
            section.position = position
            section.save(update_fields=["position"])


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
