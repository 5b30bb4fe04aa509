"""What changed, as an article: the page for readers, its PDF and the author's own view are made from it."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from boards.dates import full_date
from boards.deeds.chain import digest
from reports.changes import Comparison, compare_papers
from reports.composed import TEMPLATE_VERSION
from reports.models import Edition

CHANGES_VERSION: Final = f"changes-{TEMPLATE_VERSION}-2"
"""Another one has every PDF of changes made anew, which are asked for from then on."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two editions, as the article names it and leads to it; a draft has no address."""

    title: str
    place: str
    address: str = ""
    not_for_publication: str = ""


def side_of(edition: Edition, site: str = "") -> Side:
    """``edition`` comes with its publication and, for minutes, their meeting and its body."""
    when = full_date(edition.meeting_date) if edition.meeting_date else ""
    said = (edition.body_name, when, f"Edition {edition.number}")
    return Side(
        title=edition.title,
        place=" · ".join(part for part in said if part),
        address=f"{site}{edition.publication.get_absolute_url()}{edition.number}/",
        not_for_publication=edition.not_for_publication,
    )


def compare_editions(then: Edition, now: Edition) -> Comparison:
    """The reasons are those that were frozen with ``now``: they say why it differs from the one before it."""
    return compare_papers((then.html, then.data), (now.html, now.data))


def article_of(then: Edition, now: Edition, *, whole: bool = False, site: str = "") -> dict[str, Any]:
    """What the template of the article is drawn with. ``site`` makes its links complete, for a file."""
    comparison = compare_editions(then, now)
    return {
        "then": side_of(then, site),
        "now": side_of(now, site),
        "comparison": comparison,
        "groups": comparison.groups(whole=whole),
        "whole": whole,
        "restricted": now.not_for_publication or then.not_for_publication,
        "correction": now.reason if is_next(then, now) and not now.is_release else "",
    }


def is_next(then: Edition, now: Edition) -> bool:
    return then.publication_id == now.publication_id and now.number == then.number + 1


def changes_html(then: Edition, now: Edition) -> SafeString:
    """The finished article for a file: only what changed, with complete links."""
    name = f"papers/{TEMPLATE_VERSION}/changes.html"
    return render_to_string(name, article_of(then, now, site=settings.SITE_URL))


def changes_sha256(then: Edition, now: Edition) -> str:
    """What the PDF of changes is kept under: it can stand for no other two editions, nor for other words."""
    return digest({"changes": CHANGES_VERSION, "then": then.hash, "now": now.hash})
