"""Documents that others gave to the demonstration's committee: slides, a letter, and figures kept private."""

import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass

import docx
from django.conf import settings

from boards.models import AgendaItem, Restriction, User
from improvement_board.demo.days import Days
from reports.deeds.documents import About, publish_document, upload_document
from reports.deeds.restrictions import restrict_publication
from reports.documents import look
from reports.models import Document
from reports.pdf.worker import render_in_subprocess

SLIDES = (
    (
        "How long children wait",
        (
            "Nineteen weeks to a first appointment in the west of the county; eleven in the east",
            "The standard is twelve weeks",
            "One child in six waits longer than half a year",
        ),
    ),
    (
        "Why the west waits longer",
        (
            "Five of fourteen posts have been empty since the spring",
            "Families travel up to forty miles to the clinic in Cherwick",
            "Schools in the west refer later, and more urgently",
        ),
    ),
    (
        "What we are doing",
        (
            "A clinic in Wexcombe two days a week from next month",
            "A telephone call to every waiting family each month",
            "Two posts advertised together with the hospitals trust",
        ),
    ),
)
LETTER = (
    "Dear Councillor Foss",
    "The committee asked in the spring for the Cabinet to consider a supplement to pay for social workers in "
    "Wexcombe. I promised an answer before this meeting, and am sorry that it comes two days before it.",
    "The Cabinet has agreed the supplement in principle, for two years and for qualified workers in the "
    "Assessment and Family Support teams. What it costs will be in the budget that the committee reads this "
    "winter. I did not want members to question the Independent Chair about staffing without knowing this.",
    "I shall be glad to answer questions at the committee's special meeting.",
    "Councillor Rupert Denholm, Cabinet Member for Children and Families",
)
COSTS = (
    "The council pays the providers of seven children's homes by the week. This appendix sets out what each "
    "of them has quoted for the next contract, so that members can judge the recommendation in public "
    "session.",
    "The lowest of the quotations is a tenth under the present price, the highest a fifth over it. Two "
    "providers have said that they would withdraw if their quotations were known to the others before the "
    "contracts are signed.",
    "Officers recommend that the three homes in the east of the county be contracted together, and those in "
    "the west one by one.",
)


@dataclass(frozen=True)
class Given:
    """A document as it was given: why it is urgent though it came late, and why it is exempt."""

    about: About
    name: str
    content: Callable[[], bytes]
    urgent_because: str = ""
    exempt: str = ""


def slides() -> bytes:
    """A tagged PDF, such as the house makes of its own papers."""
    parts = [f"<h2>{title}</h2><ul>{listed(points)}</ul>" for title, points in SLIDES]
    title = "Children's mental health in the west of the county"
    html = f'<article lang="en-GB"><h1>{title}</h1>{"".join(parts)}</article>'
    return render_in_subprocess(
        html, title=title, footer="Marlshire Integrated Care Board", council=settings.COUNCIL_NAME
    )


def listed(points: tuple[str, ...]) -> str:
    return "".join(f"<li>{point}</li>" for point in points)


def written(title: str, author: str, paragraphs: tuple[str, ...]) -> bytes:
    """A Word file with a title of its own, headed by it."""
    file = docx.Document()
    file.core_properties.title, file.core_properties.author = title, author
    file.core_properties.comments = ""
    file.add_heading(title, level=1)
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


ANSWER, QUOTATIONS = "Pay supplement in Wexcombe: the Cabinet Member's letter", "Children's homes: quotations"

DOCUMENTS = {
    "slides": Given(
        About(
            "Children's mental health: slides of the Integrated Care Board",
            Document.Kind.SLIDES,
            "Chief Nursing Officer, Integrated Care Board",
            "Three slides: how long children wait in the west and the east, why the west waits longer, and "
            "what is being done.",
        ),
        "slides.pdf",
        slides,
    ),
    "letter": Given(
        About(
            ANSWER,
            Document.Kind.LETTER,
            "Cabinet Member for Children and Families",
            "The Cabinet has agreed the supplement in principle, for two years.",
        ),
        "letter.docx",
        lambda: written(ANSWER, "Cabinet office", LETTER),
        urgent_because=(
            "The Cabinet decided after the agenda was published, and members would otherwise question "
            "witnesses about staffing without knowing what has been decided."
        ),
    ),
    "quotations": Given(
        About(
            QUOTATIONS,
            Document.Kind.DATA,
            "Director of Children's Services",
            "What each provider has quoted.",
        ),
        "quotations.docx",
        lambda: written(QUOTATIONS, "Commissioning team", COSTS),
        exempt=(
            "The quotations are the providers' own. Published before the contracts are signed, they would "
            "let each provider raise its price to that of the dearest, at the cost of the children for whom "
            "the money is meant. Once the contracts are signed this reason falls away."
        ),
    ),
}
REVIEWED = datetime.timedelta(days=21)
"""After the board's next meeting: by then the contracts should be signed."""


def put_document(by: User, item: AgendaItem, key: str, days: Days) -> None:
    """Upload the document, say whether it is private, and publish it to those who may read it."""
    given = DOCUMENTS[key]
    content = given.content()
    document = upload_document(
        by=by,
        item=item,
        content=content,
        looked=look(content, given.name),
        about=given.about,
        urgency_reason=given.urgent_because,
    )
    if given.exempt:
        restrict_publication(
            by=by,
            publication=document.publication,
            kind=Restriction.Kind.EXEMPT,
            paragraphs=[3],
            public_interest=given.exempt,
            review_on=days.next_board + REVIEWED,
        )
    publish_document(by=by, document=document, version=document.version)


def is_put(item: AgendaItem, key: str) -> bool:
    return item.papers.filter(title=DOCUMENTS[key].about.title).exists()
