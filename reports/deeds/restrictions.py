"""Keeping a paper from the public, and releasing it at the address it always had (domain rule 8).

A restriction decides about the *next* edition. What is published stays what it was published as: a release is
an edition of its own, without the line, and the restricted editions before it stay restricted.
"""

import datetime
import secrets
from collections.abc import Iterable
from dataclasses import replace

from boards.deeds.chain import take_head
from boards.deeds.record import deed, facts, record
from boards.deeds.refusals import Refused, Stale
from boards.deeds.restrictions import LONGEST, lift, new_restriction
from boards.models import Restriction, User
from reports.compose import compose_report
from reports.compose_documents import is_as_published
from reports.composed import RELEASED, ComposedPaper
from reports.deeds.documents import publish_document
from reports.deeds.evidence import keep_again
from reports.deeds.publishing import (
    PUBLICATIONS,
    is_only_in_private,
    next_number,
    prepare,
    publish_edition,
)
from reports.models import Document, Edition, Publication, Report

IS_PUBLIC = (
    "Readers have this paper, and what they have cannot be taken back from them. Withdraw it instead: a "
    "withdrawn paper is no longer at its address."
)
BEING_CORRECTED = (
    "A correction of this paper is being written. Publish the correction first, still restricted; then "
    "release the paper."
)


@deed
def restrict_publication(
    *,
    by: User,
    publication: Publication,
    kind: str,
    paragraphs: Iterable[int] = (),
    source: str = "",
    public_interest: str = "",
    review_on: datetime.date | None = None,
) -> Restriction:
    """Say that a paper is not for publication, before anybody but those who work on it has read it.

    A report that is agreed has its PDF made again, with the line on every page. A confidential paper gets an
    address that is not made from its title, since addresses are seen in histories, files and log lines.

    Raises:
        Refused: when an edition is public, when it is withdrawn or restricted already, and for minutes, which
            tell of a private item in a summary; as ``new_restriction`` does.
    """
    fresh = locked(publication)
    if fresh.kind == Publication.Kind.MINUTES:
        raise Refused("Minutes are public. Of an item taken in private they have a summary.")
    if not may_be_restricted(fresh):
        raise Refused(why_not(fresh))
    before = facts(fresh)
    restriction = new_restriction(
        by=by,
        kind=kind,
        paragraphs=paragraphs,
        source=source,
        public_interest=public_interest,
        review_on=review_on,
    )
    fresh.restriction = publication.restriction = restriction
    if restriction.kind == Restriction.Kind.CONFIDENTIAL and not fresh.editions.exists():
        fresh.slug = publication.slug = telling_nothing()
    fresh.save(update_fields=["restriction", "slug"])
    record(
        by=by,
        deed="restricted",
        about=fresh,
        before=before,
        after=facts(fresh) | {"restriction": facts(restriction)},
    )
    prepare_again(by, fresh)
    return restriction


@deed
def unmark_publication(*, by: User, publication: Publication, version: int, reason: str) -> None:
    """Lift the restriction of a paper of which no edition exists yet: it will be published like any other.

    Raises:
        Refused: without a reason, when it is not restricted, and once there is an edition: that is released.
        Stale: when somebody else reviewed or released it in between.
    """
    fresh = locked(publication)
    restriction = restriction_of(fresh, version)
    if fresh.editions.exists():
        raise Refused("This paper is published to those who may read it. Release it instead.")
    lifted = lift(by=by, restriction=restriction, reason=reason)
    record(
        by=by,
        deed="took the restriction off",
        about=fresh,
        before={"restriction": facts(restriction)},
        after={"restriction": facts(lifted)},
        reason=lifted.lifting_reason,
    )
    publication.restriction = fresh.restriction = lifted
    prepare_again(by, fresh)


@deed
def begin_release(*, by: User, publication: Publication, version: int, reason: str) -> None:
    """Say why, and have the PDF of the edition made that everybody may read. A document has its file already.

    Nothing is public yet: ``release_publication`` makes it so, once the PDF is there.

    Raises:
        Refused: without a reason; when it is not restricted, not published, withdrawn, or being corrected.
        Stale: when somebody else reviewed or released it in between.
    """
    fresh = locked(publication)
    restriction = restriction_of(fresh, version)
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say why it can be public now. Readers see the reason.", field="reason")
    if len(reason) > LONGEST:
        raise Refused(f"Keep the reason to {LONGEST:,} characters.", field="reason")
    refuse_unreleasable(fresh)
    before = facts(restriction)
    restriction.lifting_reason = reason
    restriction.version += 1
    restriction.save(update_fields=["lifting_reason", "version"])
    fresh.restriction = publication.restriction = restriction
    record(
        by=by, deed="began to release", about=fresh, before=before, after=facts(restriction), reason=reason
    )
    if report_of(fresh):
        prepare(by=by, publication=fresh, paper=released_paper(fresh))


