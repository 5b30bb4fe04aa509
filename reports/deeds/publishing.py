"""From a composed paper to a published edition, for reports and for minutes alike.

A paper is *prepared* when it is agreed: its finished words are put aside and the worker makes the PDF. It is
*published* in one short transaction that makes the edition, links it into the chain and fills the search
index. The PDF belongs to the content: what was changed after it was agreed has another hash, and is refused.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Final, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from boards import clock
from boards.deeds.chain import as_kept, digest, move_head, take_head
from boards.deeds.record import Facts, deed, facts, record, unchanged
from boards.deeds.refusals import Refused
from boards.models import ChainHead, Membership, Role, User
from boards.permissions import ROLES, Permission
from reports import search
from reports.composed import TEMPLATE_VERSION, ComposedPaper, content_hash, paper_html, paper_json, paper_text
from reports.deeds.renditions import known_of, prepared_of
from reports.marking import marking_of
from reports.models import Edition, PreparedContent, Publication, Rendition, Withdrawal
from reports.tasks import make_pdf, tell_changes
from reports.witness import testify

PUBLICATIONS: Final = "publications"
PATIENCE: Final = datetime.timedelta(minutes=5)
"""How long a PDF may take before it can be asked for again: a worker that was killed reports nothing."""

CHANGED: Final = (
    "This paper was changed after it was agreed. Agree it again: what is agreed is what is published."
)
NOT_READY: Final = "The PDF is still being made. Publish when it is ready, usually within a minute."
ON_A_PRIVATE_ITEM: Final = (
    "This paper is on an item that is taken in private, and would be public. Say first that the paper is not "
    "for publication, or release the item."
)
WITHDRAWN: Final = "This paper was withdrawn. A withdrawn paper is not published again at the same address."
ALREADY: Final = "This edition is already published. To change it, correct it: that makes the next edition."


@dataclass(frozen=True, slots=True)
class Content:
    """What an edition freezes; ``data`` is ``paper_json`` with ``numbers`` and ``anchors`` by key."""

    html: str
    text: str
    data: dict[str, Any]
    sha256: str


class ToPublish(Protocol):
    """What an edition takes from a paper beside its content: a composed paper, or a composed document."""

    @property
    def title(self) -> str: ...
    @property
    def body_name(self) -> str: ...
    @property
    def meeting_date(self) -> datetime.date | None: ...
    @property
    def edition(self) -> int | None: ...
    @property
    def not_for_publication(self) -> str: ...


def content_of(paper: ComposedPaper) -> Content:
    """The words, the numbers and the hash that an edition made from ``paper`` would have."""
    return content_from(html=str(paper_html(paper)), text=paper_text(paper), data=data_of(paper))


def content_from(*, html: str, text: str, data: dict[str, Any]) -> Content:
    kept = as_kept(data)
    return Content(html, text, kept, content_sha256(html=html, text=text, data=kept))


def content_sha256(*, html: str, text: str, data: dict[str, Any], template: str = TEMPLATE_VERSION) -> str:
    """The hash of an edition's content; ``verify`` recomputes it from the row."""
    return content_hash(html=html, text=text, numbers=data["numbers"], template=template, data=digest(data))


def data_of(paper: ComposedPaper) -> dict[str, Any]:
    anchors = {paragraph.key: paragraph.anchor for paragraph in paper.paragraphs}
    return {**paper_json(paper), "numbers": paper.numbers, "anchors": anchors}


def next_number(publication: Publication) -> int:
    newest: int | None = publication.editions.aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


class PdfState(StrEnum):
    """How far the PDF of a content is: what a page about to publish shows."""

    READY = "ready"
    BEING_MADE = "being made"
    LATE = "late"
    FAILED = "failed"
    CHANGED = "changed"


def pdf_state(content_sha256: str) -> PdfState:
    prepared = prepared_of(content_sha256)
    if prepared is None:
        return PdfState.CHANGED
    if Rendition.objects.made_of(content_sha256).exists():
        return PdfState.READY
    if prepared.failed_because:
        return PdfState.FAILED
    return PdfState.LATE if may_be_asked_again(prepared) else PdfState.BEING_MADE


def may_be_asked_again(prepared: PreparedContent) -> bool:
    """Whether its PDF failed, or has taken so long that whoever was making it must have stopped."""
    return bool(prepared.failed_because) or clock.now() - prepared.asked_at > PATIENCE


