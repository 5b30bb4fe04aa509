"""Things that a paragraph can rest on, one of each kind, for tests of evidence."""

import datetime
import uuid
from dataclasses import dataclass

from boards.models import Action, AgendaItem, Place, Restriction, User
from reports.deeds.documents import About
from reports.deeds.restrictions import restrict_publication
from reports.models import Activity, Document, Edition, Paragraph, Report
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.editions import make_edition, make_minutes
from tests.reports.documents.uploaded import make_agenda, published, uploaded

AUTUMN = datetime.date(2019, 9, 6)
LETTER = About("Letter about the visit", "letter", "Lead inspector", "What was found.")


def make_activity(cast: Cast, sentence: str = "I visited the duty team.", by: User | None = None) -> Activity:
    """A visit whose private texts hold canaries."""
    place, _ = Place.objects.get_or_create(name="canaryplace", kind=Place.Kind.TEAM)
    return Activity.objects.create(
        body=cast.board,
        by=by or cast.chris,
        kind=Activity.Kind.VISIT,
        on=AUTUMN,
        place=place,
        met="canarymet",
        purpose="canarypurpose",
        seen="canaryseen",
        position=Activity.Position.WORSE,
        position_why="canarywhy",
        followed="canaryfollowed",
        sentence=sentence,
    )


def make_action(cast: Cast, text: str = "Write to the partners", item: AgendaItem | None = None) -> Action:
    held = cast.board.meetings.filter(date="2019-07-02").first()
    meeting = item.meeting if item else held or make_meeting(cast.board, "2019-07-02")
    return Action.objects.create(
        body=cast.board, meeting=meeting, item=item, text=text, owner=cast.mo, due=AUTUMN
    )


def make_letter(cast: Cast, title: str = LETTER.title) -> Document:
    """A letter that readers have."""
    about = About(title, LETTER.kind, LETTER.author, LETTER.summary)
    document = uploaded(cast, item=an_item(cast), about=about)
    published(cast, document)
    return document


def an_item(cast: Cast) -> AgendaItem:
    """Another item each time, of the same meeting."""
    there = AgendaItem.objects.filter(title="Early help").first()
    return make_item(there.meeting, "Another matter") if there else make_agenda(cast)


def make_restricted_letter(cast: Cast, title: str = "canaryletter") -> Document:
    """A letter that those alone have who may read what is not for publication."""
    document = uploaded(
        cast, item=an_item(cast), about=About(title, "letter", "canaryauthor", "canarysummary")
    )
    restrict_publication(
        by=cast.sam, publication=document.publication, kind=Restriction.Kind.CONFIDENTIAL, source="law"
    )
    document.refresh_from_db()
    published(cast, document)
    return document


def place_in(edition: Edition, place: int = 0) -> str:
    """A paragraph of an edition as a target."""
    key = list(edition.data["numbers"])[place]
    return f"{edition.publication.slug}/{edition.number}#{key}"


@dataclass
class AtHand:
    """One target of each kind that has any, with the day of each."""

    activity: Activity
    action: Action
    paper: Edition
    minutes: Edition
    letter: Document

    @property
    def targets(self) -> dict[str, str]:
        return {
            "activity": str(self.activity.pk),
            "action": str(self.action.pk),
            "minute": place_in(self.minutes),
            "paper": place_in(self.paper, 1),
            "document": self.letter.publication.slug,
        }


def at_hand(cast: Cast) -> AtHand:
    held = make_meeting(cast.board, "2019-06-04", published_by=cast.sam)
    return AtHand(
        activity=make_activity(cast),
        action=make_action(cast),
        paper=make_edition(cast.sam, cast.board, "Report on early help", slug="early-help"),
        minutes=make_minutes(cast.sam, held, [("Staffing", ("Two posts were vacant.",))]),
        letter=make_letter(cast),
    )


def paragraph_of(report: Report, place: int = 0) -> Paragraph:
    rows = Paragraph.objects.filter(section__report=report)
    return rows.order_by("section__position", "position", "pk")[place]


def key_of(report: Report, place: int = 0) -> uuid.UUID:
    return paragraph_of(report, place).key
