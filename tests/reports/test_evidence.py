"""What a statement rests on: linked once, told to each as they may know it, kept with the edition."""

import datetime
import re
import uuid
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from boards import clock
from boards.deeds.refusals import Refused
from boards.models import Action, LogEntry, Restriction, User
from reports.cover_sheets import background_papers
from reports.deeds.evidence import (
    check_evidence,
    copy_evidence,
    link_evidence,
    need_no_evidence,
    unlink_evidence,
)
from reports.deeds.publishing import withdraw
from reports.deeds.workflow import missing_from, move
from reports.evidence import kinds as registry
from reports.evidence.background import following
from reports.evidence.kinds import Choice, EvidenceKind, Found, Link, Told, kind_called, kinds, register
from reports.evidence.overview import overview
from reports.missing import gaps
from reports.models import (
    Bullet,
    CoWriter,
    Evidence,
    Paragraph,
    PublishedEvidence,
    Report,
    Section,
    ToldActivity,
)
from reports.needs import needs
from tests.boards.pages import browser, queries_of, words
from tests.builders import make_item, make_meeting
from tests.cast import Cast
from tests.editions import make_edition
from tests.reports.evidence_at_hand import (
    AUTUMN,
    AtHand,
    at_hand,
    key_of,
    make_action,
    make_activity,
    make_letter,
    make_restricted_letter,
    paragraph_of,
    place_in,
)
from tests.reports.stages import at, make_report

pytestmark = pytest.mark.django_db
CANARY = re.compile("canary[a-z]+")
TODAY = timezone.localdate()


@pytest.fixture
def report(cast: Cast) -> Report:
    return make_report(cast, slug="autumn")


@pytest.fixture
def hand(cast: Cast) -> AtHand:
    return at_hand(cast)


def link(cast: Cast, report: Report, kind: str, target: str = "", place: int = 0, **more: Any) -> Evidence:
    row: Evidence = link_evidence(
        by=cast.chris, report=report, key=key_of(report, place), kind=kind, target=target, **more
    )
    return row


def say(cast: Cast, report: Report, words: str = "Practice is better.", place: int = 0) -> Evidence:
    """A word of the last month."""
    return link(cast, report, "verbal", words=words, on=TODAY - datetime.timedelta(20), place=place)


def tell(report: Report, *activities: Any, place: int = 0) -> Bullet:
    """A bullet of a paragraph that tells entries of the log."""
    bullet = Bullet.objects.create(paragraph=paragraph_of(report, place), position=1, text="The duty team.")
    for activity in activities:
        ToldActivity.objects.create(bullet=bullet, activity=activity)
    return bullet


def seen_by(user: User, report: Report) -> list[Told]:
    """What this person is told on the overview."""
    told = overview(report, user, months=6, today=TODAY)
    return [piece.told for statement in told.statements for piece in statement.pieces]


# ---- linking


def test_each_kind_is_linked_with_its_day_and_only_once(cast: Cast, report: Report, hand: AtHand) -> None:
    for kind, target in hand.targets.items():
        assert link(cast, report, kind, target) == link(cast, report, kind, target)
    said = say(cast, report)
    assert say(cast, report) == said
    entries = LogEntry.objects.filter(deed="linked evidence to").count()
    arrived = hand.letter.publication.editions.get().meeting_date
    assert (entries, {(row.kind, row.target, row.on) for row in Evidence.objects.all()}) == (
        6,
        {
            ("activity", str(hand.activity.pk), AUTUMN),
            ("action", str(hand.action.pk), datetime.date(2019, 7, 2)),
            ("minute", hand.targets["minute"], datetime.date(2019, 6, 4)),
            ("paper", hand.targets["paper"], TODAY),
            ("document", hand.targets["document"], arrived),
            ("verbal", "", said.on),
        },
    )


