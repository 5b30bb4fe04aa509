"""The reports that an author can start from: their sections, and how the cover sheet is filled at first."""

from dataclasses import dataclass
from typing import Final

from boards.models import Body, Membership


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """``implications`` are the kinds that the cover sheet asks for; ``activity_section`` takes the log."""

    slug: str
    name: str
    sections: tuple[str, ...]
    activity_section: str
    implications: tuple[str, ...]


CHAIRS_REPORT: Final = ReportTemplate(
    slug="chairs-report",
    name="Chair's report to a board or committee",
    sections=("Introduction", "Activity programme", "Analysis", "Conclusion"),
    activity_section="Activity programme",
    implications=("financial",),
)

TEMPLATES: Final = {template.slug: template for template in (CHAIRS_REPORT,)}


def author_line(membership: Membership | None, body: Body) -> str:
    """ "Independent Chair of the Improvement Board – Helen Ashdown": the office before the name."""
    return " – ".join(part for part in (office_line(membership, body), name_of(membership)) if part)


def signature(membership: Membership | None, body: Body) -> str:
    """Name and office, one on each line, as they stand under the report."""
    return "\n".join(part for part in (name_of(membership), office_line(membership, body)) if part)


def office_line(membership: Membership | None, body: Body) -> str:
    if membership is None:
        return ""
    office = membership.office or membership.get_role_display()
    return office if body.name.lower() in office.lower() else f"{office} of the {body.name}"


def name_of(membership: Membership | None) -> str:
    return membership.user.name if membership else ""
