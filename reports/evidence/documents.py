"""Evidence that was uploaded: letters, slides and figures, as readers have them now."""

from django.db.models import Q

from boards.models import User
from reports.evidence.editions import EditionKind, SeenEdition, find_editions, seen_editions
from reports.evidence.kinds import MOST_CHOICES, Choice
from reports.evidence.targets import as_place, with_every_word
from reports.models import Document, Edition, Publication, Report
from reports.models.publications import EditionQuerySet

NOT_PUBLIC = "It is not for publication: readers who may not have it learn nothing of it."


class UploadedDocument(EditionKind):
    """Named by the address of its publication: readers are led to its edition of the day."""

    key = "document"
    label = "A document: a letter, slides or figures"
    source = "Document"

    def choices(self, author: User, report: Report, words: str) -> list[Choice]:
        documents = standing(author).filter(publication__kind=Publication.Kind.DOCUMENT)
        rows = with_every_word(documents, words, ("title", "body_name", "author"))
        return [choice_of(each) for each in seen_editions(rows[:MOST_CHOICES])]

    def chosen(self, author: User, report: Report, target: str) -> Choice | None:
        edition = None if as_place(target) else find_editions([target], author).get(target)
        if edition is None or edition.withdrawn_at or edition.kind != Publication.Kind.DOCUMENT:
            return None
        return choice_of(edition)


def standing(reader: User) -> EditionQuerySet:
    """The current editions that this person may read, the newest first."""
    return Edition.objects.visible_to(reader).newest().order_by("-published_at", "-pk")


def letters(reader: User) -> EditionQuerySet:
    """Letters that arrived: documents that are letters, and papers whose title says so."""
    uploaded = Document.objects.filter(kind=Document.Kind.LETTER).values("publication")
    named = Q(publication__kind=Publication.Kind.REPORT, title__icontains="letter")
    return standing(reader).filter(Q(publication__in=uploaded) | named)


def choice_of(edition: SeenEdition) -> Choice:
    kept = NOT_PUBLIC if edition.not_for_publication else ""
    return Choice(edition.slug, edition.on, edition.title, edition.body_name, kept)