def test_only_what_its_author_may_see_can_be_linked(cast: Cast, report: Report, hand: AtHand) -> None:
    """Of a hundred ways to name something, none reaches what is another's, hidden, withdrawn or not there."""
    theirs = make_activity(cast, by=cast.sam)
    elsewhere = Action.objects.create(
        body=cast.other_board,
        meeting=make_meeting(cast.other_board, "2019-01-01"),
        text="canaryaction",
        owner=cast.otto,
        due=AUTUMN,
    )
    gone = make_edition(cast.sam, cast.board, slug="gone")
    withdraw(by=cast.sam, publication=gone.publication, reason="Wrong paper.")
    paper, minute = hand.targets["paper"], hand.targets["minute"]
    hostile = [
        "",
        "0",
        "-1",
        "9" * 30,
        "٣",
        "1\0",
        "../../etc/passwd",
        "' OR 1=1 --",
        "a" * 5000,
        "<b>",
        "early-help",
    ]
    refused: dict[str, Sequence[str]] = {
        "activity": [*hostile, str(theirs.pk)],
        "action": [*hostile, str(elsewhere.pk)],
        "paper": [
            *hostile,
            minute,
            place_in(gone),
            paper.replace("/1#", "/2#"),
            paper + "x",
            "early-help/1#",
        ],
        "minute": [*hostile, paper],
        "document": [*hostile, paper, "gone", "never-existed"],
        "nonsense": hostile,
    }
    for kind, targets in refused.items():
        for target in targets:
            with pytest.raises(Refused):
                link(cast, report, kind, target)
    for said, on in (
        ("", TODAY),
        ("  ", TODAY),
        ("Soon.", TODAY + datetime.timedelta(1)),
        ("a" * 2001, TODAY),
    ):
        with pytest.raises(Refused):
            link(cast, report, "verbal", words=said, on=on)
    assert not Evidence.objects.exists()


def test_its_writers_link_and_only_while_it_is_a_draft(cast: Cast, report: Report, hand: AtHand) -> None:
    target = hand.targets["paper"]
    row = link(cast, report, "paper", target)
    given: dict[str, Any] = {"report": report, "key": key_of(report), "kind": "paper", "target": target}
    for stranger in (cast.sam, cast.mo, cast.otto, cast.ada):
        with pytest.raises(Refused):
            link_evidence(by=stranger, **given)
        with pytest.raises(Refused):
            unlink_evidence(by=stranger, report=report, evidence=row)
        with pytest.raises(Refused):
            check_evidence(by=stranger, report=report, evidence=row)
    CoWriter.objects.create(report=report, user=cast.mo, asked_by=cast.chris)
    assert link_evidence(by=cast.mo, **given) == row
    report = at(cast, "in-review", report)
    with pytest.raises(Refused):
        unlink_evidence(by=cast.chris, report=report, evidence=row)
    assert Evidence.objects.get() == row


def test_a_removed_paragraph_keeps_what_it_has(cast: Cast, report: Report, hand: AtHand) -> None:
    """It takes nothing more, its page says why, and it has everything again when it is put back."""
    row = link(cast, report, "paper", hand.targets["paper"])
    Paragraph.objects.filter(pk=row.paragraph_id).update(removed_at=timezone.now())
    with pytest.raises(Refused, match="was removed"):
        link(cast, report, "document", hand.targets["document"])
    chris = browser(cast.chris)
    page = chris.get(reverse("reports:evidence", args=["autumn"]))
    assert "What was linked to them is kept" in words(page)
    assert "Report on early help, paragraph 1.2" in words(page)
    page = chris.get(reverse("reports:paragraph_evidence", args=["autumn", row.paragraph.key]))
    assert "This paragraph was removed from the report. What was linked to it is kept." in words(page)
    assert following(report) == []  # and nothing of it is told outside
    unlink_evidence(by=cast.chris, report=report, evidence=row)
    assert not Evidence.objects.exists()


def test_a_derived_paragraph_gets_a_copy_and_no_doubles(cast: Cast, report: Report, hand: AtHand) -> None:
    for kind, target in hand.targets.items():
        link(cast, report, kind, target)
    say(cast, report)
    derived = paragraph_of(make_report(cast, body=cast.committee), 0)
    copied = [copy_evidence(by=cast.chris, source=paragraph_of(report), target=derived) for _ in range(2)]
    facts = ("kind", "target", "words", "on")
    assert copied == [6, 0]
    assert set(derived.evidence.values_list(*facts)) == set(paragraph_of(report).evidence.values_list(*facts))


# ---- what each person at the desk is told


def test_others_at_the_desk_learn_that_there_is_an_entry_and_no_more(
    cast: Cast, report: Report, hand: AtHand
) -> None:
    link(cast, report, "activity", hand.targets["activity"])
    tell(report, make_activity(cast, "canarysentence"), place=1)
    CoWriter.objects.create(report=report, user=cast.mo, asked_by=cast.chris)
    told = set(seen_by(cast.mo, report))
    page = browser(cast.mo).get(reverse("reports:evidence", args=["autumn"]))
    mine = browser(cast.chris).get(reverse("reports:evidence", args=["autumn"]))
    assert told == {Told("The author’s activity log")}
    assert CANARY.findall(page.content.decode()) == []
    assert "I visited the duty team." not in words(page)
    assert set(CANARY.findall(mine.content.decode())) == {"canaryplace", "canarysentence"}
    key = key_of(report)
    choices = browser(cast.mo).get(reverse("reports:paragraph_evidence", args=["autumn", key]))
    assert CANARY.findall(choices.content.decode()) == []


