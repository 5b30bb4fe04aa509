"""Where in a report something goes: the section, at the end of what it says already."""

import uuid
from collections.abc import Sequence

from django import forms

from reports.compose import NumberedSection, numbered_sections
from reports.models import Report


class SectionField(forms.ChoiceField):
    """Gives the key behind which a paragraph goes: of the section's last words, or of the empty section."""

    def __init__(self, *, report: Report, like: str = "", label: str = "Into which section?") -> None:
        self.sections = numbered_sections(report)
        choices = [(str(section.row.key), called(section)) for section in self.sections]
        super().__init__(label=label, choices=choices, initial=usual_section(self.sections, like))

    def behind(self, section: str) -> uuid.UUID:
        return next(end_of(each) for each in self.sections if str(each.row.key) == section)


def called(section: NumberedSection) -> str:
    return f"{section.number}. {section.row.heading or 'No heading yet'}"


def usual_section(sections: Sequence[NumberedSection], like: str = "") -> str:
    """The one of the same heading; else the last but one, because reports end with a conclusion."""
    same = [each for each in sections if like and each.row.heading.casefold() == like.casefold()]
    usual = same or list(sections[-2:])
    return str(usual[0].row.key) if usual else ""


def end_of(section: NumberedSection) -> uuid.UUID:
    said = [paragraph.row.key for paragraph in section.paragraphs if paragraph.number]
    return said[-1] if said else section.row.key
