"""The line that a restricted paper bears: on its page, in its text, and on every page of its files."""

from boards.restrictions import printed_line
from reports.models import Publication


def marking_of(publication: Publication) -> str:
    """What the next edition is marked with; empty when it may be public."""
    restriction = publication.restriction
    if restriction is None or not restriction.is_in_force:
        return ""
    return printed_line(restriction, publication.body)
