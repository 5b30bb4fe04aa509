from reports.models.activity import Activity, PutAside
from reports.models.carry_forward import CarriedForward, OfferAnswer
from reports.models.documents import Document
from reports.models.evidence import Evidence, PublishedEvidence
from reports.models.findings import FindingAnswer
from reports.models.papers import Paper
from reports.models.prepared import PreparedContent
from reports.models.publications import Edition, Publication, Rendition, Withdrawal
from reports.models.reports import Bullet, CoWriter, Paragraph, Report, Section, ToldActivity
from reports.models.review import NoteAnswer, ReviewNote
from reports.models.search_entries import SearchEntry
from reports.models.wordings import Wording

__all__ = [
    "Activity",
    "Bullet",
    "CarriedForward",
    "CoWriter",
    "Document",
    "Edition",
    "Evidence",
    "FindingAnswer",
    "NoteAnswer",
    "OfferAnswer",
    "Paper",
    "Paragraph",
    "PreparedContent",
    "Publication",
    "PublishedEvidence",
    "PutAside",
    "Rendition",
    "Report",
    "ReviewNote",
    "SearchEntry",
    "Section",
    "ToldActivity",
    "Withdrawal",
    "Wording",
]