def test_what_vanished_or_is_hidden_is_said_without_its_title(cast: Cast, report: Report) -> None:
    gone = make_edition(cast.sam, cast.board, "canarytitle", slug="gone")
    link(cast, report, "paper", place_in(gone))
    item = make_item(make_meeting(cast.board, "2019-07-02"), "Private")
    action = make_action(cast, "canaryaction", item)
    link(cast, report, "action", str(action.pk))
    withdraw(by=cast.sam, publication=gone.publication, reason="Wrong paper.")
    item.restriction = Restriction.objects.create(
        kind="confidential", source="law", set_by=cast.sam, set_at=timezone.now()
    )
    item.save()
    CoWriter.objects.create(
        report=report, user=cast.rae, asked_by=cast.chris
    )  # may not read what is restricted
    page = browser(cast.rae).get(reverse("reports:evidence", args=["autumn"]))
    assert CANARY.findall(page.content.decode()) == []
    assert "Another paper: Withdrawn since, on" in words(page)
    assert "Something that you may not read, or that is no longer there" in words(page)
    assert [told.is_gone for told in seen_by(cast.chris, report)] == [True, False]
    assert seen_by(cast.chris, report)[1].name == "canaryaction"


def test_the_author_sees_what_rests_on_nothing_and_what_is_old(cast: Cast, hand: AtHand) -> None:
    meeting = make_meeting(cast.board, "2019-12-06")
    report = make_report(cast, slug="autumn", meeting=meeting)
    section = Section.objects.get(report=report)
    for position, text in ((3, "They are:"), (4, "I thank everybody."), (5, "")):
        Paragraph.objects.create(section=section, position=position, text=text)
    greeting = paragraph_of(report, 3)
    tell(report, hand.activity, place=2)
    link(cast, report, "activity", hand.targets["activity"])
    need_no_evidence(by=cast.chris, report=report, key=greeting.key, needs_none=True)

    def at_months(months: int) -> tuple[list[str], list[str]]:
        seen = overview(report, cast.chris, months=months, today=TODAY)
        return [each.number for each in seen.bare], [each.number for each, _ in seen.old]

    assert at_months(3) == (["1.2"], [])  # exactly three months: 6 September, for 6 December
    assert at_months(2) == (["1.2"], ["1.1"])
    need_no_evidence(by=cast.chris, report=report, key=greeting.key, needs_none=False)
    assert at_months(2) == (["1.2", "1.4"], ["1.1"])
    page = browser(cast.chris).get(reverse("reports:evidence", args=["autumn"]) + "?months=2")
    assert "2 statements of 4 rest on nothing that is linked." in words(page)
    assert "Older than 2 months" in words(page)
    for nonsense in ("", "0", "-3", "x", "999999999999999999999", "\0"):
        page = browser(cast.chris).get(reverse("reports:evidence", args=["autumn"]), {"months": nonsense})
        assert "Older than 6 months" in words(page)


# ---- letters


def test_a_word_is_told_again_once_the_letter_has_arrived(cast: Cast, report: Report) -> None:
    """Linking it or saying that the word still holds ends it, until the next letter."""
    row = say(cast, report)
    say(cast, report, "Morale is up.", place=1)
    chris = browser(cast.chris)

    def waiting() -> list[tuple[str, list[str]]]:
        seen = overview(report, cast.chris, months=6, today=TODAY)
        return [(each.number, [letter.title for letter in piece.letters]) for each, piece in seen.answered]

    assert (waiting(), [need.about for need in needs(cast.chris, TODAY)]) == ([], [report.title])
    letter = make_letter(cast)
    make_edition(cast.sam, cast.board, "A paper on something else")
    assert waiting() == [("1.1", [letter.title]), ("1.2", [letter.title])]
    need = next(each for each in needs(cast.chris, TODAY) if each.verb == "Look at the evidence")
    about = "A letter has arrived: 2 paragraphs rest on what was said, in Chair's report for autumn"
    assert (need.about, need.address) == (about, "/desk/reports/autumn/evidence/#letters")
    page = chris.get(need.address)
    assert "Said on" in words(page)
    posted = {"kind": "document", "target": letter.publication.slug, "from": "overview"}
    address = reverse("reports:paragraph_evidence", args=["autumn", key_of(report, 1)])
    assert chris.post(address, posted).headers["Location"] == need.address
    assert waiting() == [("1.1", [letter.title])]
    chris.post(reverse("reports:evidence_holds", args=["autumn", row.pk]))
    assert waiting() == []
    assert [need.verb for need in needs(cast.chris, TODAY)] == ["Go on writing"]
    second = make_letter(cast, "A second letter")
    assert waiting() == [("1.1", [second.title]), ("1.2", [second.title])]


