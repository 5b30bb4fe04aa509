"""Does everything still stand as it was written? Every hash is computed again, nothing is believed.

The log and the publications are chains: a link changed, added, removed or moved breaks the chain, and the
head, kept apart, shows a tail that was cut off. What is published is also written down in a file outside the
database: when an old copy of the database is put back, that file remembers more than the database does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import merge
from typing import Any

from boards.deeds.chain import as_kept
from boards.deeds.record import LOG, entry_hash, facts
from boards.models import ChainHead, LogEntry
from reports import files, witness
from reports.deeds.publishing import PUBLICATIONS, content_sha256, outline_of, publication_hash
from reports.models import Document, Edition, Rendition, Withdrawal

CHUNK = 50  # rows at a time: an edition may be large


@dataclass(frozen=True, slots=True)
class Chain:
    """How one chain is read: its name in sentences, its links in order, and the hash a link should have."""

    name: str
    head: str
    links: Callable[[], Iterator[Any]]
    hash: Callable[[Any], str]


def entries() -> Iterator[LogEntry]:
    return LogEntry.objects.order_by("sequence", "pk").iterator(CHUNK)


def publications() -> Iterator[Edition | Withdrawal]:
    editions = Edition.objects.select_related("publication").order_by("sequence").iterator(CHUNK)
    withdrawals = Withdrawal.objects.select_related("publication").order_by("sequence").iterator(CHUNK)
    return merge(editions, withdrawals, key=lambda link: link.sequence)


CHAINS = (
    Chain("log entry", LOG, entries, entry_hash),
    Chain("publication", PUBLICATIONS, publications, publication_hash),
)


def faults() -> Iterator[str]:
    """A sentence for everything that is not as it was written; nothing when all is well."""
    for chain in CHAINS:
        yield from chain_faults(chain)
    yield from content_faults()
    yield from logged_faults()
    yield from file_faults()
    yield from witness_faults()


def chain_faults(chain: Chain) -> Iterator[str]:
    """Links changed, missing, too many or out of order; and a head that does not meet the last one."""
    sequence, hash = 0, ""
    for link in chain.links():
        if link.sequence > sequence + 1:
            yield f"{missing(chain, sequence + 1, link.sequence - 1)} missing."
        elif link.sequence <= sequence:
            yield f"There is more than one {chain.name} {link.sequence}."
        if link.previous_hash != hash:
            yield f"The {chain.name} {link.sequence} does not follow from the one before it."
        if chain.hash(link) != link.hash:
            yield f"The {chain.name} {link.sequence} is not as it was written ({link})."
        sequence, hash = link.sequence, link.hash
    yield from head_faults(chain, sequence, hash)


def head_faults(chain: Chain, sequence: int, hash: str) -> Iterator[str]:
    head = ChainHead.objects.filter(name=chain.head).first() or ChainHead(name=chain.head)
    if head.sequence > sequence:
        yield f"{missing(chain, sequence + 1, head.sequence)} missing at the end."
    elif head.sequence < sequence:
        yield f"The {chain.name} {head.sequence} should be the last, but there are {sequence}."
    elif head.hash != hash:
        yield f"The {chain.name} {sequence} is not the one that was written last."


def missing(chain: Chain, first: int, last: int) -> str:
    return f"The {chain.name} {first} is" if first == last else f"The {chain.name} {first} to {last} are"


def content_faults() -> Iterator[str]:
    """Editions whose words no longer give the hash they were agreed under."""
    for edition in Edition.objects.select_related("publication").order_by("pk").iterator(CHUNK):
        if content_of_row(edition) != edition.content_sha256:
            yield f"Edition {edition.number} of {edition.publication} has not the words it was agreed with."


def content_of_row(edition: Edition) -> str:
    if not isinstance(edition.data, dict) or not isinstance(edition.data.get("numbers"), dict):
        return ""
    return content_sha256(
        html=edition.html, text=edition.text, data=edition.data, template=edition.template_version
    )


def logged_faults() -> Iterator[str]:
    """What the log says was published, withdrawn or kept, and is not there or is otherwise."""
    written: dict[str, Callable[[Any], dict[str, Any]]] = {
        Edition._meta.label: outline_of,
        Withdrawal._meta.label: facts,
        Rendition._meta.label: facts,
    }
    models = {model._meta.label: model for model in (Edition, Withdrawal, Rendition)}
    for entry in LogEntry.objects.filter(noun__in=written).order_by("sequence").iterator(CHUNK):
        row = models[entry.noun]._default_manager.filter(pk=entry.noun_id).first()
        if row is None:
            yield f"{entry.name}: the log says it was written (entry {entry.sequence}), but it is not there."
        elif as_kept(written[entry.noun](row)) != entry.after:
            yield f"{entry.name}: it is not as the log says it was written (entry {entry.sequence})."


def file_faults() -> Iterator[str]:
    """Files that are missing, or whose bytes are not those that were kept."""
    for rendition in Rendition.objects.order_by("pk").iterator(CHUNK):
        path = files.path_of(rendition)
        if not path.is_file():
            yield f"The file {rendition.path} is missing ({rendition})."
        elif path.stat().st_size != rendition.size or files.sha256_of(path) != rendition.file_sha256:
            yield f"The file {rendition.path} is not as it was kept ({rendition})."
    yield from document_faults()


def document_faults() -> Iterator[str]:
    """Uploaded files that are missing or changed, those that nobody has published yet included."""
    for document in Document.objects.select_related("publication").order_by("pk").iterator(CHUNK):
        path = files.path_of(document.file)
        if not path.is_file():
            yield f"The uploaded file of {document.publication} is missing."
        elif files.sha256_of(path) != document.file_sha256:
            yield f"The uploaded file of {document.publication} is not as it was kept."


def witness_faults() -> Iterator[str]:
    """Publications that were witnessed outside the database, and that the database does not know."""
    hashes = {link.sequence: link.hash for link in publications()}
    for sequence, hash in witness.testimony():
        if sequence not in hashes:
            yield f"The publication {sequence} was witnessed, but is not in the database: an old copy?"
        elif hashes[sequence] != hash:
            yield f"The publication {sequence} is not the one that was witnessed."
