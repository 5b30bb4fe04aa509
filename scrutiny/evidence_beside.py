"""What stands behind the paragraphs of a published paper, drawn beside the frozen page for one reader.

The record stays as it was published: this is the one place where the page adds to it, and it asks each time
what the reader may see, since minutes come out later and papers are withdrawn.
"""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from boards.models import Reader
from reports.evidence.reading import behind_edition
from reports.models import Edition, Publication


def evidence_beside(edition: Edition, reader: Reader) -> dict[str, SafeString]:
    """A mark for each paragraph with something behind it that ``reader`` may know of, by anchor.

    Reports alone have evidence: of anything else nothing is asked. Two queries at most for the public.
    """
    if edition.publication.kind != Publication.Kind.REPORT:
        return {}
    return {
        behind.anchor: render_to_string("scrutiny/reading/parts/evidence.html", {"behind": behind})
        for behind in behind_edition(edition, reader)
    }
