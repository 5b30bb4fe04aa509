"""Evidence from the author's own log: others at the desk learn that there is some, readers its sentence."""

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from boards.dates import full_date
from boards.models import Reader, User
from boards.sent_values import read_number
from reports.evidence.kinds import MOST_CHOICES, Choice, EvidenceKind, Found, Link, Lookup, Told
from reports.evidence.targets import with_every_word
from reports.markdown import plain_text
from reports.models import Activity, Report, ToldActivity

SEARCHED: Final = ("met", "purpose", "seen", "sentence", "place__name", "place__within__name")
NO_SENTENCE: Final = "It has no sentence that may be published, so readers learn nothing of it."


@dataclass(frozen=True, slots=True)
class LoggedLink:
    """That a bullet tells an entry of the log, which links its paragraph to it without another step."""

    target: str
    on: datetime.date
    kind: str = "activity"
    words: str = ""


def find_activities(targets: Collection[str], reader: Reader) -> Found:
    wanted = {number for number in map(read_number, targets) if number}
    rows = Activity.objects.visible_to(reader).filter(pk__in=wanted).select_related("place__within")
    return {str(row.pk): row for row in rows}


class FromTheLog(EvidenceKind):
    """A visit or a meeting. Where it was, whom the author met and what was seen stay in the log (rule 28)."""

    key = "activity"
    label = "A visit or meeting from your activity log"
    source = "The author’s activity log"
    lookup = Lookup(find_activities)

    def choices(self, author: User, report: Report, words: str) -> list[Choice]:
        mine = Activity.objects.visible_to(author).select_related("place__within")
        return [choice_of(row) for row in with_every_word(mine, words, SEARCHED)[:MOST_CHOICES]]

    def chosen(self, author: User, report: Report, target: str) -> Choice | None:
        row = find_activities([target], author).get(target)
        return choice_of(row) if row else None

    def at_desk(self, link: Link, found: Found, reader: Reader) -> Told:
        """The whole entry to its author; to everybody else no more than that there is one."""
        row = found.get(link.target)
        if row is None:
            return Told(self.source)
        address = reverse("reports:change_activity", args=[row.pk])
        return Told("Your activity log", name_of(row), row.sentence, full_date(row.on), address)

    def to_reader(self, link: Link, found: Found) -> Told | None:
        """The sentence as it stood when it was published, and no more of the day than its month."""
        if not link.words:
            return None
        return Told(self.source, excerpt=plain_text(link.words), when=f"{link.on:%B %Y}")

    def to_readers(self, links: Sequence[Link], found: Found) -> list[Told]:
        """What bullets tell stands in the paper already: of that, how many entries and of which months."""
        told = super().to_readers(links, found)
        days = sorted(link.on for link in links if not link.words)
        if days:
            entries = "One entry" if len(days) == 1 else f"{len(days)} entries"
            told.append(Told(self.source, f"{entries}, told in this paragraph", when=months_of(days)))
        return told

    def words_to_publish(self, links: Sequence[Link]) -> Iterator[tuple[Link, str]]:
        """The sentence as it stands now; an entry without one is kept from readers altogether."""
        wanted = {number for link in links if (number := read_number(link.target))}
        sentences = dict(Activity.objects.filter(pk__in=wanted).values_list("pk", "sentence"))
        for link in links:
            sentence = sentences.get(read_number(link.target) or 0, "").strip()
            if sentence:
                yield link, sentence


def activity_links(report: Report) -> dict[int, list[LoggedLink]]:
    """By paragraph, the entries of the log that its bullets tell, the earliest first. One query."""
    told = ToldActivity.objects.filter(bullet__paragraph__section__report=report)
    rows = told.order_by("activity__on", "activity_id").values_list(
        "bullet__paragraph_id", "activity_id", "activity__on"
    )
    links: dict[int, list[LoggedLink]] = {}
    for paragraph, activity, on in rows.distinct():
        links.setdefault(paragraph, []).append(LoggedLink(str(activity), on))
    return links


def choice_of(row: Activity) -> Choice:
    kept = "" if row.sentence.strip() else NO_SENTENCE
    return Choice(str(row.pk), row.on, name_of(row), row.sentence, kept)


def name_of(row: Activity) -> str:
    """ "Visit: Early help, Marlford"."""
    where = row.place or row.met
    return f"{row.get_kind_display()}: {where}" if where else row.get_kind_display()


def months_of(days: Sequence[datetime.date]) -> str:
    """ "September 2019", "August to September 2019" or "December 2019 to January 2020"."""
    first, last = days[0], days[-1]
    if (first.year, first.month) == (last.year, last.month):
        return f"{last:%B %Y}"
    return f"{first:%B} to {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} to {last:%B %Y}"
