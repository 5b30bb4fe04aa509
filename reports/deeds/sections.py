"""The sections of a report: added, moved, removed."""

import uuid

from boards import clock
from boards.deeds.record import deed, record
from boards.deeds.refusals import Refused
from boards.models import User
from reports.deeds.draft import lock_draft, section_of
from reports.deeds.order import Way, log_move, put_sections_in_order, standing_in
from reports.deeds.wordings import text_of
from reports.models import Paragraph, Report, Section


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
    place = list(report.sections.all()).index(section)
    return placed(by, report, section, place - 1 if way == "up" else place + 1)


@deed
def section_to(*, by: User, report: Report, order: str, key: uuid.UUID, after: uuid.UUID) -> Section:
    """A whole section behind another one, or first of all when ``after`` is its own key."""
    lock_draft(by, report, order)
    section = section_of(report, key)
    if after == key:
        return placed(by, report, section, 0)
    others = [each for each in report.sections.all() if each != section]
    return placed(by, report, section, others.index(section_of(report, after)) + 1)


def placed(by: User, report: Report, section: Section, place: int) -> Section:
    """The section at a place counted from 0, or at the edge that is nearest to it; logged."""
    sections = list(report.sections.all())
    before = sections.index(section)
    after = min(max(place, 0), len(sections) - 1)
    sections.insert(after, sections.pop(before))
    put_sections_in_order(sections)
    key = str(section.key)
    log_move(by, report, {"section": key, "place": before + 1}, {"section": key, "place": after + 1})
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