@deed
def stop_release(*, by: User, publication: Publication, version: int) -> None:
    """Leave a release that was begun: the paper stays as it is, and what was prepared is never published.

    Raises:
        Refused: when no release was begun.
        Stale: when somebody else reviewed or released it in between.
    """
    fresh = locked(publication)
    restriction = restriction_of(fresh, version)
    if not restriction.lifting_reason:
        raise Refused("No release of this paper was begun.")
    before = facts(restriction)
    restriction.lifting_reason = ""
    restriction.version += 1
    restriction.save(update_fields=["lifting_reason", "version"])
    record(by=by, deed="left the release of", about=fresh, before=before, after=facts(restriction))


@deed
def release_publication(*, by: User, publication: Publication, version: int) -> Edition:
    """Lift the restriction and publish the next edition without it, at the address the paper always had.

    Raises:
        Refused: when no release was begun, when the paper was changed since, and while its PDF is not ready.
        Stale: when somebody else reviewed or released it in between.
    """
    fresh = locked(publication)
    restriction = restriction_of(fresh, version)
    if not restriction.lifting_reason:
        raise Refused("Begin the release first: say why the paper can be public.")
    refuse_unreleasable(fresh)
    before = facts(restriction)
    restricted = newest_of(fresh)
    lifted = lift(by=by, restriction=restriction, reason=restriction.lifting_reason)
    fresh.restriction = publication.restriction = lifted
    record(
        by=by,
        deed="released",
        about=fresh,
        before={"restriction": before},
        after={"restriction": facts(lifted)},
        reason=lifted.lifting_reason,
    )
    reason = f"{RELEASED}{lifted.lifting_reason}"
    if document := document_of(fresh):
        return publish_document(by=by, document=document, version=document.version, reason=reason)
    edition = publish_edition(
        by=by,
        publication=fresh,
        paper=released_paper(fresh),
        author=restricted.author if restricted else "",
        summary=restricted.summary if restricted else "",
        reason=reason,
    )
    if restricted:
        keep_again(by=by, edition=edition, before=restricted)
    return edition


# ---- What these deeds ask


def locked(publication: Publication) -> Publication:
    """The publication as it is now, with everything that publishes waiting for the running deed."""
    take_head(PUBLICATIONS)
    return Publication.objects.select_related("body").get(pk=publication.pk)


def restriction_of(publication: Publication, version: int) -> Restriction:
    """The restriction in force, as the page was drawn from it."""
    found = Restriction.objects.select_for_update(no_key=True).filter(publications=publication).first()
    if found is None or not found.is_in_force:
        raise Refused("This paper is not restricted.")
    if found.version != version:
        raise Stale("restriction")
    return found


def telling_nothing() -> str:
    """An address of which nobody can guess what it is about."""
    return f"paper-{secrets.token_hex(6)}"


def may_be_restricted(publication: Publication) -> bool:
    return not why_not(publication)


def why_not(publication: Publication) -> str:
    """Why a paper cannot be restricted now; empty when it can."""
    if publication.restriction and publication.restriction.is_in_force:
        return "This paper is restricted already."
    if hasattr(publication, "withdrawal"):
        return "This paper is withdrawn."
    if publication.editions.filter(not_for_publication="").exists():
        return IS_PUBLIC
    return ""


def refuse_unreleasable(publication: Publication) -> None:
    if hasattr(publication, "withdrawal"):
        raise Refused("This paper is withdrawn. A withdrawn paper is not published again.")
    newest = newest_of(publication)
    if newest is None:
        raise Refused("This paper is not published yet. Take the restriction off before you publish it.")
    if is_only_in_private(publication):
        raise Refused(
            "This paper is only on items that are taken in private. Release the item on its agenda first."
        )
    report, document = report_of(publication), document_of(publication)
    if report and report.state != Report.State.PUBLISHED:
        raise Refused(BEING_CORRECTED)
    if document and not is_as_published(document, newest):
        raise Refused(BEING_CORRECTED)


def newest_of(publication: Publication) -> Edition | None:
    return publication.editions.order_by("-number").first()


def released_paper(publication: Publication) -> ComposedPaper:
    """The report as everybody will read it: the words of the restricted edition, without its line, and
    without the reasons why those differed from an edition that readers do not have."""
    restriction, report = publication.restriction, report_of(publication)
    if report is None:
        raise Refused("There is no report behind this paper.")
    reason = f"{RELEASED}{restriction.lifting_reason if restriction else ''}"
    composed = compose_report(report, edition=next_number(publication))
    return replace(composed, correction_reason=reason, not_for_publication="", reasons={})


def prepare_again(by: User, publication: Publication) -> None:
    """What was agreed has other words now, by one line: its PDF is made again, and it stays agreed."""
    report = report_of(publication)
    if report and report.state == Report.State.AGREED:
        paper = compose_report(report, edition=next_number(publication))
        prepare(by=by, publication=publication, paper=paper)


def report_of(publication: Publication) -> Report | None:
    """The report behind the publication, as it is now, knowing the publication as it is in this deed."""
    report = Report.objects.select_related("body", "meeting__body").filter(publication=publication).first()
    if report:
        report.publication = publication
    return report


def document_of(publication: Publication) -> Document | None:
    """The document behind the publication, as it is now, knowing the publication as it is in this deed."""
    document = Document.objects.filter(publication=publication).first()
    if document:
        document.publication = publication
    return document
