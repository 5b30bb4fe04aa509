"""Letters that arrived after something was only said, for the front page of the desk."""

import datetime
from typing import Final

from django.urls import reverse

from boards.models import User
from boards.needs import Need
from reports.chain import told_as
from reports.coverage import months_before
from reports.evidence.kinds import kinds
from reports.evidence.overview import letters_since, of_reports
from reports.models import Report

MONTHS: Final = 12
"""A word that is older than this is history: no letter about it is waited for."""


def needs(user: User, today: datetime.date) -> list[Need]:
    """Reports of mine, published ones too, with paragraphs that rest on a word although a letter is there."""
    mine = Report.objects.filter(author=user).exclude(state=Report.State.WITHDRAWN)
    oldest = months_before(today, MONTHS)
    spoken = [kind.key for kind in kinds() if kind.is_spoken]
    evidence = "sections__paragraphs__evidence"
    said = mine.filter(**{f"{evidence}__kind__in": spoken, f"{evidence}__on__gte": oldest})
    rows = [row for row in of_reports(said) if row.kind not in spoken or row.on >= oldest]
    arrived = letters_since(rows, user)
    waiting: dict[Report, set[int]] = {}
    for row in rows:
        if row.pk in arrived:
            waiting.setdefault(row.paragraph.section.report, set()).add(row.paragraph_id)
    return [need(report, len(paragraphs), today) for report, paragraphs in waiting.items()]


def need(report: Report, paragraphs: int, today: datetime.date) -> Need:
    rest = "1 paragraph rests" if paragraphs == 1 else f"{paragraphs} paragraphs rest"
    about = f"A letter has arrived: {rest} on what was said, in {told_as(report)}"
    address = f"{reverse('reports:evidence', args=[report.slug])}#letters"
    return Need(today, about, "Look at the evidence", address)
