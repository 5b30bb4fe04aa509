"""Where somebody at the desk opens each paper that is on an agenda."""

from collections.abc import Iterable
from typing import Final

from django.urls import reverse

from boards.models import AgendaItem, Reader
from reports.models import Document, Publication, Report

READ: Final = (Report.State.PUBLISHED, Report.State.WITHDRAWN)
"""In these a report is opened where everybody reads it, or reads why it is gone."""


def paper_addresses(items: Iterable[AgendaItem], reader: Reader) -> dict[int, str]:
    """By publication: where it is prepared, for those who see it there, else where it is read.

    What ``reader`` may open nowhere has no address, nor has what is shown without its title
    (``boards.restrictions.as_public``). 3 queries, however many papers.
    """
    papers = [paper for item in items for paper in item.papers.all()]
    publications = {paper.publication.pk: paper.publication for paper in papers if paper.publication}
    prepared = [
        *Report.objects.visible_to(reader).filter(publication__in=publications).exclude(state__in=READ),
        *Document.objects.visible_to(reader).filter(publication__in=publications),
    ]
    readable = Publication.objects.visible_to(reader).filter(pk__in=publications).values_list("pk", flat=True)
    named = {pk: publication for pk, publication in publications.items() if publication.slug}
    addresses = {pk: named[pk].get_absolute_url() for pk in readable if pk in named}
    for row in prepared:
        if row.publication_id in named:
            kind = named[row.publication_id].kind
            addresses[row.publication_id] = reverse(f"reports:{kind}", args=[named[row.publication_id].slug])
    return addresses