def test_a_letter_is_told_to_those_alone_who_may_read_it(cast: Cast, report: Report) -> None:
    """Not to a co-writer who may not, nor is one that came before the word, nor one not yet published."""
    make_letter(cast, "canarybefore")
    link(cast, report, "verbal", words="Practice is better.", on=TODAY)
    row = Evidence.objects.get()
    assert overview(report, cast.chris, months=6, today=TODAY).answered == []
    Evidence.objects.filter(pk=row.pk).update(on=TODAY - datetime.timedelta(20), checked_at=clock.now())
    make_restricted_letter(cast)
    CoWriter.objects.create(report=report, user=cast.rae, asked_by=cast.chris)
    assert len(overview(report, cast.chris, months=6, today=TODAY).answered) == 1
    page = browser(cast.rae).get(reverse("reports:evidence", args=["autumn"]))
    assert CANARY.findall(page.content.decode()) == []


# ---- kept with the edition


def test_an_edition_keeps_what_stood_behind_each_paragraph(cast: Cast, report: Report, hand: AtHand) -> None:
    """The sentence of that day; of what bullets tell the entry alone; nothing of an entry without a sentence,
    and nothing of a paragraph that is not in the paper."""
    for kind, target in hand.targets.items():
        link(cast, report, kind, target)
    say(cast, report)
    link(cast, report, "activity", str(make_activity(cast, " ").pk), place=1)
    told = make_activity(cast, "A sentence that the bullet says otherwise.")
    tell(report, told, hand.activity, place=1)
    out = Paragraph.objects.create(
        section=Section.objects.get(), position=9, text="Out.", removed_at=timezone.now()
    )
    Evidence.objects.create(
        paragraph=out, kind="verbal", words="canaryremoved", on=AUTUMN, linked_by=cast.chris
    )
    at(cast, "published", report)
    hand.activity.sentence = "Changed later."
    hand.activity.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        PublishedEvidence.objects.update(words="Changed later.")
    kept = PublishedEvidence.objects.values_list("paragraph_key", "kind", "target", "words")
    first, second = key_of(report), key_of(report, 1)
    assert sorted(map(str, kept)) == sorted(
        map(
            str,
            [
                (first, "activity", str(hand.activity.pk), "I visited the duty team."),
                *(
                    (first, kind, hand.targets[kind], "")
                    for kind in ("action", "minute", "paper", "document")
                ),
                (first, "verbal", "", "Practice is better."),
                (second, "activity", str(told.pk), ""),
                (second, "activity", str(hand.activity.pk), ""),
            ],
        )
    )
    entry = LogEntry.objects.get(deed="kept the evidence of an edition of")
    assert (entry.before, entry.after) == (None, {"edition": 1, "pieces": 8})


def test_a_refused_publication_keeps_nothing(cast: Cast, report: Report, hand: AtHand) -> None:
    """All of it happens or none: what was agreed lists a paper that was withdrawn before it was published."""
    link(cast, report, "paper", hand.targets["paper"])
    report = at(cast, "agreed", report)
    withdraw(by=cast.sam, publication=hand.paper.publication, reason="Wrong paper.")
    with pytest.raises(Refused):
        move(by=cast.sam, report=report, move="publish", version=report.version)
    assert not PublishedEvidence.objects.exists()


# ---- background papers