@deed
def prepare(*, by: User, publication: Publication, paper: ComposedPaper) -> str:
    """Put the finished words aside and have their PDF made; returns the hash of the content.

    Asked again, it starts the worker again only when the PDF is neither there nor on its way.
    """
    content = content_of(paper)
    prepared = prepared_of(content.sha256)
    is_made = Rendition.objects.made_of(content.sha256).exists()
    if prepared and (is_made or not may_be_asked_again(prepared)):
        unchanged()
    else:
        ask_for_pdf(by=by, publication=publication, paper=paper, content=content)
    return content.sha256


@deed
def ask_again(*, by: User, publication: Publication, paper: ComposedPaper) -> None:
    """Have the PDF of what was agreed made once more, after a failure or a long wait.

    Raises:
        Refused: when the paper is no longer the one that was agreed, which no new PDF may hide.
    """
    if prepared_of(content_of(paper).sha256) is None:
        raise Refused(CHANGED)
    prepare(by=by, publication=publication, paper=paper)


def ask_for_pdf(*, by: User, publication: Publication, paper: ComposedPaper, content: Content) -> None:
    prepared, _ = PreparedContent.objects.update_or_create(
        content_sha256=content.sha256,
        defaults={
            "publication": publication,
            "title": paper.title,
            "footer": footer_of(publication, paper),
            "html": content.html,
            "asked_at": clock.now(),
            "failed_because": "",
        },
    )
    record(by=by, deed="asked for the PDF of", about=prepared, after=known_of(prepared))
    make_pdf.enqueue(content.sha256)


def footer_of(publication: Publication, paper: ComposedPaper) -> str:
    """The foot of each printed page: where the paper stands on the web, and which edition this is."""
    site = settings.SITE_URL.partition("://")[2]
    return f"{site}{publication.get_absolute_url()} · Edition {paper.edition}"


@deed
def publish_edition(
    *,
    by: User,
    publication: Publication,
    paper: ComposedPaper,
    author: str = "",
    summary: str = "",
    reason: str = "",
) -> Edition:
    """Make the next edition from ``paper`` and let readers find it; nothing public is ever half made.

    Raises:
        Refused: when the publication was withdrawn, when this edition exists, when the paper is not the one
            that was agreed, while its PDF is not ready, and for a correction that says no reason.
    """
    head = take_head(PUBLICATIONS)
    number = fit_number(publication, paper, reason)
    refuse_other_marking(publication, paper)
    content = content_of(paper)
    refuse_unprepared(content.sha256)
    said = {"author": author, "summary": summary, "reason": reason}
    edition = freeze(head, by, publication, paper, content, number=number, **said)
    record(by=by, deed="published", about=edition, after=outline_of(edition), reason=reason)
    if publication.kind == Publication.Kind.REPORT:
        tell_changes.enqueue(edition.pk)
    return edition


@deed
def publish_file(
    *,
    by: User,
    publication: Publication,
    paper: ToPublish,
    content: Content,
    format: str,
    author: str = "",
    summary: str = "",
    reason: str = "",
) -> Edition:
    """Make the next edition of a document whose file is kept already, as the rendition of ``content``.

    Raises:
        Refused: as ``publish_edition`` does; there is no PDF to wait for.
    """
    head = take_head(PUBLICATIONS)
    number = fit_number(publication, paper, reason)
    refuse_other_marking(publication, paper)
    if not Rendition.objects.made_of(content.sha256, format).exists():
        raise Refused(CHANGED)
    said = {"author": author, "summary": summary, "reason": reason}
    edition = freeze(head, by, publication, paper, content, number=number, **said)
    record(by=by, deed="published", about=edition, after=outline_of(edition), reason=reason)
    return edition


def freeze(
    head: ChainHead,
    by: User,
    publication: Publication,
    paper: ToPublish,
    content: Content,
    *,
    number: int,
    author: str,
    summary: str,
    reason: str,
) -> Edition:
    """The row of the next edition, linked into the chain and into the search index."""
    now = clock.now()
    edition = Edition(
        publication=publication,
        number=number,
        title=paper.title,
        author=author,
        summary=summary,
        body_name=paper.body_name,
        meeting_date=paper.meeting_date,
        html=content.html,
        text=content.text,
        data=content.data,
        template_version=TEMPLATE_VERSION,
        content_sha256=content.sha256,
        reason=reason,
        not_for_publication=paper.not_for_publication,
        published_at=now,
        published_by=by,
        published_by_office=office_of(by, publication, timezone.localdate(now)),
        sequence=head.sequence + 1,
        previous_hash=head.hash,
    )
    edition.hash = publication_hash(edition)
    edition.save(force_insert=True)
    link(head, edition)
    if not edition.not_for_publication:
        search.index_edition(edition)
    return edition


