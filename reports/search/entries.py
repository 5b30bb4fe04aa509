"""From an edition to rows of the public index: one for each paragraph, one for the paper itself."""

from collections.abc import Iterator

from django.utils import timezone

from reports.frozen_sections import frozen_sections
from reports.models import Edition, Publication, SearchEntry
from reports.search.words import plain


def index_edition(edition: Edition) -> None:
    """Put this edition in the index in place of the earlier one. Call it in the deed that publishes."""
    remove_publication(edition.publication)
    entries = [_entry_of_paper(edition), *_entries_of_paragraphs(edition)]
    SearchEntry.objects.bulk_create(entries, batch_size=500)


def remove_publication(publication: Publication) -> None:
    """Leave no word of this publication in the index. Call it in the transaction that withdraws."""
    SearchEntry.objects.filter(publication=publication).delete()


def _entry_of_paper(edition: Edition) -> SearchEntry:
    cover = edition.data.get("cover") or {}
    said = dict.fromkeys(part for part in (edition.summary, cover.get("purpose"), edition.author) if part)
    return _entry(edition, heading=edition.title, text="\n".join(said))


def _entries_of_paragraphs(edition: Edition) -> Iterator[SearchEntry]:
    for section in frozen_sections(edition):
        for each in (*section.paragraphs, *section.resolutions):
            anchor = each.anchor or section.anchor
            yield _entry(edition, anchor=anchor, number=each.number, text=each.text)


def _entry(
    edition: Edition, *, text: str, heading: str = "", anchor: str = "", number: str = ""
) -> SearchEntry:
    return SearchEntry(
        publication=edition.publication,
        anchor=anchor[:60],
        number=number[:30],
        title=edition.title,
        heading=plain(heading),
        body_name=edition.body_name,
        date=edition.meeting_date or timezone.localdate(edition.published_at),
        text=plain(text),
    )