def test_background_papers_follow_from_the_evidence(cast: Cast, hand: AtHand) -> None:
    """Public papers, minutes and documents, then what was typed and is not among them; each once."""
    report = make_report(
        cast, body=cast.committee, background_papers="report ON early help.\nThe Act of 1989\nthe act of 1989"
    )
    assert background_papers(report) == ("report ON early help.", "The Act of 1989")
    for kind, target in hand.targets.items():
        for place in (0, 1):
            link_as(cast.chris, report, kind, target, place)
    link_as(cast.chris, report, "document", make_restricted_letter(cast).publication.slug)
    met = hand.letter.publication.editions.get().meeting_date
    assert met is not None
    lines = (
        f"Report on early help ({cast.board.name}, {full(TODAY)})",
        f"Letter about the visit ({cast.board.name}, {full(met)})",
        f"Minutes of the {cast.board.name}",
    )
    assert set(background_papers(report) or ()) == {*lines, "The Act of 1989"}
    assert (background_papers(report) or ())[-1] == "The Act of 1989"
    assert [len(each.paragraphs) for each in following(report)] == [2, 2, 2]
    withdraw(by=cast.sam, publication=hand.paper.publication, reason="Wrong paper.")
    assert set(background_papers(report) or ()) == {*lines[1:], "report ON early help.", "The Act of 1989"}


def link_as(by: User, report: Report, kind: str, target: str, place: int = 0) -> None:
    """As its author could when the paper was a draft for a body they report to."""
    row = kind_called(kind)
    choice = row.chosen(by, report, target) if row else None
    assert choice is not None
    Evidence.objects.create(
        paragraph=paragraph_of(report, place), kind=kind, target=target, on=choice.on, linked_by=by
    )