@deed
def withdraw(*, by: User, publication: Publication, reason: str) -> Withdrawal:
    """Take a publication back: a marker stays at its address, and no search finds it from this moment.

    Raises:
        Refused: without a reason, for what was never published, and for what is already withdrawn.
    """
    head = take_head(PUBLICATIONS)
    reason = reason.strip()
    if not reason:
        raise Refused("Say why this paper is withdrawn. Readers see the reason.", field="reason")
    if not publication.editions.exists():
        raise Refused("This paper was never published, so there is nothing to withdraw.")
    if Withdrawal.objects.filter(publication=publication).exists():
        raise Refused("This paper is already withdrawn.")
    now = clock.now()
    withdrawal = Withdrawal(
        publication=publication,
        reason=reason,
        withdrawn_at=now,
        withdrawn_by=by,
        withdrawn_by_office=office_of(by, publication, timezone.localdate(now)),
        sequence=head.sequence + 1,
        previous_hash=head.hash,
    )
    withdrawal.hash = publication_hash(withdrawal)
    withdrawal.save(force_insert=True)
    link(head, withdrawal)
    search.remove_publication(publication)
    record(by=by, deed="withdrew", about=withdrawal, after=facts(withdrawal), reason=reason)
    return withdrawal


def link(head: ChainHead, made: Edition | Withdrawal) -> None:
    """Move the head of the chain on, and have the link witnessed once it is committed."""
    move_head(head, made.hash)
    transaction.on_commit(partial(testify, made.sequence, made.hash), robust=True)


def fit_number(publication: Publication, paper: ToPublish, reason: str) -> int:
    """The number of the edition that ``paper`` may become, or a refusal."""
    number = next_number(publication)
    if Withdrawal.objects.filter(publication=publication).exists():
        raise Refused(WITHDRAWN)
    if paper.edition is not None and paper.edition < number:
        raise Refused(ALREADY)
    if paper.edition != number:
        raise Refused(CHANGED)
    if number > 1 and not reason.strip():
        raise Refused(
            "Say why the published edition needs correcting. Readers see the reason.", field="reason"
        )
    return number


def refuse_other_marking(publication: Publication, paper: ToPublish) -> None:
    """A restricted paper is published with its line and no other way; one that is not has none (rule 8)."""
    fresh = Publication.objects.select_related("restriction", "body").get(pk=publication.pk)
    if paper.not_for_publication != marking_of(fresh):
        raise Refused(CHANGED)
    if not paper.not_for_publication and is_only_in_private(fresh):
        raise Refused(ON_A_PRIVATE_ITEM)


def is_only_in_private(publication: Publication) -> bool:
    """Whether readers have none of its editions yet, and it is on a private item and on no public one."""
    private = Q(item__restriction__isnull=False, item__restriction__lifted_at=None)
    papers = publication.papers.all()
    if not papers.filter(private).exists() or papers.exclude(private).exists():
        return False
    return not publication.editions.filter(not_for_publication="").exists()


def refuse_unprepared(content_sha256: str) -> None:
    """Only what was prepared is published, and only with its PDF beside it."""
    prepared = prepared_of(content_sha256)
    if prepared is None:
        raise Refused(CHANGED)
    if not Rendition.objects.made_of(content_sha256).exists():
        raise Refused(prepared.failed_because or NOT_READY)


def office_of(user: User, publication: Publication, day: datetime.date) -> str:
    """The office in which ``user`` publishes for the body on ``day``; readers see offices before names."""
    publishers = [role for role, granted in ROLES.items() if Permission.PUBLISH_PAPERS in granted]
    held = Membership.objects.on(day).filter(body=publication.body, user=user, role__in=publishers)
    membership = held.exclude(office="").first() or held.first()
    if membership is None:
        return "Improvement Board"
    return membership.office or str(Role(membership.role).label)


def publication_hash(link: Edition | Withdrawal) -> str:
    """SHA-256 over everything an edition or a withdrawal says, and the hash of the link before it.

    A public edition has nothing to say in ``not_for_publication`` and is hashed without it, as the editions
    were that are older than the column.
    """
    told = facts(link)
    del told["id"], told["hash"]
    if not told.get("not_for_publication"):
        told.pop("not_for_publication", None)
    moment = "published_at" if isinstance(link, Edition) else "withdrawn_at"
    return digest({**told, moment: told[moment].isoformat(), "link": link._meta.label})


def outline_of(edition: Edition) -> Facts:
    """The edition as the log keeps it: the content's hash stands for the words, which the row itself has."""
    left_out = {"html", "text", "data"}
    if not edition.not_for_publication:
        left_out.add("not_for_publication")
    return {name: fact for name, fact in facts(edition).items() if name not in left_out}