def full(day: datetime.date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def test_a_statutory_report_lacks_its_list_until_it_follows_or_none_is_said(cast: Cast, hand: AtHand) -> None:
    report = make_report(cast, body=cast.committee, background_papers="")
    lacking = ["the background papers, or the word None"]
    told = "The background papers, or that there are none: not filled in"
    assert (background_papers(report), missing_from(report)) == (None, lacking)
    assert told in [gap.sentence for gap in gaps(report)]
    link_as(cast.chris, report, "activity", hand.targets["activity"])
    assert missing_from(report) == lacking  # a visit is no paper
    link_as(cast.chris, report, "minute", hand.targets["minute"])
    assert (background_papers(report), missing_from(report)) == ((f"Minutes of the {cast.board.name}",), [])
    assert told not in [gap.sentence for gap in gaps(report)]
    Evidence.objects.all().delete()
    report.background_papers = "None."
    assert (background_papers(report), missing_from(report)) == ((), [])


def test_the_cover_sheet_says_what_is_listed_by_itself_and_why(
    cast: Cast, report: Report, hand: AtHand
) -> None:
    link(cast, report, "minute", hand.targets["minute"], place=1)
    page = browser(cast.chris).get(reverse("reports:cover", args=["autumn"]))
    assert f"Minutes of the {cast.board.name}: for 1.2" in words(page)
    assert "There are no other background papers" in words(page)


# ---- one interface


class Weather(EvidenceKind):
    """A kind of another app, as a later one would write it."""

    key = "weather"
    label = "What the weather was"
    source = "Weather"

    def choices(self, author: User, report: Report, words: str) -> list[Choice]:
        return [Choice("rain", AUTUMN, "Rain")] if words in "Rain" else []

    def chosen(self, author: User, report: Report, target: str) -> Choice | None:
        return next((each for each in self.choices(author, report, "") if each.target == target), None)

    def to_reader(self, link: Link, found: Found) -> Told | None:
        return Told(self.source, "Rain", when="In autumn")


def test_a_new_kind_joins_with_one_class(cast: Cast, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offered, linked, told on the desk, kept with the edition and told to readers."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    register(Weather())
    address = reverse("reports:paragraph_evidence", args=["autumn", key_of(report)])
    chris = browser(cast.chris)
    assert "What the weather was" in words(chris.get(address))
    chris.post(address, {"kind": "weather", "target": "rain"})
    assert seen_by(cast.chris, report) == [Told("Weather", "Rain", when="In autumn")]
    at(cast, "published", report)
    assert "What this rests on (1) : paragraph 1.1 Weather: Rain In autumn" in words(
        chris.get("/papers/autumn/")
    )


def test_the_kinds_are_these() -> None:
    assert [kind.key for kind in kinds()] == ["activity", "action", "paper", "document", "minute", "verbal"]


# ---- pages


def test_the_page_finds_links_and_unlinks(cast: Cast, report: Report, hand: AtHand) -> None:
    chris, key = browser(cast.chris), key_of(report)
    address = reverse("reports:paragraph_evidence", args=["autumn", key])
    for kind, wanted, other in (
        ("activity", "duty", "nowhere"),
        ("action", "partners", "nowhere"),
        ("paper", "short staff", "nowhere"),
        ("minute", "posts vacant", "nowhere"),
        ("document", "visit LETTER", "nowhere"),
    ):
        assert "Link what I ticked" in words(chris.get(address, {"kind": kind}))
        assert "Link what I ticked" in words(chris.get(address, {"kind": kind, "search": wanted}))
        assert "Nothing was found" in words(chris.get(address, {"kind": kind, "search": other}))
        answer = chris.post(address, {"kind": kind, "target": [hand.targets[kind]] * 2}, follow=True)
        assert "The paragraph is linked to it." in words(answer)
        assert f'value="{hand.targets[kind]}"' not in answer.content.decode()  # not offered again
    assert "Tick what the paragraph rests on" in words(chris.post(address, {"kind": "paper"}))
    nothing = {"kind": "verbal", "words": "", "on_day": "31", "on_month": "2", "on_year": "2019"}
    assert "Answer the question: Who said what?" in words(chris.post(address, nothing))
    assert Evidence.objects.count() == 5
    row = Evidence.objects.filter(kind="paper").get()
    chris.post(reverse("reports:remove_evidence", args=["autumn", row.pk]))
    assert Evidence.objects.count() == 4
    make_report(cast, slug="other")
    assert chris.post(reverse("reports:remove_evidence", args=["other", row.pk + 1])).status_code == 404
    assert chris.get(reverse("reports:paragraph_evidence", args=["other", key])).status_code == 404
    assert chris.get(reverse("reports:paragraph_evidence", args=["autumn", uuid.uuid4()])).status_code == 404


def test_the_overview_quotes_a_paragraph_with_bullets_as_one_line(cast: Cast, report: Report) -> None:
    row = Paragraph.objects.get(section__report=report, position=2)
    for position, text in enumerate(("Visited *Cherwick*", "Met the [team](https://team.example/)"), 1):
        Bullet.objects.create(paragraph=row, position=position, text=text)
    page = words(browser(cast.chris).get(reverse("reports:evidence", args=["autumn"])))
    assert "Two teams were short of staff. Visited Cherwick; Met the team" in page


def test_what_is_ticked_at_once_is_linked_at_once_or_not_at_all(
    cast: Cast, report: Report, hand: AtHand
) -> None:
    chris = browser(cast.chris)
    address = reverse("reports:paragraph_evidence", args=["autumn", key_of(report)])
    targets = [hand.targets["activity"], str(make_activity(cast, "Another visit.").pk)]
    answer = chris.post(address, {"kind": "activity", "target": [*targets, "999999"]})
    assert "Choose from the list what the paragraph rests on." in words(answer)
    assert (Evidence.objects.count(), LogEntry.objects.filter(deed="linked evidence to").count()) == (0, 0)
    answer = chris.post(address, {"kind": "activity", "target": targets}, follow=True)
    assert "The paragraph is linked to 2 things." in words(answer)
    assert set(Evidence.objects.values_list("target", flat=True)) == set(targets)


def test_a_page_asks_as_often_for_fifty_as_for_one(cast: Cast, report: Report, hand: AtHand) -> None:
    chris = browser(cast.chris)
    overview_page = reverse("reports:evidence", args=["autumn"])
    paragraph_page = reverse("reports:paragraph_evidence", args=["autumn", key_of(report)])
    pages = [overview_page, reverse("reports:cover", args=["autumn"])]
    pages += [f"{paragraph_page}?kind={kind.key}" for kind in kinds()]
    fill(cast, report, hand)
    once = [queries_of(chris, page) for page in pages]
    for number in range(49):
        fill(cast, report, hand, f"Said {number}")
        make_activity(cast, f"Visit {number}")
        make_action(cast, f"Action {number}")
    assert [queries_of(chris, page) for page in pages] == once
    assert max(once) <= 25


def fill(cast: Cast, report: Report, hand: AtHand, text: str = "Said") -> None:
    """One more paragraph with everything behind it."""
    section = Section.objects.get(report=report)
    place = section.paragraphs.count()
    row = (
        paragraph_of(report) if text == "Said" else Paragraph(section=section, position=place + 1, text=text)
    )
    row.save()
    for kind, target in (*hand.targets.items(), ("verbal", "")):
        words = "" if target else text
        Evidence.objects.create(
            paragraph=row, kind=kind, target=target, words=words, on=AUTUMN, linked_by=cast.chris
        )
    bullet = Bullet.objects.create(paragraph=row, position=1, text="The duty team.")
    ToldActivity.objects.create(bullet=bullet, activity=hand.activity)
